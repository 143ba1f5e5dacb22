import { expect, test } from 'vitest'
import { op } from '../declare/index.ts'
import { virtualPlatform } from '../testing/index.ts'
import { BlockstateError } from '../wire/error.ts'
import type { StreamEnd } from './hearStream.ts'
import { hearText } from './hearText.ts'

const say = op('POST jarvis/stream', { about: 'Say', streams: { token: { content: 'string' }, note: { content: 'string' } } })

/** Hears these events, in one chunk, of a page where no frame ever comes. */
function hear(...events: readonly object[]): { readonly pieces: [piece: string, tokens: number][]; readonly end: Promise<StreamEnd> } {
  const pieces: [piece: string, tokens: number][] = []
  const body = new Blob(events.map((event) => `data: ${JSON.stringify(event)}\n\n`)).stream()
  const cut = (why: string): BlockstateError => new BlockstateError('interrupted', why)
  const grew = (piece: string, tokens: number): void => void pieces.push([piece, tokens])
  const end = hearText(virtualPlatform().platform, say, { body, signal: new AbortController().signal, cut }, { grew })
  return { pieces, end }
}
const token = (content: unknown): object => ({ type: 'token', content })

test('a text grows by its first token at once, and by all that came since before its end is told', async () => {
  const { pieces, end } = hear(token('Every '), token('two '), token('hours'), { type: 'done', tokens_used: 3 })
  expect((await end).last).toMatchObject({ type: 'done', tokens_used: 3 })
  expect(pieces).toEqual([
    ['Every ', 1],
    ['two hours', 3],
  ])
})

test('what arrived before a connection was lost is told', async () => {
  const { pieces, end } = hear(token('Every '), token('two'))
  await expect(end).rejects.toMatchObject({ code: 'interrupted' })
  expect(pieces.map(([piece]) => piece).join('')).toBe('Every two')
})

test('what is no token, or holds no text, is no part of it', async () => {
  const { pieces, end } = hear({ type: 'note', content: 'Thinking' }, token(7), token('Two'), { type: 'done' })
  await end
  expect(pieces).toEqual([['Two', 1]])
})
