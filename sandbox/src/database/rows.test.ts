import { resource } from '@blockstate/core/describe'
import { expect, test } from 'vitest'
import { openByteStore } from '../storage/openByteStore.ts'
import { createTable } from './createTable.ts'
import { createView } from './createView.ts'
import { equalTo } from './equalTo.ts'
import { isTaken } from './isTaken.ts'
import { openDatabase } from './openDatabase.ts'
import type { Place } from './place.ts'
import { changeRow, createRow, findRow, listRows, removeRow } from './rows.ts'
import { counted, stored } from './table.ts'

const Shelf = resource('shelf', { name: 'string', tags: 'string[]?', status: 'open|closed!', books_count: 'integer!?' })
const shelves = stored(Shelf, 'shelves', 'Shelf')

function library(): Place & { elsewhere: Place; advance(): void } {
  const database = openDatabase(':memory:')
  database.script(`${createTable('shelves', 'name text not null, tags text, status text not null')}
    ${createView('shelves', 'length(r.name) as books_count')}`)
  let time = 0
  let made = 0
  const place: Place = { database, bytes: openByteStore(undefined), tenant: 'here', now: () => time, mint: () => `s${(made += 1)}` }
  return { ...place, elsewhere: { ...place, tenant: 'elsewhere' }, advance: () => void (time += 1000) }
}

test('a record is made with an id, both stamps and what no caller writes, and told as its resource declares', () => {
  expect(createRow(library(), shelves, { name: 'Tides', tags: ['sea'], status: 'closed' }, { status: 'open' })).toEqual({
    unique_id: 's1',
    name: 'Tides',
    tags: ['sea'],
    status: 'open',
    created_at: '1970-01-01T00:00:00.000Z',
    updated_at: '1970-01-01T00:00:00.000Z',
  })
})

test('an id or a stamp of the past may be brought along', () => {
  const made = createRow(
    library(),
    shelves,
    { name: 'Tides' },
    { status: 'open', unique_id: 'mine', created_at: '1969-01-01T00:00:00.000Z' },
  )
  expect(made).toMatchObject({ unique_id: 'mine', created_at: '1969-01-01T00:00:00.000Z', updated_at: '1970-01-01T00:00:00.000Z' })
})

test('a counted table is told through its view', () => {
  const place = library()
  createRow(place, shelves, { name: 'Tides' }, { status: 'open' })
  expect(findRow(place, counted(Shelf, 'shelves', 'Shelf'), 's1').books_count).toBe(5)
})

test('a change tells what it changed and when, and leaves the rest', () => {
  const place = library()
  createRow(place, shelves, { name: 'Tides', tags: ['sea'] }, { status: 'open' })
  place.advance()
  expect(changeRow(place, shelves, 's1', { name: 'Ebb', status: 'closed' })).toEqual({
    unique_id: 's1',
    name: 'Ebb',
    updated_at: '1970-01-01T00:00:01.000Z',
  })
  expect(findRow(place, shelves, 's1')).toMatchObject({ name: 'Ebb', tags: ['sea'], status: 'open' })
})

test('rows of another tenant are not there: not to be read, listed, changed, removed or in the way', () => {
  const place = library()
  createRow(place, shelves, { name: 'Tides' }, { status: 'open' })
  const refusal = {
    status: 404,
    code: 'not_found',
    details: [{ title: 'Shelf Not Found', detail: 'There is no shelf with the id s1 here.' }],
  }
  for (const use of [findRow, removeRow]) expect(() => use(place.elsewhere, shelves, 's1')).toThrow(expect.objectContaining(refusal))
  expect(() => changeRow(place.elsewhere, shelves, 's1', {})).toThrow(expect.objectContaining(refusal))
  expect(listRows(place.elsewhere, shelves, {})).toEqual([])
  expect([isTaken(place, shelves, 's1'), isTaken(place.elsewhere, shelves, 's1')]).toEqual([true, false])
})

test('rows are listed in the order they were made, narrowed to the columns given', () => {
  const place = library()
  for (const name of ['c', 'a', 'b']) createRow(place, shelves, { name }, { status: name === 'a' ? 'closed' : 'open' })
  expect(listRows(place, shelves, { status: 'open' }).map(({ name }) => name)).toEqual(['c', 'b'])
  expect(listRows(place, shelves, {}, 'name').map(({ name }) => name)).toEqual(['a', 'b', 'c'])
})

test('a removed row is gone', () => {
  const place = library()
  createRow(place, shelves, { name: 'Tides' }, { status: 'open' })
  removeRow(place, shelves, 's1')
  expect(listRows(place, shelves, {})).toEqual([])
})

test('a list is narrowed by what is given and by nothing else', () => {
  expect(equalTo({ status: 'open', owner_id: undefined })).toEqual({ where: '"status" = ?', values: ['open'] })
  expect(equalTo({ status: undefined })).toEqual({ where: '1', values: [] })
})
