import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { acknowledged, contested, patched, rejected, told, unknownRecord, visible } from './record.ts'
import type { RecordState } from './record.ts'

type Step =
  | { told: Record<string, unknown>; epoch: number }
  | { patched: Record<string, unknown> | 'removed'; seq: number }
  | { acknowledged: number; answered?: Record<string, unknown>; counter: number }
  | { rejected: number }

const after = (...steps: Step[]): RecordState =>
  steps.reduce<RecordState>((state, step) => {
    if ('told' in step) return told(state, step.told, step.epoch)
    if ('patched' in step) return patched(state, { seq: step.seq, change: step.patched })
    if ('rejected' in step) return rejected(state, step.rejected)
    return acknowledged(state, [step.acknowledged], step.answered ?? {}, step.counter)
  }, unknownRecord)

describe('what is seen', () => {
  const hall = { told: { name: 'Hall', size: 1 }, epoch: 0 }

  test.each<[string, Step[], unknown]>([
    ['nothing, of a record nobody told', [], null],
    ['what a read told', [hall], { name: 'Hall', size: 1 }],
    [
      'what both reads told, the later one where they differ',
      [hall, { told: { size: 2, open: true }, epoch: 0 }],
      { name: 'Hall', size: 2, open: true },
    ],
    ['null where null was told', [hall, { told: { name: null }, epoch: 0 }], { name: null, size: 1 }],
    ['a write at once', [hall, { patched: { size: 5 }, seq: 1 }], { name: 'Hall', size: 5 }],
    [
      'two writes in their order',
      [hall, { patched: { size: 5 }, seq: 1 }, { patched: { size: 6, name: 'H' }, seq: 2 }],
      { name: 'H', size: 6 },
    ],
    [
      'a pending write over a newer read',
      [hall, { patched: { size: 5 }, seq: 1 }, { told: { size: 9, name: 'New' }, epoch: 0 }],
      { name: 'New', size: 5 },
    ],
    ['what was before, of a refused write', [hall, { patched: { size: 5 }, seq: 1 }, { rejected: 1 }], { name: 'Hall', size: 1 }],
    [
      'the read under a refused write',
      [hall, { patched: { size: 5 }, seq: 1 }, { told: { size: 9 }, epoch: 0 }, { rejected: 1 }],
      { name: 'Hall', size: 9 },
    ],
    [
      'the later write when the earlier is refused',
      [hall, { patched: { size: 5 }, seq: 1 }, { patched: { size: 6 }, seq: 2 }, { rejected: 1 }],
      { name: 'Hall', size: 6 },
    ],
    [
      'the earlier write when the later is refused',
      [hall, { patched: { size: 5 }, seq: 1 }, { patched: { size: 6 }, seq: 2 }, { rejected: 2 }],
      { name: 'Hall', size: 5 },
    ],
    ['an acknowledged write', [hall, { patched: { size: 5 }, seq: 1 }, { acknowledged: 1, counter: 1 }], { name: 'Hall', size: 5 }],
    [
      'the answer over the write',
      [hall, { patched: { size: 5 }, seq: 1 }, { acknowledged: 1, answered: { size: 4, at: 'now' }, counter: 1 }],
      { name: 'Hall', size: 4, at: 'now' },
    ],
    [
      'the next write over the answer',
      [hall, { patched: { size: 5 }, seq: 1 }, { patched: { size: 6 }, seq: 2 }, { acknowledged: 1, answered: { size: 5 }, counter: 1 }],
      { name: 'Hall', size: 6 },
    ],
    ['a write that showed nothing beforehand', [hall, { acknowledged: 0, answered: { size: 7 }, counter: 1 }], { name: 'Hall', size: 7 }],
    ['nothing, while a removal is pending', [hall, { patched: 'removed', seq: 1 }], null],
    ['the record again, when its removal is refused', [hall, { patched: 'removed', seq: 1 }, { rejected: 1 }], { name: 'Hall', size: 1 }],
    ['nothing, once it is removed', [hall, { patched: 'removed', seq: 1 }, { acknowledged: 1, counter: 1 }], null],
    ['nothing, when a write follows a removal', [hall, { patched: 'removed', seq: 1 }, { patched: { size: 2 }, seq: 2 }], null],
    ['nothing, of a write to a record nobody told', [{ patched: { size: 2 }, seq: 1 }], null],
  ])('is %s', (_, steps, expected) => {
    expect(visible(after(...steps))).toEqual(expected)
  })
})

describe('a read that began before a write was acknowledged', () => {
  const written: Step[] = [
    { told: { name: 'a', size: 1 }, epoch: 0 },
    { patched: { name: 'b' }, seq: 1 },
    { acknowledged: 1, counter: 1 },
  ]

  test.each<[string, Step[], unknown]>([
    ['does not undo it', [...written, { told: { name: 'a', size: 1 }, epoch: 0 }], { name: 'b', size: 1 }],
    ['still tells the other fields', [...written, { told: { name: 'a', size: 2 }, epoch: 0 }], { name: 'b', size: 2 }],
    [
      'does not undo its answer',
      [...written, { acknowledged: 0, answered: { size: 3 }, counter: 2 }, { told: { size: 2 }, epoch: 1 }],
      { name: 'b', size: 3 },
    ],
    ['is the news where it began afterwards', [...written, { told: { name: 'c' }, epoch: 1 }], { name: 'c', size: 1 }],
    [
      'does not bring a removed record back',
      [...written, { patched: 'removed', seq: 2 }, { acknowledged: 2, counter: 2 }, { told: { name: 'a' }, epoch: 1 }],
      null,
    ],
    [
      'brings it back where it began after the removal',
      [...written, { patched: 'removed', seq: 2 }, { acknowledged: 2, counter: 2 }, { told: { name: 'z' }, epoch: 2 }],
      { name: 'z' },
    ],
  ])('%s', (_, steps, expected) => {
    expect(visible(after(...steps))).toEqual(expected)
  })
})

describe('an answer to a write that began before another was acknowledged', () => {
  const base = told(unknownRecord, { name: 'old', size: 1 }, 0)
  const later = acknowledged(base, [], { name: 'b', size: 1 }, 1, 0, { name: 'b' })

  test('tells what it wrote, and nothing else that was written since', () => {
    expect(visible(acknowledged(later, [], { name: 'old', size: 2 }, 2, 0, { size: 2 }))).toEqual({ name: 'b', size: 2 })
    expect(visible(acknowledged(later, [], { name: 'c', size: 1 }, 2, 0, { name: 'c' }))).toEqual({ name: 'c', size: 1 })
    expect(visible(acknowledged(later, [], { name: 'c', size: 1 }, 2, 1))).toEqual({ name: 'c', size: 1 })
  })

  test('does not bring back what was removed since', () => {
    const gone = acknowledged(patched(base, { seq: 1, change: 'removed' }), [1], {}, 1, 0)
    expect(visible(acknowledged(gone, [], { name: 'old' }, 2, 0))).toBeNull()
    expect(visible(acknowledged(gone, [], { name: 'new' }, 2, 1))).toEqual({ name: 'new' })
  })
})

describe('of two reads', () => {
  const both = told(unknownRecord, { name: 'Hall', size: 1 }, 1, 4) // began first, landed when the counter stood at 4

  test.each<[string, Record<string, unknown>, number, unknown, boolean]>([
    ['the one that began later is shown', { name: 'New' }, 5, { name: 'New', size: 1 }, false],
    [
      'the one that began later is shown, and asked for again where both were under way',
      { name: 'New' },
      3,
      { name: 'New', size: 1 },
      true,
    ],
    ['both are shown where they agree', { name: 'Hall' }, 3, { name: 'Hall', size: 1 }, false],
    ['each adds what only it tells', { open: true }, 3, { name: 'Hall', size: 1, open: true }, false],
  ])('%s', (_, fields, ticket, seen, again) => {
    expect(visible(told(both, fields, ticket, 6))).toEqual(seen)
    expect(contested(both, fields, ticket) !== '').toBe(again)
  })

  test('one that began earlier and lands later takes nothing back, and is asked for again', () => {
    const later = told(both, { name: 'New' }, 6, 7)
    expect(visible(told(later, { name: 'Old', size: 2, open: true }, 5, 8))).toEqual({ name: 'New', size: 2, open: true })
    expect(contested(later, { name: 'Old' }, 5)).toBe('[["name","\\"New\\"","\\"Old\\""]]')
  })

  test('one that tells a part dates that part alone', () => {
    const later = told(both, { name: 'New' }, 6, 7)
    expect(visible(told(later, { size: 2 }, 5, 8))).toEqual({ name: 'New', size: 2 })
    expect(visible(told(told(later, { name: 'Newer', size: 3 }, 9, 9), { size: 2 }, 5, 10))).toEqual({ name: 'Newer', size: 3 })
  })

  test('none contradicts a write that was acknowledged after it began', () => {
    const written = acknowledged(patched(both, { seq: 1, change: { name: 'Mine' } }), [1], {}, 6)
    expect(contested(written, { name: 'Hall' }, 3)).toBe('')
    expect(visible(told(written, { name: 'Hall' }, 5, 7))).toEqual({ name: 'Mine', size: 1 })
  })
})

describe('a creation', () => {
  const made = patched(unknownRecord, { seq: 1, change: { name: 'Hall', unique_id: 'new-1' }, creates: true })

  test('is seen at once, with the edits that follow it', () => {
    expect(visible(patched(made, { seq: 2, change: { size: 2 } }))).toEqual({ name: 'Hall', unique_id: 'new-1', size: 2 })
  })

  test('has the name its answer gives it, and keeps what was written beside', () => {
    const state = acknowledged(patched(made, { seq: 2, change: { size: 2 } }), [1], { unique_id: 'h7' }, 3)
    expect(visible(state)).toEqual({ name: 'Hall', unique_id: 'h7', size: 2 })
    expect(visible(rejected(state, 2))).toEqual({ name: 'Hall', unique_id: 'h7' })
  })

  test('is nothing where it was refused, whatever was edited on it', () => {
    expect(visible(rejected(patched(made, { seq: 2, change: { size: 2 } }), 1))).toBeNull()
  })
})

describe('a change by a rule', () => {
  const more = (seen: Record<string, unknown>): Record<string, unknown> => ({ likes: Number(seen['likes']) + 1 })
  const post = told(unknownRecord, { likes: 3 }, 0)
  const liked = [1, 2].reduce((state, seq) => patched(state, { seq, change: more(visible(state) ?? {}), rule: more }), post)

  test('is worked out once: a read that may hold it already is not counted on top', () => {
    expect(visible(liked)).toEqual({ likes: 5 })
    expect(visible(told(liked, { likes: 4 }, 1))).toEqual({ likes: 5 })
  })

  test('is worked out anew where one before it is taken back', () => {
    expect(visible(rejected(liked, 1))).toEqual({ likes: 4 })
    expect(visible(rejected(liked, 2))).toEqual({ likes: 4 })
    expect(visible(rejected(rejected(liked, 1), 2))).toEqual({ likes: 3 })
  })

  test('of several that went out as one, the last is what stays', () => {
    expect(visible(acknowledged(liked, [1, 2], {}, 1))).toEqual({ likes: 5 })
  })
})

describe('where nothing changed', () => {
  const state = after({ told: { name: 'a', tags: ['x', { y: [1] }], at: null }, epoch: 0 })

  test.each([
    ['the same fields', { name: 'a', tags: ['x', { y: [1] }], at: null }],
    ['some of them', { tags: ['x', { y: [1] }] }],
    ['none', {}],
  ])('a read of %s leaves the very same base', (_, fields) => {
    expect(told(state, fields, 0).base).toBe(state.base)
  })

  test('what is seen is the very same object while no write is pending', () => {
    expect(visible(told(state, { name: 'a' }, 0))).toBe(visible(state))
  })

  test('a change of one field keeps the values of the others', () => {
    expect(visible(told(state, { name: 'b' }, 0))?.['tags']).toBe(visible(state)?.['tags'])
  })

  test.each([
    ['a value that was undefined', { name: undefined }],
    ['a new field that is undefined', { other: undefined }],
    ['a list that became an object', { tags: { 0: 'x', 1: { y: [1] } } }],
  ])('%s is a change', (_, fields) => {
    expect(told(state, fields, 0).base).not.toBe(state.base)
  })
})

test('fields named like members of every object are fields like any other', () => {
  const fields: Record<string, unknown> = JSON.parse('{"__proto__":{"admin":true},"constructor":"c","toString":"t"}')
  const read = told(unknownRecord, fields, 3)
  const written = acknowledged(patched(read, { seq: 1, change: fields }), [1], fields, 4)
  for (const seen of [visible(read), visible(written)]) {
    expect(Object.keys(seen ?? {}).sort()).toEqual(['__proto__', 'constructor', 'toString'])
    expect(Object.getPrototypeOf(seen)).toBe(Object.prototype)
  }
  expect(visible(told(written, JSON.parse('{"__proto__":1}'), 3))).toEqual(fields)
})

describe('whatever order writes, answers, refusals and reads come in', () => {
  const names = ['a', 'b', 'c'] as const
  const action = fc.record({
    kind: fc.constantFrom('write', 'apply', 'acknowledge', 'refuse', 'elsewhere', 'ask', 'see', 'land', 'land'),
    name: fc.constantFrom(...names),
    pick: fc.nat(5),
  })

  test('an acknowledged write is never undone, a pending one is seen, and a fresh read tells what the server holds', () => {
    fc.assert(
      fc.property(fc.array(action, { maxLength: 60 }), (actions) => {
        // The server's row. Every value is written once, so that its place in history is known.
        const server: Record<string, number> = { a: 0, b: 0, c: 0 }
        const history = new Map([[0, 0]])
        const put = (name: string, value: number): void => {
          server[name] = value
          history.set(value, history.size)
        }
        const place = (value: unknown): number => history.get(Number(value)) ?? Number.NaN
        const reads: { epoch: number; row: Record<string, number> | null }[] = []
        const acked: Record<string, number> = { a: 0, b: 0, c: 0 }
        let pending: { seq: number; name: string; value: number; answer: Record<string, number> | null } | null = null
        let [values, counter] = [0, 0]
        let state = told(unknownRecord, { ...server }, counter)

        for (const { kind, name, pick } of actions) {
          const read = reads[pick % Math.max(1, reads.length)]
          if (kind === 'write' && !pending) {
            values += 1
            pending = { seq: values, name, value: values, answer: null }
            state = patched(state, { seq: values, change: { [name]: values } })
          } else if (kind === 'apply' && pending && !pending.answer) {
            put(pending.name, pending.value)
            pending.answer = pick % 2 === 0 ? { ...server } : {}
          } else if (kind === 'acknowledge' && pending?.answer) {
            counter += 1
            state = acknowledged(state, [pending.seq], pending.answer, counter)
            Object.assign(acked, { [pending.name]: pending.value }, pending.answer)
            pending = null
          } else if (kind === 'refuse' && pending && !pending.answer) {
            state = rejected(state, pending.seq)
            pending = null
          } else if (kind === 'elsewhere') {
            values += 1
            put(name, values)
          } else if (kind === 'ask') reads.push({ epoch: (counter += 1), row: null })
          else if (kind === 'see' && read) read.row ??= { ...server }
          else if (kind === 'land' && read) {
            reads.splice(reads.indexOf(read), 1)
            state = told(state, read.row ?? { ...server }, read.epoch)
          }

          const seen = visible(state)
          for (const field of names) {
            if (pending?.name === field) expect(seen?.[field]).toBe(pending.value)
            else expect(place(seen?.[field])).toBeGreaterThanOrEqual(place(acked[field]))
          }
        }
        if (pending) state = rejected(state, pending.seq)
        expect(visible(told(state, { ...server }, counter + 1))).toEqual(server)
      }),
      { numRuns: 1000 },
    )
  }, 30_000)

  test('no read that began before a removal brings the record back', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 20 }), fc.array(fc.tuple(fc.nat(19), fc.integer())), (counter, reads) => {
        const gone = acknowledged(patched(told(unknownRecord, { a: 1 }, 0), { seq: 1, change: 'removed' }), [1], {}, counter)
        const older = reads.filter(([epoch]) => epoch < counter)
        const state = older.reduce((before, [epoch, a]) => told(before, { a }, epoch), gone)
        expect(visible(state)).toBeNull()
        expect(state).toBe(gone)
      }),
    )
  })
})
