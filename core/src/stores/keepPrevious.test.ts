import { expect, test } from 'vitest'
import { collection, keepPrevious, query } from '../index.ts'
import type { CollectionStore } from '../index.ts'
import { atRest, dealOf, dealWorld, listDeals } from './dealServer.test.ts'
import type { DealRow } from './dealServer.test.ts'

function stages() {
  const it = dealWorld(0)
  it.server.rows = ['open', 'won', 'lost'].map((stage, at) => dealOf(at + 1, { stage }))
  const at = (stage: string): CollectionStore<DealRow> => collection(it.client, listDeals, { filter: { stage } }, { keepPrevious: true })
  return { ...it, at }
}

const told = ({ value }: CollectionStore<DealRow>): string =>
  `${value.status} ${value.items.map(({ stage }) => stage)}${value.previous ? ' before' : ''}${value.fetching ? ' …' : ''}`

test('what was shown stays, marked, until the next input has an answer', async () => {
  const { at } = stages()
  const $open = keepPrevious(undefined, at('open'))
  $open.listen(() => {})
  await atRest($open)
  const $won = keepPrevious($open, at('won'))
  const lines: string[] = []
  $won.subscribe(() => void lines.push(told($won)))
  await atRest(at('won'))
  expect([...new Set(lines)]).toEqual(['success open before', 'success open before …', 'success won …', 'success won'])
})

test('the state is the same one as long as nothing changes', async () => {
  const { at } = stages()
  const $open = at('open')
  $open.listen(() => {})
  await atRest($open)
  const $won = keepPrevious($open, at('won'))
  expect($won.value).toBe($won.value)
  expect(keepPrevious($won, at('won'))).toBe($won)
  expect($won.actions).toBe(at('won').actions)
})

test('rows last from input to input while none has an answer, and an input that had one shows it at once', async () => {
  const { at } = stages()
  const $open = at('open')
  $open.listen(() => {})
  await atRest($open)
  const $lost = keepPrevious(keepPrevious($open, at('won')), at('lost'))
  expect(told($lost)).toBe('success open before')
  expect(keepPrevious($lost, $open)).toBe($open)
})

test('nothing of before is shown after a sign-out', async () => {
  const { at, client } = stages()
  const $open = at('open')
  $open.listen(() => {})
  await atRest($open)
  const $won = keepPrevious($open, at('won'))
  const states: string[] = []
  $won.listen(() => void states.push(told($won)))
  client.entities.clear()
  client.scheduler.reset()
  expect(states.at(-1)).toBe('pending ')
})

test('without the option the next store is shown as it is; queries keep as lists do', async () => {
  const { client } = stages()
  const [$open, $won] = ['open', 'won'].map((stage) => collection(client, listDeals, { filter: { stage } }))
  const [$one, $two] = [1, 2].map((page) => query(client, listDeals, { page, per_page: 1 }, { keepPrevious: true }))
  if (!$open || !$won || !$one || !$two) throw new Error('There are four.')
  for (const $store of [$open, $one]) $store.listen(() => {})
  await Promise.all([atRest($open), atRest($one)])
  expect(keepPrevious($open, $won)).toBe($won)
  expect(keepPrevious($one, $two).value).toMatchObject({ status: 'success', previous: true, data: { items: [{ stage: 'open' }] } })
})
