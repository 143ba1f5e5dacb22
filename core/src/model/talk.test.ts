import { describe, expect, test } from 'vitest'
import { allOf, grown, talkOf } from './talk.ts'
import type { Message } from './transcript.ts'

const said = (key: string, role: Message['role'], content: string, more: Partial<Message> = {}): Message => {
  return { key, id: key, role, content, state: 'done', created_at: null, ...more }
}
const texts = (messages: readonly Message[]): string[] => messages.map(({ content }) => content)

describe('an answer that grows', () => {
  const question = said('q', 'user', 'Why?')
  const talk = talkOf([question, said('a', 'assistant', 'The', { state: 'streaming' })])

  test('stands apart and is shown last', () => {
    expect(talk.still).toEqual([question])
    expect(talk.growing?.content).toBe('The')
    expect(texts(talk.messages)).toEqual(['Why?', 'The'])
  })

  test('grows without a look at what stands still: the same lists, and a message of its own', () => {
    const next = grown(talk, ' loom')
    expect([next.still, next.shown]).toEqual([talk.still, talk.shown])
    expect(next.still).toBe(talk.still)
    expect(next.shown).toBe(talk.shown)
    expect(texts(next.messages)).toEqual(['Why?', 'The loom'])
    expect(texts(talk.messages)).toEqual(['Why?', 'The'])
  })

  test('is put together with the others once, and only where somebody reads the list', () => {
    expect(talk.messages).toBe(talk.messages)
    const still = new Proxy([question], {
      get: () => {
        throw new Error('The messages that stand still were read.')
      },
    })
    const first = { still, shown: still, growing: said('a', 'assistant', '', { state: 'streaming' }), messages: [] }
    let one = grown(first, 'x')
    for (let token = 0; token < 100; token += 1) one = grown(one, 'x')
    expect(one.growing?.content).toHaveLength(101)
    expect(() => one.messages).toThrow('were read')
  })

  test('is the last wherever it stood, as rows may come in after it', () => {
    const all = [said('a', 'assistant', 'The', { state: 'streaming' }), said('x', 'system', 'Joined')]
    expect(texts(talkOf(all).messages)).toEqual(['Joined', 'The'])
  })

  test('none: the list shown is the list given', () => {
    const all = [question]
    expect(talkOf(all).messages).toBe(all)
    expect(grown(talkOf(all), 'x').growing).toBeNull()
  })
})

describe('a message that replaces another', () => {
  const first = said('m1', 'user', 'Why?')
  const old = [first, said('m2', 'assistant', 'Because.')]
  const again = (replaces: string, more: Partial<Message> = {}): Message => said('m3', 'user', 'How?', { metadata: { replaces }, ...more })

  test('hides it and what followed it, and both are still known', () => {
    const talk = talkOf([...old, again('m1')])
    expect(texts(talk.messages)).toEqual(['How?'])
    expect(allOf(talk)).toHaveLength(3)
  })

  test('hides what replaced it before, too', () => {
    const all = [...old, again('m1'), said('m4', 'assistant', 'So.'), said('m5', 'user', 'When?', { metadata: { replaces: 'm3' } })]
    expect(texts(talkOf(all).messages)).toEqual(['When?'])
  })

  test.each([
    ['that the server refused hides nothing: the earlier one still stands', again('m1', { state: 'failed' })],
    ['that is not known hides nothing', again('m9')],
  ])('%s', (_, message) => {
    expect(texts(talkOf([...old, message]).messages)).toEqual(['Why?', 'Because.', 'How?'])
  })

  test('leaves what was said before it, and the growing answer, where they are', () => {
    const all = [said('m0', 'user', 'Hello'), ...old, again('m1'), said('a', 'assistant', 'Li', { state: 'streaming', id: null })]
    expect(texts(talkOf(all).messages)).toEqual(['Hello', 'How?', 'Li'])
  })
})
