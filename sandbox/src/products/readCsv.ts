import { CsvError, parse } from 'csv-parse/sync'

/** A table as it was read: the names of its first line, and its rows. */
export interface CsvTable {
  readonly columns: readonly string[]
  readonly rows: readonly CsvRow[]
}

export interface CsvRow {
  /** The line of the file the row ends on, from 1. */
  readonly line: number
  readonly cells: readonly string[]
}

/**
 * Reads CSV (RFC 4180): UTF-8 with or without its mark, quotes, line ends of any kind; commas, or semicolons where the first line has
 * no comma. Answers what is wrong with it, in a sentence, where it is none or has no rows of names.
 *
 * @example
 * readCsv(new TextEncoder().encode('sku,name\nP-1,Pump\n')) // { columns: ['sku', 'name'], rows: [{ line: 2, cells: ['P-1', 'Pump'] }] }
 */
export function readCsv(bytes: Uint8Array): CsvTable | string {
  let text: string
  try {
    text = new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    return 'the file is not UTF-8 text'
  }
  const first = /^.*/.exec(text)?.[0] ?? ''
  try {
    // With `info` each record comes as its cells and where it stood; the types of the package know it by option values only at run time.
    const read = parse(text, {
      delimiter: !first.includes(',') && first.includes(';') ? ';' : ',',
      bom: true,
      info: true,
      trim: true,
      skip_empty_lines: true,
      relax_column_count: true,
    }) as unknown as { record: string[]; info: { lines: number } }[]
    const [head, ...rows] = read
    if (head === undefined) return 'the file is empty; its first line names the columns'
    return {
      columns: head.record.map((name) => name.toLowerCase()),
      rows: rows.map(({ record, info }) => ({ line: info.lines, cells: record })),
    }
  } catch (error) {
    if (error instanceof CsvError) return `the file is no CSV: ${error.message}`
    throw error
  }
}
