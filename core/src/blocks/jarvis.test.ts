import { expect, test } from 'vitest'
import { operationsOf } from '../describe/names.ts'
import * as jarvis from './jarvis.ts'

test('the twin that two skills create is one operation under two names', () => {
  expect(jarvis.createDigitalTwin.route).toBe(jarvis.createEntity.route)
})

test('streams tell tokens, an end and an error', () => {
  const streams = operationsOf(jarvis).filter(([name]) => /^stream|_stream$/.test(name))
  expect(streams).toHaveLength(5)
  for (const [, operation] of streams) expect(Object.keys(operation.declared.streams ?? {})).toEqual(['token', 'done', 'error'])
})

test('the chats name routes that address the same messages', () => {
  for (const chat of [jarvis.entityChat, jarvis.identityChat, jarvis.agentChat]) {
    expect(chat.send.path).toBe(chat.list.path)
    if ('stream' in chat) expect(chat.stream.path).toBe(`${chat.list.path}/stream`)
  }
})
