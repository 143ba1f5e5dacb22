import { describe, expect, test } from 'vitest'
import type { Fields } from '../wire/request.ts'
import { decide, matters, place, termsOf } from './placement.ts'
import type { Verdict } from './placement.ts'

const fields = { name: '', stage: '', amount: '', closed_on: '', tags: '', done: '', created_at: '' }
const terms = (input: Fields) => termsOf(input, fields, ['board_id'])
const deal = {
  name: 'Harbour',
  stage: 'open',
  amount: 7,
  price: '12.50',
  closed_on: '2026-03-01',
  tags: ['a', 'b'],
  done: false,
  note: null,
}

describe('a row belongs to a list', () => {
  test.each<[string, Fields, Verdict]>([
    ['that asks nothing', {}, 'in'],
    ['whatever page and path it is on', { page: 2, per_page: 5, sort: 'name', board_id: 'b1' }, 'in'],
    ['that asks for its value', { filter: { stage: 'open' } }, 'in'],
    ['that asks for another', { filter: { stage: 'won' } }, 'out'],
    ['by a parameter named like a field', { stage: 'won' }, 'out'],
    ['by one that is left out', { stage: undefined, name: '' }, 'in'],
    ['as text, whatever the type', { filter: { amount: '7', done: 'false' } }, 'in'],
    ['by a flag in digits', { filter: { done: '1' } }, 'out'],
    ['by a number in a string', { filter: { price: '12.5', price_gt: 12 } }, 'in'],
    ['above', { filter: { amount_gt: 6 } }, 'in'],
    ['not above itself', { filter: { amount_gt: 7 } }, 'out'],
    ['from itself', { filter: { amount_gte: '7' } }, 'in'],
    ['below', { filter: { amount_lt: 7 } }, 'out'],
    ['up to itself', { filter: { amount_lte: 7 } }, 'in'],
    ['before a day', { filter: { closed_on_lt: '2026-03-02' } }, 'in'],
    ['after a moment', { filter: { closed_on_gt: '2026-03-01T00:00:00.000Z' } }, 'out'],
    ['that asks for another than this', { filter: { stage_ne: 'open' } }, 'out'],
    ['that asks for one of several', { filter: { stage_in: 'won,open' } }, 'in'],
    ['that asks for none of its', { filter: { stage_in: 'won,lost' } }, 'out'],
    ['whose list holds the value', { filter: { tags: 'b' } }, 'in'],
    ['whose list does not', { filter: { tags: 'c' } }, 'out'],
    ['that asks for empty ones', { filter: { note: 'null' } }, 'in'],
    ['that is empty where a number is asked for', { filter: { note_gt: 3 } }, 'out'],
    ['by a field it does not have', { filter: { colour: 'red' } }, 'unknown'],
    ['by a field it does not have, and one that rules it out', { filter: { colour: 'red', stage: 'won' } }, 'out'],
    ['by texts that differ in case', { filter: { stage: 'Open' } }, 'unknown'],
    ['by one text above another', { filter: { name_gt: 'Anchor' } }, 'unknown'],
    ['by an empty one that is not to be something', { filter: { note_ne: 'x' } }, 'unknown'],
    ['by a search', { search: 'Harbour' }, 'unknown'],
    ['by a search, ruled out by a filter', { search: 'Harbour', filter: { stage: 'won' } }, 'out'],
    ['by a parameter nobody knows', { mine: true }, 'unknown'],
  ])('%s', (_, input, verdict) => {
    expect(decide(deal, terms(input))).toBe(verdict)
  })

  test('and a field whose own name ends like a comparison is meant itself', () => {
    expect(decide({ checked_in: 'yes' }, terms({ filter: { checked_in: 'yes' } }))).toBe('in')
  })
})

describe('a row stands', () => {
  const stands = (sort: string, row: Fields, ...rows: Fields[]): number | null =>
    place(row, terms({ sort }).order, rows.length, (at) => rows[at])
  const amounts = (...all: number[]): Fields[] => all.map((amount) => ({ amount }))

  test.each<[string, number | null, number | null]>([
    ['among others', stands('amount', { amount: 5 }, ...amounts(1, 3, 7)), 2],
    ['downwards', stands('-amount', { amount: 5 }, ...amounts(7, 3, 1)), 1],
    ['after its equals', stands('amount', { amount: 3 }, ...amounts(1, 3, 3, 7)), 3],
    ['before its equals, downwards: it is the newest', stands('-amount', { amount: 3 }, ...amounts(7, 3, 3, 1)), 1],
    [
      'by the second field where the first are equal',
      stands('stage,-amount', { stage: 'a', amount: 5 }, { stage: 'a', amount: 7 }, { stage: 'b', amount: 9 }),
      1,
    ],
    ['by time', stands('-created_at', { created_at: '2026-01-02T00:00:00Z' }, { created_at: '2026-01-01T23:59:59Z' }), 0],
    ['by name', stands('name', { name: 'm' }, { name: 'a' }, { name: 'z' }), 1],
    ['alone', stands('amount', { amount: 5 }), 0],
    ['nobody knows where without an order', stands('', { amount: 5 }, ...amounts(1)), null],
    ['nobody knows where without a value', stands('amount', {}, ...amounts(1)), null],
    ['nobody knows where beside one without a value', stands('amount', { amount: 1 }, { amount: null }), null],
    ['nobody knows where among texts that servers order differently', stands('name', { name: 'b' }, { name: 'A' }, { name: 'C' }), null],
  ])('%s', (_, at, place) => {
    expect(at).toBe(place)
  })
})

test('a change matters where the list asks or sorts by it, and always where it searches', () => {
  const changed = (input: Fields, change: Fields): boolean => matters(deal, { ...deal, ...change }, terms(input))
  expect(changed({ filter: { amount_gt: 5 }, sort: 'name' }, { stage: 'won' })).toBe(false)
  expect(changed({ filter: { amount_gt: 5 }, sort: 'name' }, { amount: 9 })).toBe(true)
  expect(changed({ sort: '-name' }, { name: 'Anchor' })).toBe(true)
  expect(changed({ search: 'x' }, { stage: 'won' })).toBe(true)
})
