import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { migrate } from './migrate.ts'
import { openDatabase } from './openDatabase.ts'
import type { Database } from './openDatabase.ts'

function openNumbers(): Database {
  const database = openDatabase(':memory:')
  migrate(database, 'numbers', ['create table numbers (n integer)'])
  return database
}
const numbers = (database: Database): number[] => database.all<{ n: number }>('select n from numbers order by n').map(({ n }) => n)

test('a transaction is all or nothing', () => {
  const database = openNumbers()
  expect(() =>
    database.transaction(() => {
      database.run('insert into numbers values (1)')
      throw new Error('stop')
    }),
  ).toThrow('stop')
  expect(numbers(database)).toEqual([])
  expect(database.transaction(() => database.run('insert into numbers values (2)'))).toBe(1)
  expect(numbers(database)).toEqual([2])
})

test('a transaction inside another is rolled back alone', () => {
  const database = openNumbers()
  database.transaction(() => {
    database.run('insert into numbers values (1)')
    expect(() =>
      database.transaction(() => {
        database.run('insert into numbers values (2)')
        throw new Error('inner')
      }),
    ).toThrow('inner')
    database.transaction(() => database.run('insert into numbers values (3)'))
  })
  expect(numbers(database)).toEqual([1, 3])
})

test('a transaction that would wait is refused and leaves nothing', () => {
  const database = openNumbers()
  expect(() => database.transaction(async () => database.run('insert into numbers values (1)'))).toThrow('synchronous')
  expect(numbers(database)).toEqual([])
})

test('steps run once each, per owner, and a step that fails leaves the tables as they were', () => {
  const database = openNumbers()
  migrate(database, 'numbers', ['create table numbers (n integer)', 'alter table numbers add column label text'])
  migrate(database, 'letters', ['create table letters (l text)'])
  expect(() => migrate(database, 'letters', ['create table letters (l text)', 'create table more (m text)', 'nonsense'])).toThrow(
    'syntax error',
  )
  expect(() => database.all('select * from more')).toThrow('no such table')
  migrate(database, 'letters', ['create table letters (l text)', 'create table more (m text)'])
  expect(database.all('select * from more')).toEqual([])
})

test('a file of a newer sandbox is not touched', () => {
  const database = openNumbers()
  expect(() => migrate(database, 'numbers', [])).toThrow('newer sandbox')
})

test('a file keeps its rows', () => {
  const folder = mkdtempSync(join(tmpdir(), 'blockstate-'))
  const file = join(folder, 'a', 'b.sqlite')
  const first = openDatabase(file)
  migrate(first, 'numbers', ['create table numbers (n integer)'])
  first.run('insert into numbers values (7)')
  first.close()
  const second = openDatabase(file)
  expect(numbers(second)).toEqual([7])
  second.close()
  rmSync(folder, { recursive: true })
})
