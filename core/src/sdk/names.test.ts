import { expect, expectTypeOf, test } from 'vitest'
import { testClient } from '../testing/testClient.ts'
import * as blocks from './allBlocks.ts'
import { sdkOf } from './sdkOf.ts'
import type { SdkOf } from './sdkOf.ts'

const { client } = testClient({ fetch: async () => new Response() })
const sdk = sdkOf(client, blocks)
type Sdk = SdkOf<typeof blocks>

/** The compiler holds a list to the names it derives, the test to those that are there. */
function names<T>(...all: (keyof T & string)[]): string[] {
  return all.toSorted()
}

test('an operation is a method of what its block lists: by its verb, and by what follows the noun', () => {
  const found = (group: object): string[] => Object.keys(group).toSorted()
  expect(found(sdk.crm.contacts)).toEqual(names<Sdk['crm']['contacts']>('create', 'delete', 'get', 'list', 'recover', 'update'))
  expect(found(sdk.crm.deals)).toEqual(names<Sdk['crm']['deals']>('create', 'get', 'list', 'updateStage'))
  expect(found(sdk.crm.activities)).toEqual(names<Sdk['crm']['activities']>('list', 'log'))
  expect(found(sdk.wallet.wallets)).toEqual(names<Sdk['wallet']['wallets']>('create', 'freeze', 'getSummary', 'list', 'unfreeze'))
  expect(found(sdk.university.quizzes)).toEqual(
    names<Sdk['university']['quizzes']>('create', 'get', 'list', 'listAttempts', 'start', 'submit'),
  )
  expect(found(sdk.content.series)).toEqual(names<Sdk['content']['series']>('create', 'get', 'list', 'listPosts', 'reorder'))
  expect(found(sdk.jarvis.entities)).toEqual(
    names<Sdk['jarvis']['entities']>(
      'addPrompt',
      'create',
      'createContext',
      'createConversation',
      'delete',
      'get',
      'list',
      'listContexts',
      'listConversations',
      'listMessages',
      'queryFiles',
      'register',
      'sendMessage',
      'sendMessageStream',
      'streamMessage',
      'update',
    ),
  )
})

test('what belongs to another list has none of its own', () => {
  expectTypeOf<'entityContexts' extends keyof Sdk['jarvis'] ? true : false>().toEqualTypeOf<false>()
  expect(Object.keys(sdk.jarvis).filter((name) => /^entit|^entity/.test(name))).toEqual(['entities'])
  // A longer word is another word.
  expect(Object.keys(sdk.companies)).toEqual(expect.arrayContaining(['members', 'memberships']))
})

test('every operation is there under its own name, and every list has its list', () => {
  for (const [name, block] of Object.entries(blocks)) {
    const made: Readonly<Record<string, unknown>> = sdk[name as keyof Sdk] // the keys of one are the keys of the other
    const operations = Object.entries(block).flatMap(([key, value]) => ('route' in Object(value) ? [key] : []))
    expect(operations.filter((key) => typeof made[key] !== 'function')).toEqual([])
    const groups = Object.entries(made).filter(([, value]) => typeof value !== 'function')
    expect(groups.filter(([, group]) => !('list' in Object(group)))).toEqual([])
  }
})
