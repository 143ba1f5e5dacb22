import { expect, test } from 'vitest'
import * as auth from '../blocks/auth.ts'
import { op, optional, paged, resource } from '../declare/index.ts'
import { inputSchema, pathNames } from './jsonSchema.ts'

const Contact = resource('contact', {
  name: 'string',
  status: 'active|archived!',
  group: 'a|b|null?',
  tags: 'string[]|null?',
  labels: 'integer{}?',
})

test('path, query and body become one flat object', () => {
  const schema = inputSchema(
    op('POST crm/contacts/:id/notes', { about: 'Write a note', query: { draft: 'boolean?' }, body: { text: 'string', at: 'timestamp?' } }),
  )
  expect(schema).toEqual({
    type: 'object',
    description: 'Write a note',
    properties: {
      draft: { type: 'boolean' },
      text: { type: 'string' },
      at: { type: 'string', format: 'date-time' },
      id: { type: 'string' },
    },
    required: ['id', 'text'],
    additionalProperties: false,
  })
})

test('creating requires what updating may leave out; what the server writes is in neither', () => {
  const created = inputSchema(op('POST crm/contacts', { about: 'a', body: Contact, returns: Contact }))
  expect(created.required).toEqual(['name'])
  expect(created.properties).toEqual({
    name: { type: 'string' },
    group: { type: ['string', 'null'], enum: ['a', 'b', null] },
    tags: { type: ['array', 'null'], items: { type: 'string' } },
    labels: { type: 'object', additionalProperties: { type: 'integer' } },
  })
  expect(inputSchema(op('PUT crm/contacts/:id', { about: 'a', body: Contact, returns: Contact })).required).toEqual(['id'])
})

test('constants are left out; nested shapes, lists and files are not', () => {
  const schema = inputSchema(
    op('POST wallet/wallets/:code/transactions', {
      about: 'a',
      body: { kind: '=credit', lines: optional([{ sku: 'string' }]), rights: '(read|write)[]', receipt: 'file?', extra: 'json|null?' },
    }),
  )
  expect(schema.properties).toEqual({
    lines: {
      type: 'array',
      items: { type: 'object', properties: { sku: { type: 'string' } }, required: ['sku'], additionalProperties: false },
    },
    rights: { type: 'array', items: { type: 'string', enum: ['read', 'write'] } },
    receipt: { type: 'string', contentEncoding: 'base64' },
    extra: {},
    code: { type: 'string' },
  })
  expect(schema.required).toEqual(['code', 'rights'])
})

test('a paged list takes its page, order and filters', () => {
  const schema = inputSchema(op('GET crm/contacts', { about: 'a', query: paged({ search: 'string?' }), returns: [Contact] }))
  expect(Object.keys(schema.properties ?? {})).toEqual(['page', 'per_page', 'sort', 'filter', 'search'])
  expect(schema.properties?.['filter']).toEqual({ type: 'object', additionalProperties: {} })
})

test('every operation of auth has a schema', () => {
  expect(inputSchema(auth.login)).toMatchObject({ required: ['email', 'password'], properties: { email: { format: 'email' } } })
  expect(inputSchema(auth.logout).properties).toEqual({})
  expect(pathNames(auth.revokeApiKey.path)).toEqual(['id'])
})
