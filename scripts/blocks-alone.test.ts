import { expect, test } from 'vitest'
import { othersIn } from './blocks-alone.ts'

const own = ['../core/dist/blocks/crm.mjs', '../core/dist/blocks/crm/contacts.mjs', '../core/dist/declare/op.mjs']

test('a block alone is its own routes, its own files and the notation', () => {
  expect(othersIn('crm', ['GET crm/contacts', 'POST crm/contacts/:id/tags'], own)).toEqual([])
})

test('a route or a file of another block is told, one whose name merely begins alike included', () => {
  const files = [...own, '../core/dist/blocks/crm-extra.mjs', '../core/dist/blocks/auth.mjs']
  expect(othersIn('crm', ['GET crm/contacts', 'GET files/:id', 'GET crm-extra/x'], files)).toEqual([
    'GET files/:id',
    'GET crm-extra/x',
    '../core/dist/blocks/crm-extra.mjs',
    '../core/dist/blocks/auth.mjs',
  ])
})
