import type { BlockWorld } from '../../testing/blockWorld.ts'

/** The ids of one record of each kind. */
export interface OnePiece {
  readonly entities: string
  readonly indexes: string
}

/**
 * Makes an index and a document in it through the API.
 *
 * @example
 * const piece = await onePiece(await blockWorld('search', { blocks: [searchBlock] }))
 */
export async function onePiece({ made, send, world }: BlockWorld): Promise<OnePiece> {
  // A world makes many pieces: each has an index of its own name.
  const name = `book-${world.sandbox.database.all('select 1 from search_indexes').length}`
  const indexes = await made('indexes', { index: { name, settings: { facet_fields: ['shelf'] } } })
  const entities = `${name}-tides`
  await send('POST', `entities/${entities}/register`, { entity: { entity_type: name, entity_alias: 'Tides', content: { shelf: 'B2' } } })
  return { entities, indexes }
}
