import type { Place } from '../../database/place.ts'
import { documentWriter } from '../documents.ts'
import { addIndex } from '../indexes.ts'
import { books } from './books.ts'

const rooms = [
  ['Reading room', 40, 'Quiet, with a view of the harbour; lamps on every table.'],
  ['Map room', 12, 'Large tables for charts. Ask for the key at the desk.'],
  ['Radio room', 6, 'Soundproof; for recordings and for those who practise the trombone.'],
  ['Roof', 25, 'Beehives and tomato boxes. Open from April on dry days.'],
] as const

/**
 * Plants an index of the harbour library's books (weights, facets, synonyms, stop words), and one of its rooms that made itself.
 *
 * @example
 * database.transaction(() => seedSearch({ database, tenant: 'demo', now: Date.now, mint: randomUUID }))
 */
export function seedSearch(place: Place): void {
  addIndex(place, {
    name: 'book',
    entity_source: 'harbour-library',
    enforce_validation: true,
    schema: {
      type: 'object',
      required: ['author', 'year', 'about'],
      properties: { year: { type: 'integer' }, subjects: { type: 'array' } },
    },
    settings: {
      searchable_fields: ['author', 'subjects', 'about'],
      weights: { author: 2, subjects: 2, about: 1 },
      facet_fields: ['subjects', 'language', 'year', 'shelf'],
      sort_fields: ['year', 'author'],
      synonyms: { boat: ['ship', 'vessel'], bike: ['bicycle'], sea: ['ocean'] },
      stop_words: ['the', 'a', 'an', 'of', 'and', 'in'],
    },
  })
  const writer = documentWriter(place)
  for (const [title, author, year, language, shelf, subjects, about] of books) {
    const content = { author, year, language, shelf, subjects: subjects.split(', '), about }
    writer.put({ unique_id: place.mint(), entity_type: 'book', entity_alias: title, entity_source: 'harbour-library', content })
  }
  for (const [name, seats, about] of rooms) {
    writer.put({ unique_id: place.mint(), entity_type: 'room', entity_alias: name, content: { seats, about } })
  }
}
