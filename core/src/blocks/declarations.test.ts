import { globSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { pathNames } from '../describe/jsonSchema.ts'
import { operationsOf } from '../describe/names.ts'
import { createdBy } from '../client/target.ts'
import { isResource } from '../declare/index.ts'
import type { Operation } from '../declare/index.ts'

const here = new URL('.', import.meta.url)
const blocks = globSync('*.ts', { cwd: here.pathname }).filter((file) => !file.includes('.test'))
const modules = await Promise.all(
  blocks.map(async (file): Promise<[string, object]> => [file.replace('.ts', ''), await import(new URL(file, here).href)]),
)
const operations = modules.flatMap(([block, module]) => operationsOf(module).map(([name, operation]) => [block, name, operation] as const))

/** What a caller gives an operation, by name: path, query and body together. */
function inputs({ path, declared: { query, body } }: Operation): string[] {
  const fields = body === undefined ? {} : isResource(body) ? body.fields : body
  const written = Object.entries(fields).filter(([, word]) => !(typeof word === 'string' && /^=|!/.test(word)))
  return [...pathNames(path), ...Object.keys(query ?? {}), ...written.map(([name]) => name)]
}

test('every block is there to be looked at', () => {
  expect(modules.map(([block]) => block)).toEqual(expect.arrayContaining(['auth', 'jarvis']))
  expect(operations.length).toBeGreaterThan(80)
})

test.each(operations)('%s: %s says what it is about, stays in its block, and names each input once', (block, _, operation) => {
  expect(operation.declared.about.length).toBeGreaterThan(5)
  expect(operation.path).toMatch(new RegExp(`^${block}/`))
  expect([operation.method, operation.declared.body === undefined]).not.toEqual(['GET', false])
  const given = inputs(operation)
  expect(given.filter((name, at) => given.indexOf(name) !== at)).toEqual([])
})

test.each(operations)('%s: %s marks stale only what its route does not say, with names its input holds', (_, __, operation) => {
  // What is below its own path a write says itself, unless it changes fields or creates.
  const below = /^(POST|DELETE)$/.test(operation.method) && !createdBy(operation)
  for (const path of operation.declared.stale || []) {
    expect(below && `${path}/`.startsWith(`${operation.path}/`)).toBe(false)
    for (const [, name = ''] of path.matchAll(/:(\w+)/g)) expect(inputs(operation)).toContain(name)
  }
})

test.each(operations)('%s: %s names records, and lists beside its own, by inputs that it has', (_, __, operation) => {
  const { creates, removes, patches, besides = [], into = [], outOf = [] } = operation.declared
  const by = [creates, removes, patches, ...besides].map((one) => (one && 'by' in one ? one.by : undefined))
  const named = by.flatMap((one) => (one === undefined ? [] : typeof one === 'string' ? [one] : Object.values(one)))
  const listed = [...into, ...outOf].flatMap((path) => pathNames(path))
  expect([...named, ...listed].filter((name) => !inputs(operation).includes(name))).toEqual([])
})

test('operations that share a route differ in a constant of their bodies, or are two names of one', () => {
  const constants = ({ declared: { body } }: Operation): string => {
    const shape = isResource(body) ? body.fields : (body ?? {})
    return JSON.stringify(Object.entries(shape).filter(([, word]) => typeof word === 'string' && word.startsWith('=')))
  }
  const keys = operations
    .filter(([, name]) => name !== 'create_digital_twin')
    .map(([, , operation]) => `${operation.route.replaceAll(/:\w+/g, ':')} ${constants(operation)}`)
  expect(keys.filter((key, at) => keys.indexOf(key) !== at)).toEqual([])
})

test('no declaration spreads another: bundlers would keep it', () => {
  const files = globSync('**/*.ts', { cwd: here.pathname }).filter((file) => !file.includes('.test'))
  expect(files.filter((file) => readFileSync(new URL(file, here), 'utf8').includes('...'))).toEqual([])
})

test('no two blocks hold records of one kind: one that they share is declared with its block', () => {
  const holders = new Map<string, Set<string>>()
  for (const [block, , { declared }] of operations) {
    const { returns, body, creates, removes, patches, besides } = declared
    const named = [creates, removes, patches, besides].flat().map((one) => (one && 'resource' in one ? one.resource : one))
    for (const kind of [returns, body, named].flat()) {
      if (isResource(kind)) holders.set(kind.type, (holders.get(kind.type) ?? new Set()).add(block))
    }
  }
  expect([...holders].filter(([, all]) => all.size > 1)).toEqual([])
  const named = [...holders].filter(([type]) => type.includes(':'))
  expect(named.length).toBeGreaterThan(0)
  expect(named.filter(([type, all]) => ![...all].every((block) => type.startsWith(`${block}:`)))).toEqual([])
})
