/** What a screen shows of one record. */
export interface Row {
  readonly unique_id: string
  readonly name: string
  readonly description: string
}

/** The fields of a row that are written. */
export type Edit = Partial<Pick<Row, 'name' | 'description'>>

export const FIELDS = ['name', 'description'] as const
