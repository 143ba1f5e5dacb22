import { expect, test } from 'vitest'
import { withTurn } from './toldTurn.ts'
import type { Message } from './transcript.ts'

const user = (key: string, more: Partial<Message> = {}): Message => {
  return { key, id: null, role: 'user', content: 'Why?', state: 'done', created_at: null, ...more }
}
const answer = (content: string, more: Partial<Message> = {}): Message => {
  return { key: 'answer own', id: null, role: 'assistant', content, state: 'streaming', created_at: null, ...more }
}
const older = user('m1', { id: 'm1', content: 'Hello' })
const shown = (all: readonly Message[]): string[] => all.map(({ key, id, content }) => `${key}=${id}:${content}`)

test('a turn that is told of stands at the end', () => {
  expect(shown(withTurn([older], { user: user('own'), answer: null }))).toEqual(['m1=m1:Hello', 'own=null:Why?'])
})

test('told again, it takes its own place', () => {
  const once = withTurn([older], { user: user('own'), answer: answer('Be') })
  const later = [...once, user('m9', { id: 'm9', content: 'Joined', role: 'system' })]
  const twice = withTurn(later, { user: user('own'), answer: answer('Because', { id: 'm3' }) })
  expect(shown(twice)).toEqual(['m1=m1:Hello', 'own=null:Why?', 'answer own=m3:Because', 'm9=m9:Joined'])
})

test('what the list told of it first gives way, and its id and time stay', () => {
  const listed = user('m2', { id: 'm2', created_at: '2026-01-01', metadata: { client_message_id: 'own' } })
  expect(withTurn([older, listed], { user: user('own'), answer: null })).toEqual([
    older,
    { ...user('own'), id: 'm2', created_at: '2026-01-01' },
  ])
  const both = [older, listed, answer('Because.', { key: 'm3', id: 'm3', state: 'done' })]
  const ended = { user: user('own'), answer: answer('Because.', { id: 'm3', state: 'done' }) }
  expect(shown(withTurn(both, ended))).toEqual(['m1=m1:Hello', 'own=m2:Why?', 'answer own=m3:Because.'])
})
