import { kept, ratioOf } from './line.ts'
import type { Line } from './line.ts'

const SIGNS = { 'at most': '<=', 'at least': '>=', exactly: '=' } as const

/** Lines as text, in columns. */
export function table(suite: string, lines: readonly Line[]): string {
  const rows = [[suite, 'ours', 'peer', 'ratio', 'promise', 'kept', 'unit'], ...lines.map(cells)]
  const widths = rows[0]?.map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0))) ?? []
  const pad = (cell: string, column: number): string => {
    const width = widths[column] ?? 0
    return column > 0 && column < 4 ? cell.padStart(width) : cell.padEnd(width)
  }
  return rows.map((row) => row.map(pad).join('  ').trimEnd()).join('\n')
}

function cells(line: Line): string[] {
  const { what, unit, ours, peer, promise } = line
  const verdict = kept(line)
  return [
    what,
    figure(ours),
    figure(peer),
    figure(ratioOf(line)),
    promise ? `${promise.of} ${SIGNS[promise.is]} ${figure(promise.value)}` : '',
    verdict === null ? '' : verdict ? 'yes' : 'NO',
    unit,
  ]
}

export function figure(value: number | null): string {
  if (value === null) return ''
  const digits = value < 100 && !Number.isInteger(value) ? { maximumSignificantDigits: 3 } : { maximumFractionDigits: 0 }
  return value.toLocaleString('en-US', digits)
}
