import { describe, expect, test } from 'vitest'
import { collection, mutation } from '../index.ts'
import type { CollectionInput, CollectionOptions, CollectionStore } from '../index.ts'
import { until } from '../testing/index.ts'
import { atRest, createDeal, dealOf, dealWorld, deleteDeal, held, listDeals, updateDeal } from './dealServer.test.ts'
import type { DealRow } from './dealServer.test.ts'

type World = ReturnType<typeof dealWorld>
type List = CollectionStore<DealRow>

async function shown({ client }: World, input: CollectionInput<typeof listDeals> = {}, options: CollectionOptions = {}): Promise<List> {
  const $list = collection(client, listDeals, { per_page: 3, ...input }, options)
  $list.listen(() => {})
  await atRest($list)
  return $list
}

/** A write nobody waits for: it ends with the client. */
const unanswered = (write: Promise<unknown>): void => void write.catch(() => {})
const names = ($list: List): string => $list.value.items.map(({ name }) => name.replace('deal ', '')).join(' ')
const line = ($list: List): string => `${names($list)} of ${$list.value.totalCount}`

describe('a row created here', () => {
  test('stands where the order puts it, at once, and the total counts it', async () => {
    const it = dealWorld(0)
    it.server.rows = [1, 3, 5].map((amount) => dealOf(amount, { amount }))
    const $list = await shown(it, { sort: 'amount', per_page: 5 })
    const post = held()
    it.server.arriving = () => post.until
    const made = mutation(it.client, createDeal).mutate({ name: '4', amount: 4 })
    expect([line($list), $list.value.unplaced]).toEqual(['1 3 4 5 of 4', []])
    const [, , key] = $list.value.keys
    post.release()
    await made
    await atRest($list)
    expect([line($list), $list.value.keys[2]]).toEqual(['1 3 4 5 of 4', key])
  })

  test('is gone again where the server refuses it, with the total', async () => {
    const it = dealWorld(3)
    const $list = await shown(it)
    it.server.arriving = () => 422
    const made = mutation(it.client, createDeal).mutate({ name: 'new' })
    expect(line($list)).toBe('new 1 2 3 of 4')
    await expect(made).rejects.toMatchObject({ code: 'invalid' })
    expect(line($list)).toBe('1 2 3 of 3')
  })

  test('stands at the head and is marked where nobody can tell its place, until the server has', async () => {
    const it = dealWorld(3)
    const $list = await shown(it)
    const post = held()
    it.server.arriving = () => post.until
    const made = mutation(it.client, createDeal).mutate({ name: 'new' })
    expect([line($list), $list.value.unplaced]).toEqual(['new 1 2 3 of 4', [$list.value.keys[0]]])
    post.release()
    await made
    await atRest($list)
    expect([line($list), $list.value.unplaced]).toEqual(['new 1 2 of 4', []])
  })

  test('counts as the newest', async () => {
    const it = dealWorld(3)
    const $list = await shown(it, { sort: '-created_at' })
    it.server.arriving = () => new Promise(() => {})
    unanswered(mutation(it.client, createDeal).mutate({ name: 'one' }))
    unanswered(mutation(it.client, createDeal).mutate({ name: 'two' }))
    expect([line($list), $list.value.unplaced]).toEqual(['two one 3 2 1 of 5', []])
  })

  test('is not in a list whose filter rules it out, and is marked in one that searches', async () => {
    const it = dealWorld(0)
    it.server.rows = [dealOf(1, { stage: 'open' }), dealOf(2, { stage: 'won' })]
    const [$open, $won, $found] = [
      await shown(it, { filter: { stage: 'open' }, sort: 'name' }),
      await shown(it, { filter: { stage: 'won' }, sort: 'name' }),
      await shown(it, { search: 'deal', sort: 'name' }),
    ]
    it.server.arriving = () => new Promise(() => {})
    unanswered(mutation(it.client, createDeal).mutate({ name: 'deal 3', stage: 'won' }))
    expect([line($open), line($won), line($found)]).toEqual(['1 of 1', '2 3 of 2', '1 2 3 of 3'])
    expect([$won.value.unplaced.length, $found.value.unplaced.length]).toEqual([0, 1])
  })

  test('beyond what is loaded is counted, and shown with its page', async () => {
    const it = dealWorld(5)
    const $list = await shown(it, { sort: 'name' })
    it.server.arriving = () => new Promise(() => {})
    unanswered(mutation(it.client, createDeal).mutate({ name: 'deal 9' }))
    expect([line($list), $list.value.totalPages]).toEqual(['1 2 3 of 6', 2])
    await $list.loadMore()
    expect(line($list)).toBe('1 2 3 4 5 9 of 6')
  })

  test('is on the page it belongs to, where one is shown at a time', async () => {
    const it = dealWorld(5)
    const $list = await shown(it, { sort: 'name' }, { mode: 'page' })
    await $list.goTo(2)
    it.server.arriving = () => new Promise(() => {})
    unanswered(mutation(it.client, createDeal).mutate({ name: 'deal 0' }))
    expect(line($list)).toBe('4 5 of 6')
    unanswered(mutation(it.client, createDeal).mutate({ name: 'deal 45' }))
    expect(line($list)).toBe('4 45 5 of 7')
  })

  test('that a list brings back before its answer does stands once and is counted once', async () => {
    const it = dealWorld(2)
    const $list = await shown(it)
    const answer = held()
    it.server.leaving = () => answer.until
    const made = mutation(it.client, createDeal).mutate({ name: 'new' })
    const [key] = $list.value.keys
    await until(() => it.server.rows.length === 3)
    await $list.refetch()
    expect([line($list), $list.value.keys[0]]).toEqual(['new 1 2 of 3', key])
    answer.release()
    await made
    await atRest($list)
    expect([line($list), $list.value.keys[0]]).toEqual(['new 1 2 of 3', key])
  })

  test('that only looks like what a list brought back gives way to it when the answer tells', async () => {
    const it = dealWorld(2)
    const $list = await shown(it)
    const post = held()
    it.server.arriving = () => post.until
    const made = mutation(it.client, createDeal).mutate({ name: 'new' })
    it.server.rows.unshift(dealOf(77, { name: 'new' })) // somebody else had the same idea
    await $list.refetch()
    expect(line($list)).toBe('new 1 2 of 3')
    post.release()
    await made
    await atRest($list)
    expect(line($list)).toBe('new new 1 of 4')
  })
})

describe('a row changed here', () => {
  test('moves from one list to the other at once, the totals with it, and back where it is refused', async () => {
    const it = dealWorld(0)
    it.server.rows = ['open', 'open', 'won'].map((stage, at) => dealOf(at + 1, { stage }))
    const [$open, $won] = [
      await shown(it, { filter: { stage: 'open' }, sort: 'name' }),
      await shown(it, { filter: { stage: 'won' }, sort: 'name' }),
    ]
    const answer = held()
    it.server.arriving = () => answer.until.then(() => 409)
    const moved = mutation(it.client, updateDeal).mutate({ id: 'd2', stage: 'won' })
    expect([line($open), line($won)]).toEqual(['1 of 1', '2 3 of 2'])
    answer.release()
    await expect(moved).rejects.toThrow()
    await atRest($won)
    expect([line($open), line($won)]).toEqual(['1 2 of 2', '3 of 1'])
    it.server.arriving = () => null
    await mutation(it.client, updateDeal).mutate({ id: 'd2', stage: 'won' })
    expect([line($open), line($won)]).toEqual(['1 of 1', '2 3 of 2'])
    await Promise.all([atRest($open), atRest($won)])
    expect([line($open), line($won)]).toEqual(['1 of 1', '2 3 of 2'])
  })

  test('moves to where the order puts it', async () => {
    const it = dealWorld(3)
    const $list = await shown(it, { sort: 'name' })
    it.server.arriving = () => new Promise(() => {})
    unanswered(mutation(it.client, updateDeal).mutate({ id: 'd1', name: 'deal 25' }))
    expect([line($list), $list.value.unplaced]).toEqual(['2 25 3 of 3', []])
  })

  test('stays where it is in a list that searches, and is marked', async () => {
    const it = dealWorld(3)
    const $list = await shown(it, { search: 'deal' })
    it.server.arriving = () => new Promise(() => {})
    unanswered(mutation(it.client, updateDeal).mutate({ id: 'd2', name: 'else' }))
    expect([line($list), $list.value.unplaced]).toEqual(['1 else 3 of 3', ['deal/d2']])
  })

  test('in what the list does not ask for makes no other keys', async () => {
    const it = dealWorld(3)
    const $list = await shown(it, { sort: 'name' })
    const { keys, items } = $list.value
    it.server.arriving = () => new Promise(() => {})
    unanswered(mutation(it.client, updateDeal).mutate({ id: 'd2', amount: 9 }))
    expect($list.value.keys).toBe(keys)
    expect($list.value.items.map((row, at) => row === items[at])).toEqual([true, false, true])
  })
})

describe('a row removed here', () => {
  test('is counted once, whether a read knows of it yet or not', async () => {
    const it = dealWorld(4)
    const $list = await shown(it)
    const answer = held()
    it.server.leaving = () => answer.until
    const removed = mutation(it.client, deleteDeal).mutate({ id: 'd2' })
    expect(line($list)).toBe('1 3 of 3')
    await until(() => it.server.rows.length === 3)
    await $list.refetch()
    expect(line($list)).toBe('1 3 4 of 3')
    answer.release()
    await removed
    await atRest($list)
    expect(line($list)).toBe('1 3 4 of 3')
  })

  test('before it was created leaves no trace', async () => {
    const it = dealWorld(2)
    const $list = await shown(it)
    it.server.arriving = () => 422
    const made = mutation(it.client, createDeal).mutate({ name: 'new' })
    const id = $list.value.items[0]?.unique_id ?? ''
    const removed = mutation(it.client, deleteDeal).mutate({ id })
    expect(line($list)).toBe('1 2 of 2')
    await Promise.allSettled([made, removed])
    await atRest($list)
    expect([line($list), $list.value.unplaced]).toEqual(['1 2 of 2', []])
  })
})

describe('states', () => {
  test('are as they were, however late somebody reads them', async () => {
    const it = dealWorld(3)
    const $list = await shown(it, { sort: 'name' })
    const states = [$list.value]
    $list.listen((state) => void states.push(state))
    it.server.arriving = () => new Promise(() => {})
    unanswered(mutation(it.client, updateDeal).mutate({ id: 'd1', amount: 1 }))
    unanswered(mutation(it.client, updateDeal).mutate({ id: 'd1', amount: 2 }))
    unanswered(mutation(it.client, deleteDeal).mutate({ id: 'd3' }))
    unanswered(mutation(it.client, updateDeal).mutate({ id: 'd2', name: 'deal 0' }))
    const told = states.map(({ items }) => items.map(({ name, amount }) => `${name.slice(5)}${amount ? `:${amount}` : ''}`).join(' '))
    expect([...new Set(told)]).toEqual(['1 2 3', '1:1 2 3', '1:2 2 3', '1:2 2', '0 1:2'])
  })

  test('make nothing that nobody reads', async () => {
    const it = dealWorld(3)
    const $list = await shown(it)
    const { seen } = it.client.entities
    let looks = 0
    it.client.entities.seen = (key) => {
      looks += 1
      return seen(key)
    }
    it.server.arriving = () => new Promise(() => {})
    for (let amount = 1; amount <= 10; amount += 1) unanswered(mutation(it.client, updateDeal).mutate({ id: 'd1', amount }))
    expect(looks).toBeLessThanOrEqual(20)
    expect($list.value.items[0]).toMatchObject({ amount: 10 })
    expect($list.value.items).toBe($list.value.items)
  })
})
