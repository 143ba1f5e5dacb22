import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { changed, merged, outcomeOf } from './transcript.ts'
import type { Message, Transcript } from './transcript.ts'

/** Every message of the server is dated by its number: m2 was said a minute after m1. */
const at = (id: string): string => `2026-01-01T00:${30 + Number(id.slice(1))}:00Z`
const row = (id: string, role: string, content: string, metadata?: unknown): Record<string, unknown> => ({
  unique_id: id,
  role,
  content,
  created_at: at(id),
  ...(metadata !== undefined && { metadata }),
})
const user = (id: string, content: string, metadata?: unknown): Record<string, unknown> => row(id, 'user', content, metadata)
const answer = (id: string, content: string): Record<string, unknown> => row(id, 'assistant', content)
const own = (
  key: string,
  role: Message['role'],
  content: string,
  state: Message['state'] = 'sending',
  id: string | null = null,
): Message => ({
  key,
  id,
  role,
  content,
  state,
  created_at: id === null ? null : at(id),
})

/** `key=id:content`, a line each; the id is left out where it is the key. */
const shown = (transcript: Transcript): string[] =>
  transcript.map(({ key, id, content }) => `${key}${id === key ? '' : `=${id}`}:${content}`)
const newest = (transcript: Transcript, ...rows: Record<string, unknown>[]): Transcript => merged(transcript, rows, { older: false })
const older = (transcript: Transcript, ...rows: Record<string, unknown>[]): Transcript => merged(transcript, rows, { older: true })

describe('rows of the list', () => {
  const known = newest([], user('m1', 'Hi'), answer('m3', 'Hello'))

  test.each<[string, Transcript, string[]]>([
    ['are shown as they come', known, ['m1:Hi', 'm3:Hello']],
    ['are shown once, listed again', newest(known, user('m1', 'Hi'), answer('m3', 'Hello')), ['m1:Hi', 'm3:Hello']],
    [
      'go behind what they follow',
      newest(known, answer('m3', 'Hello'), user('m4', 'And?'), answer('m5', 'Yes')),
      ['m1:Hi', 'm3:Hello', 'm4:And?', 'm5:Yes'],
    ],
    [
      'go between what they stand between',
      newest(known, user('m1', 'Hi'), row('m2', 'system', 'Joined'), answer('m3', 'Hello')),
      ['m1:Hi', 'm2:Joined', 'm3:Hello'],
    ],
    ['go to the end where none is known', newest(known, user('m7', 'x'), answer('m8', 'y')), ['m1:Hi', 'm3:Hello', 'm7:x', 'm8:y']],
    [
      'go before our own unsent message',
      newest([...known, own('own', 'user', 'Next')], user('m7', 'x'), answer('m8', 'y')),
      ['m1:Hi', 'm3:Hello', 'm7:x', 'm8:y', 'own=null:Next'],
    ],
    [
      'that stand in another order than the list has them take that of the list',
      newest(
        newest([], user('m1', 'Hi'), answer('m5', 'Yes'), user('m4', 'And?')),
        user('m1', 'Hi'),
        user('m4', 'And?'),
        answer('m5', 'Yes'),
      ),
      ['m1:Hi', 'm4:And?', 'm5:Yes'],
    ],
    ['take the text the server holds now', newest(known, user('m1', 'Edited')), ['m1:Edited', 'm3:Hello']],
    ['may be none', newest(known), ['m1:Hi', 'm3:Hello']],
    [
      'older than all go in front, in their order',
      older(known, user('m-1', 'a'), answer('m0', 'b')),
      ['m-1:a', 'm0:b', 'm1:Hi', 'm3:Hello'],
    ],
    [
      'older ones that overlap are shown once',
      older(known, user('m-1', 'a'), answer('m0', 'b'), user('m1', 'Hi')),
      ['m-1:a', 'm0:b', 'm1:Hi', 'm3:Hello'],
    ],
  ])('%s', (_, transcript, lines) => {
    expect(shown(transcript)).toEqual(lines)
  })

  test.each([
    ['user', 'user'],
    ['system', 'system'],
    ['assistant', 'assistant'],
    ['tool', 'assistant'],
    [undefined, 'assistant'],
  ])('with the role %s are shown as from the %s', (role, expected) => {
    expect(merged([], [{ unique_id: 'm1', role, content: 'x' }], { older: false })[0]).toMatchObject({
      role: expected,
      state: 'done',
      id: 'm1',
    })
  })

  test.each([[undefined], [null], [7], [{ text: 'x' }]])('with %j for content are shown empty', (content) => {
    expect(merged([], [{ unique_id: 'm1', role: 'user', content }], { older: false })[0]).toMatchObject({ content: '', created_at: null })
  })
})

describe('a message of our own is found', () => {
  const before = newest([], user('m1', 'Hi'), answer('m2', 'Hello'))

  test.each<[string, Message[], Record<string, unknown>[], string[]]>([
    ['by its text', [own('k1', 'user', 'And?')], [user('m3', 'And?')], ['k1=m3:And?']],
    ['by its text, however its blanks were tidied', [own('k1', 'user', ' And \n you? ')], [user('m3', 'And you?')], ['k1=m3:And you?']],
    [
      'by the key the server echoes',
      [own('k1', 'user', 'And?')],
      [user('m3', 'Censored', { client_message_id: 'k1' })],
      ['k1=m3:Censored'],
    ],
    [
      'by the key, not by the text of another',
      [own('k1', 'user', 'x'), own('k2', 'user', 'x')],
      [user('m3', 'x', { client_message_id: 'k2' })],
      ['k1=null:x', 'k2=m3:x'],
    ],
    [
      'not by the key of another device',
      [own('k1', 'user', 'x')],
      [user('m3', 'x', { client_message_id: 'elsewhere' })],
      ['m3:x', 'k1=null:x'],
    ],
    ['though it was given up for lost', [own('k1', 'user', 'x', 'failed')], [user('m3', 'x')], ['k1=m3:x']],
    ['not by other text', [own('k1', 'user', 'x')], [user('m3', 'y')], ['m3:y', 'k1=null:x']],
    [
      'each of two that say the same',
      [own('k1', 'user', 'x'), own('k2', 'user', 'x')],
      [user('m3', 'x'), user('m4', 'x')],
      ['k1=m3:x', 'k2=m4:x'],
    ],
    [
      'and of rows that say the same, the last: the first was said long ago',
      [own('k1', 'user', 'Thanks')],
      [user('m3', 'Thanks'), answer('m4', 'Gladly'), user('m5', 'Thanks')],
      ['m3:Thanks', 'm4:Gladly', 'k1=m5:Thanks'],
    ],
    [
      'the first of two that say the same, while the list has one',
      [own('k1', 'user', 'x'), own('k2', 'user', 'x')],
      [user('m3', 'x')],
      ['k1=m3:x', 'k2=null:x'],
    ],
    [
      'the answer, as what follows its question',
      [own('k1', 'user', 'x'), own('a1', 'assistant', 'y', 'done')],
      [user('m3', 'x'), answer('m4', 'y')],
      ['k1=m3:x', 'a1=m4:y'],
    ],
    [
      'the answer, by the id its stream told',
      [own('k1', 'user', 'x'), own('a1', 'assistant', 'y', 'done', 'm4')],
      [user('m3', 'x'), answer('m4', 'y')],
      ['k1=m3:x', 'a1=m4:y'],
    ],
    ['not an answer that follows nothing', [own('a1', 'assistant', 'y', 'interrupted')], [answer('m4', 'z')], ['m4:z', 'a1=null:y']],
  ])('%s', (_, mine, rows, lines) => {
    expect(shown(merged([...before, ...mine], rows, { older: false })).slice(2)).toEqual(lines)
  })

  test('and is then done', () => {
    expect(newest([own('k1', 'user', 'x')], user('m3', 'x'))[0]).toMatchObject({ key: 'k1', id: 'm3', state: 'done' })
  })

  test('but an older row that says the same as what we are sending is another message', () => {
    const transcript = [...before, own('k1', 'user', 'Thanks')]
    expect(shown(older(transcript, user('m-1', 'Thanks'), answer('m0', 'Welcome')))).toEqual([
      'm-1:Thanks',
      'm0:Welcome',
      'm1:Hi',
      'm2:Hello',
      'k1=null:Thanks',
    ])
  })
})

describe('what the server never stored', () => {
  const question = own('k1', 'user', 'x', 'done', 'm1')

  test.each<[string, Message[], Record<string, unknown>[], string[]]>([
    [
      'stays behind its question when the conversation goes on',
      [question, own('a1', 'assistant', 'y', 'stopped'), own('k2', 'user', 'And?')],
      [user('m1', 'x'), user('m2', 'And?'), answer('m3', 'z')],
      ['k1=m1:x', 'a1=null:y', 'k2=m2:And?', 'm3:z'],
    ],
    [
      'stays before what was said after it, a failed message too',
      [question, own('k2', 'user', 'lost', 'failed'), own('k3', 'user', 'And?', 'done', 'm4')],
      [user('m1', 'x'), user('m4', 'And?'), answer('m5', 'z')],
      ['k1=m1:x', 'k2=null:lost', 'k3=m4:And?', 'm5:z'],
    ],
    [
      'stays last while nothing was said after it',
      [question, own('a1', 'assistant', 'y', 'stopped')],
      [user('m1', 'x'), user('m2', 'from another device')],
      ['k1=m1:x', 'm2:from another device', 'a1=null:y'],
    ],
  ])('%s', (_, before, rows, lines) => {
    expect(shown(newest(before, ...rows))).toEqual(lines)
  })
})

describe('an answer we hold', () => {
  const question = own('k1', 'user', 'x', 'done', 'm1')
  const told = (text: string, content: string, state: Message['state']): Message | undefined =>
    newest([question, own('a1', 'assistant', text, state)], user('m1', 'x'), answer('m2', content))[1]

  test.each<[string, Message['state'], string, string, string, Message['state']]>([
    ['grows to what the list has', 'interrupted', 'The pre', 'The premium plan', 'The premium plan', 'done'],
    ['is complete where the list has the same', 'interrupted', 'The plan', 'The plan', 'The plan', 'done'],
    ['is never shortened to its own beginning', 'interrupted', 'The premium plan', 'The pre', 'The premium plan', 'interrupted'],
    ['is never emptied', 'done', 'The plan', '', 'The plan', 'done'],
    ['is replaced by another text', 'done', 'The plan', 'A plan, corrected', 'A plan, corrected', 'done'],
    ['keeps its text where the user stopped it', 'stopped', 'The pre', 'The premium plan', 'The pre', 'stopped'],
  ])('%s', (_, state, text, listed, content, became) => {
    expect(told(text, listed, state)).toEqual({ key: 'a1', id: 'm2', role: 'assistant', content, state: became, created_at: at('m2') })
  })

  test('is not touched while it grows', () => {
    const growing = own('a1', 'assistant', 'The', 'streaming')
    expect(newest([question, growing], user('m1', 'x'), answer('m2', 'The premium'))[1]).toBe(growing)
  })
})

describe('whatever is shown and whatever the list holds', () => {
  const texts = fc.constantFrom('', 'x', 'xy', 'xyz', 'y')
  const roles = fc.constantFrom<Message['role']>('user', 'assistant', 'system')
  const states = fc.constantFrom<Message['state']>('sending', 'done', 'interrupted', 'stopped', 'failed')
  const echo = fc.option(fc.record({ client_message_id: fc.constantFrom('k0', 'k1', 'k2', 'other') }), { nil: undefined, freq: 4 })
  const rows = fc
    .uniqueArray(fc.record({ id: fc.nat(9), role: roles, content: texts, metadata: echo }), { selector: ({ id }) => id, maxLength: 8 })
    .map((list) => list.sort((a, b) => a.id - b.id).map(({ id, role, content, metadata }) => row(`m${id}`, role, content, metadata)))
  const mine = fc
    .array(fc.record({ role: roles, content: texts, state: states }), { maxLength: 4 })
    .map((list) => list.map(({ role, content, state }, index) => own(`k${index}`, role, content, state)))

  test('merging a list twice is merging it once; keys stay, ids are unique, nothing shrinks', () => {
    fc.assert(
      fc.property(rows, mine, rows, fc.boolean(), (first, messages, list, isOlder) => {
        const before = [...newest([], ...first), ...messages]
        const once = merged(before, list, { older: isOlder })
        expect(merged(once, list, { older: isOlder })).toBe(once)

        const keys = once.map(({ key }) => key)
        expect(keys).toEqual([...new Set(keys)])
        expect(keys).toEqual(expect.arrayContaining(before.map(({ key }) => key)))
        const ids = once.flatMap(({ id }) => id ?? [])
        expect(ids).toEqual([...new Set(ids)])

        for (const old of before) {
          const now = once.find(({ key }) => key === old.key)
          if (old.id !== null) expect(now?.id).toBe(old.id)
          if (old.state === 'stopped') expect(now).toMatchObject({ content: old.content, state: 'stopped' })
          expect(old.content !== now?.content && old.content.startsWith(now?.content ?? '')).toBe(false)
        }
        expect(ids).toEqual(expect.arrayContaining(list.map(({ unique_id }) => unique_id)))
      }),
      { numRuns: 1000 },
    )
  }, 30_000)

  test('a list shown from the start is shown as it is', () => {
    fc.assert(
      fc.property(rows, (list) => {
        expect(newest([], ...list).map(({ id, role, content }) => ({ unique_id: id, role, content }))).toEqual(
          list.map(({ unique_id, role, content }) => ({ unique_id, role, content })),
        )
      }),
    )
  })
})

describe('a change', () => {
  const transcript = [own('k1', 'user', 'x'), own('k2', 'user', 'y')]

  test('touches one message and leaves the others as they are', () => {
    const next = changed(transcript, 'k2', { state: 'done', content: 'z' })
    expect(next[1]).toEqual({ ...transcript[1], state: 'done', content: 'z' })
    expect(next[0]).toBe(transcript[0])
    expect(transcript[1]?.content).toBe('y')
  })

  test.each<[string, string, Partial<Message>]>([
    ['of nothing', 'k1', {}],
    ['to what it is already', 'k1', { state: 'sending', content: 'x' }],
    ['of a message that is not there', 'k9', { state: 'done' }],
  ])('%s gives the very same transcript', (_, key, change) => {
    expect(changed(transcript, key, change)).toBe(transcript)
  })
})

describe('what became of a message', () => {
  const sent = own('k1', 'user', 'x', 'done', 'm1')

  test.each<[string, Transcript, Record<string, string>]>([
    ['that is not there', [], { outcome: 'lost' }],
    ['the server never told of', [own('k1', 'user', 'x')], { outcome: 'lost' }],
    ['without an answer yet', [sent], { outcome: 'waiting' }],
    ['followed by another of the user', [sent, own('k2', 'user', 'y', 'done', 'm2')], { outcome: 'waiting' }],
    ['followed by an answer that is not in the list yet', [sent, own('a1', 'assistant', 'y', 'interrupted')], { outcome: 'waiting' }],
    ['followed by an answer that was cut short', [sent, own('a1', 'assistant', 'y', 'interrupted', 'm2')], { outcome: 'waiting' }],
    ['followed by its answer', [sent, own('a1', 'assistant', 'y', 'done', 'm2')], { outcome: 'answered', key: 'a1' }],
  ])('%s', (_, transcript, expected) => {
    expect(outcomeOf(transcript, 'k1')).toMatchObject(expected)
  })
})
