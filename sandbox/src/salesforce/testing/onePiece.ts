import type { BlockWorld } from '../../testing/blockWorld.ts'

/** The ids of one record of each kind. */
export interface OnePiece {
  readonly leads: string
  readonly opportunities: string
  readonly object_type: string
}

/**
 * Makes one record of each kind through the API, and one synchronisation that is over.
 *
 * @example
 * const piece = await onePiece(world)
 */
export async function onePiece({ made, world }: BlockWorld): Promise<OnePiece> {
  const leads = await made('leads', { lead: { name: 'Percy Shaw', email: 'percy@example.com', value: 1200 } })
  const opportunities = await made('opportunities', { opportunity: { name: 'Harbour lights', close_date: '2026-05-01' } })
  await made('leads/sync', { sync: { direction: 'push' } })
  await world.sandbox.settled()
  return { leads, opportunities, object_type: 'contacts' }
}
