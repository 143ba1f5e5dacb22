/** The row every suite uses, about 250 bytes as the API sends it. */
export interface Hall {
  readonly unique_id: string
  readonly name: string
  readonly entity_type: string
  readonly description: string
  readonly status: string
  readonly created_at: string
  readonly updated_at: string
}

/** The hall of a number, named by its number and this. */
export function hall(number: number, version: number | string): Hall {
  return {
    unique_id: `h${number}`,
    name: `Hall ${number}, ${version}`,
    entity_type: 'building',
    description: 'Two looms and a press',
    status: 'active',
    created_at: '2026-01-01T00:00:00Z',
    updated_at: '2026-01-01T00:00:00Z',
  }
}

/** A list of halls as the API answers it. */
export function page(halls: readonly Hall[], meta: Readonly<Record<string, number>>): string {
  return JSON.stringify({ data: halls.map((attributes) => ({ id: attributes.unique_id, type: 'entity', attributes })), meta })
}
