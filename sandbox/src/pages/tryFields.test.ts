import { op, optional, paged, resource } from '@blockstate/core/describe'
import { expect, test } from 'vitest'
import { tryFields } from './tryFields.ts'

const Berth = resource('berth', {
  name: 'string',
  harbour: 'uuid|null?',
  status: 'free|taken?',
  depth: 'decimal?',
  lit: 'boolean?',
  tags: 'string[]?',
  days: '(mon|tue)[]?',
  map: 'file?',
  note: 'json?',
  since: 'timestamp?',
  length: 'integer!',
})

test('the path comes first, then the query, then what is written; what only the server writes is not asked for', () => {
  const operation = op('POST quay/harbours/:id/berths', { about: 'Lay out', query: { dry: 'boolean?' }, body: Berth, returns: Berth })
  expect(tryFields(operation).map(({ name, place, required }) => `${place} ${name}${required ? ' *' : ''}`)).toEqual([
    'path id *',
    'query dry',
    'body name *',
    ...['harbour', 'status', 'depth', 'lit', 'tags', 'days', 'map', 'note', 'since'].map((name) => `body ${name}`),
  ])
})

test('each word has its own way of being written', () => {
  const operation = op('POST quay/berths', {
    about: 'Lay out',
    body: { ...Berth.fields, kind: '=berth', mail: 'email', size: optional({ width: 'number' }), depths: 'number[]' },
  })
  const controls = Object.fromEntries(tryFields(operation).map(({ name, control }) => [name, control]))
  expect(controls).toMatchObject({
    name: { kind: 'input', type: 'text', read: 'text' },
    status: { kind: 'select', choices: ['free', 'taken'] },
    depth: { kind: 'input', type: 'number', read: 'number' },
    lit: { kind: 'select', choices: ['true', 'false'], read: 'boolean' },
    tags: { kind: 'area', read: 'lines' },
    depths: { kind: 'area', read: 'numbers' },
    days: { kind: 'boxes', choices: ['mon', 'tue'] },
    map: { kind: 'input', type: 'file', read: 'file' },
    note: { kind: 'area', read: 'json' },
    size: { kind: 'area', read: 'json' },
    since: { kind: 'input', type: 'text' },
    mail: { kind: 'input', type: 'email' },
    kind: { kind: 'fixed', value: 'berth' },
  })
})

test('a change of a record requires none of its fields, and a filter is JSON', () => {
  const change = op('PUT quay/berths/:id', { about: 'Change', body: Berth, returns: Berth })
  expect(tryFields(change).filter(({ required }) => required)).toMatchObject([{ name: 'id', place: 'path' }])
  const list = op('GET quay/berths', { about: 'List', query: paged(), returns: [Berth] })
  expect(tryFields(list).find(({ name }) => name === 'filter')).toMatchObject({ control: { read: 'json' }, hint: 'JSON, a map of json' })
})
