import type { Fault } from './stage.ts'

/** Faults by scenario, then by subject. */
export type Results = Readonly<Record<string, Readonly<Record<string, readonly Fault[]>>>>

/**
 * The results as text: who passed what, then what the wrong frames showed.
 *
 * @example
 * console.log(verdicts(results))
 */
export function verdicts(results: Results): string {
  const names = Object.keys(Object.values(results)[0] ?? {})
  const count = Object.keys(results).length
  const passed = (name: string): number => Object.values(results).filter((row) => row[name]?.length === 0).length
  const rows = [
    ['scenario', ...names],
    ...Object.entries(results).map(([scenario, row]) => [scenario, ...names.map((name) => cell(row[name]))]),
    ['passed', ...names.map((name) => `${passed(name)}/${count}`)],
  ]
  const widths = (rows[0] ?? []).map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)))
  const table = rows.map((row) =>
    row
      .map((cell, column) => cell.padEnd(widths[column] ?? 0))
      .join('  ')
      .trimEnd(),
  )
  return [...table, '', ...Object.entries(results).flatMap(wrongs)].join('\n')
}

/** The kind of the first fault is its first two words. */
function cell([first]: readonly Fault[] = []): string {
  return first ? first.wrong.split(' ').slice(0, 2).join(' ') : 'ok'
}

function wrongs([scenario, row]: [string, Results[string]]): string[] {
  const said = Object.entries(row).flatMap(([name, faults]) => faults.map(({ after, wrong }) => `  ${name} ${wrong}, after ${after}`))
  return said.length > 0 ? [scenario, ...said] : []
}
