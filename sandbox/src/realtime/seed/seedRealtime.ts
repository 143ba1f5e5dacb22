import type { Place } from '../../database/place.ts'
import { createRow } from '../../database/rows.ts'
import { demoUsers } from '../../seed/seedUsers.ts'
import { join } from '../members.ts'
import { publish } from '../publish.ts'
import { channels } from '../tables.ts'
import { crew, general, harbour, privately } from './talks.ts'

const minute = 60_000
const { ada, grace } = demoUsers

/**
 * Plants four channels of Ada's and Grace's: one with fifty messages, one of which both are no members yet, a private one, and their direct one.
 *
 * @example
 * database.transaction(() => seedRealtime({ database, bytes, tenant: 'demo', now: Date.now, mint: randomUUID }))
 */
export function seedRealtime(place: Place): void {
  const both = [ada.unique_id, grace.unique_id]
  plant(place, { name: 'general', description: 'What concerns everybody.', channel_type: 'public' }, both, general)
  plant(place, { name: 'harbour', description: 'Tides, fog, seals.', channel_type: 'public' }, [grace.unique_id], harbour)
  plant(place, { name: 'crew', description: 'Shifts and keys.', channel_type: 'private' }, both, crew)
  plant(place, { name: 'Direct messages', channel_type: 'direct' }, both, privately, both.toSorted().join(' '))
}

function plant(place: Place, given: object, who: readonly string[], said: readonly string[], pair: string | null = null): void {
  const start = place.now() - (said.length + 5) * 7 * minute
  const then = (at: number): Place => ({ ...place, now: () => start + at * 7 * minute })
  const { unique_id } = createRow(then(0), channels, given, { status: 'active', pair })
  who.forEach((user, at) => join(then(0), unique_id, user, at === 0 && pair === null ? 'owner' : 'member'))
  said.forEach((content, at) => publish(then(at + 1), unique_id, who[at % who.length] ?? ada.unique_id, { content }))
}
