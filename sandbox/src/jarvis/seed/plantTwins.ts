import { toColumn } from '../../database/fromColumns.ts'
import type { Place } from '../../database/place.ts'
import { addRow, instant } from '../../database/rows.ts'
import { contents, contexts, entities, identities } from '../tables.ts'
import type { Person } from './people.ts'
import { prose } from './twin.ts'
import type { Text, Twin } from './twin.ts'

const day = 86_400_000

/**
 * Plants twins with their contexts and files, the first one made first; answers their ids in order.
 *
 * @example
 * const [pump] = plantTwins(context, [harbourPump])
 */
export function plantTwins(place: Place, twins: readonly Twin[]): string[] {
  return twins.map((twin, index) => {
    const id = place.mint()
    // An hour apart: lists have an order that can be seen.
    const at = instant(place.now() - 90 * day + index * 3_600_000)
    addRow(place, entities, id, twin, { created_at: at, updated_at: at })
    plantContexts(place, 'entity', id, twin.contexts ?? [], at)
    for (const { name, text } of twin.files ?? []) {
      const sql = 'insert into jarvis_files (tenant, unique_id, entity_id, name, body, created_at) values (?, ?, ?, ?, ?, ?)'
      place.database.run(sql, place.tenant, place.mint(), id, name, prose(text), at)
    }
    return id
  })
}

/**
 * Plants users with what is known about them; answers their ids in order.
 *
 * @example
 * const [ada] = plantPeople(context, people)
 */
export function plantPeople(place: Place, people: readonly Person[]): string[] {
  return people.map((person, index) => {
    const id = person.unique_id ?? place.mint()
    const at = instant(place.now() - 60 * day + index * 3_600_000)
    const { status = 'active', metadata } = person
    addRow(place, identities, id, person, { status, metadata: toColumn('json?', metadata), created_at: at, updated_at: at })
    plantContexts(place, 'identity', id, person.contexts ?? [], at)
    for (const { name, content_type, text } of person.contents ?? []) {
      addRow(place, contents, place.mint(), {}, { identity_id: id, title: name, content_type, body: text, created_at: at })
    }
    return id
  })
}

function plantContexts(place: Place, owner_type: string, owner_id: string, texts: readonly Text[], created_at: string): void {
  for (const { name, text } of texts) {
    addRow(place, contexts, place.mint(), { name, content: prose(text) }, { owner_type, owner_id, created_at })
  }
}
