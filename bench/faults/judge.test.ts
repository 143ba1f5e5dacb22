import { expect, test } from 'vitest'
import { factsOf, noteAnswer, noteFrame, noteWrite, wrongIn } from './judge.ts'
import type { Facts } from './judge.ts'
import type { Row } from './row.ts'
import { scenarios } from './scenarios.ts'
import { playTo } from './stage.ts'
import { tanstackQuery } from './subjects/tanstackQuery.ts'

const hall = (id: string, name: string, description = 'old'): Row => ({ unique_id: id, name, description })
const shown = (rows: readonly Row[]): Facts => {
  const facts = factsOf(rows)
  noteFrame(facts, rows)
  return facts
}

test('a write of this screen stands from its edit on, until it is refused', () => {
  const facts = shown([hall('h1', 'one')])
  noteWrite(facts, 'h1', { name: 'two' }, 'pending')
  expect(wrongIn(facts, [hall('h1', 'one')])).toBe('hides pending "two" (h1 name)')
  expect(wrongIn(facts, [hall('h1', 'two')])).toBeNull()
  noteAnswer(facts, 'h1', { name: 'two' }, 'refused')
  expect(wrongIn(facts, [hall('h1', 'two')])).toBe('shows refused "two" (h1 name)')
  expect(wrongIn(facts, [hall('h1', 'one')])).toBeNull()
})

test('an acknowledged write stands, also over one made before it', () => {
  const facts = shown([hall('h1', 'one')])
  noteWrite(facts, 'h1', { name: 'two' }, 'pending')
  noteWrite(facts, 'h1', { name: 'three' }, 'pending')
  noteAnswer(facts, 'h1', { name: 'three' }, 'acknowledged')
  expect(wrongIn(facts, [hall('h1', 'two')])).toBe('hides acknowledged "three" (h1 name)')
})

test('what others wrote may come late, but not go again', () => {
  const facts = shown([hall('h1', 'one')])
  noteWrite(facts, 'h1', { description: 'theirs' }, 'server')
  noteWrite(facts, 'h0', hall('h0', 'zero'), 'server')
  expect(wrongIn(facts, [hall('h1', 'one')])).toBeNull()
  noteFrame(facts, [hall('h0', 'zero'), hall('h1', 'one', 'theirs')])
  expect(wrongIn(facts, [hall('h0', 'zero'), hall('h1', 'one')])).toBe('takes back "theirs" (h1 description)')
  expect(wrongIn(facts, [hall('h1', 'one', 'theirs')])).toBe('loses row h0')
})

test('a removed row stays away, and a value belongs to its row', () => {
  const facts = shown([hall('h1', 'one'), hall('h2', 'two')])
  facts.removed.push('h2')
  expect(wrongIn(facts, [hall('h1', 'one'), hall('h2', 'two')])).toBe('brings back row h2')
  expect(wrongIn(facts, [hall('h1', 'two')])).toBe('shows foreign "two" (h1 name)')
})

test('a list that is put back as it was is caught on the stage', async () => {
  const play = scenarios['others write another row, the edit is refused']
  const faults = await playTo(tanstackQuery, play ?? expect.unreachable())
  expect(faults.map(({ wrong }) => wrong)).toContain('takes back "theirs" (h2 name)')
})
