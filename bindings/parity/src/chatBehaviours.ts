import { call } from '@blockstate/core'
import { deleteConversation, listEntityMessages } from '@blockstate/core/jarvis'
import { until } from '@blockstate/core/testing'
import { expect } from 'vitest'
import type { Behaviour, Mounted, Scene } from './scene.ts'
import { longTalk, newIdentityTalk, newTalk, newThread } from './seeds.ts'

const QUESTION = 'How often is the bearing greased?'

const answerOf = (chat: Mounted<'entityChat'>): string => chat.shown().messages.at(-1)?.content ?? ''
const begun = async (scene: Scene, chat: Mounted<'entityChat'>): Promise<void> => {
  await until(() => chat.shown().history === 'success')
  await scene.within(10_000, () => chat.shown().status === 'streaming' || chat.shown().status === 'settled')
}

/** Lets time pass until a send is over and the list was read after it. */
const settled = async (scene: Scene, chat: Mounted<'entityChat'>, sent: Promise<string>): Promise<void> => {
  let over = false
  void sent.finally(() => (over = true))
  await scene.within(60_000, () => over)
  await until(() => chat.shown().status === 'settled' && !chat.shown().fetching)
}

export const chatBehaviours: readonly Behaviour[] = [
  {
    name: 'a chat shows its history, oldest first, and loads what is older',
    run: async (scene) => {
      const chat = scene.mount('entityChat', { input: await longTalk(scene) })
      await until(() => chat.shown().history === 'success' && !chat.shown().fetching)
      expect(chat.shown().messages).toHaveLength(50)
      expect(chat.shown().messages.at(-1)?.content).toBe('I shall be here, at 0.80 m and quiet.')
      expect(chat.shown().hasOlder).toBe(true)
      await chat.shown().loadOlder()
      await until(() => chat.shown().messages.length === 60)
      expect(chat.shown()).toMatchObject({ hasOlder: false, loadingOlder: false, status: 'idle' })
      expect(chat.shown().messages[0]?.content).toBe('Good morning. How did you sleep?')
      const times = chat.shown().messages.map(({ created_at }) => created_at)
      expect(times).toEqual([...times].sort())
    },
  },
  {
    name: 'a message shows at once, its answer grows in order, and settling keeps the keys of both',
    run: async (scene) => {
      const input = await newTalk(scene)
      const chat = scene.mount('entityChat', { input })
      await until(() => chat.shown().history === 'success')
      const sent = chat.shown().send(QUESTION)
      await until(() => chat.lines.some((line) => line.endsWith(`submitting success [user: ${QUESTION} (sending)]`)))
      await begun(scene, chat)
      const keys = chat.shown().messages.map(({ key }) => key)
      const grown = [answerOf(chat)]
      while (chat.shown().status === 'streaming') {
        await scene.advance(20)
        grown.push(answerOf(chat))
      }
      await until(() => chat.shown().status === 'settled')
      expect(await sent).toBe('settled')
      expect(new Set(grown).size).toBeGreaterThan(5)
      for (const [index, text] of grown.entries()) expect(text.startsWith(grown[index - 1] ?? '')).toBe(true)
      await until(() => chat.shown().messages.every(({ id, state }) => id !== null && state === 'done'))
      expect(chat.shown().messages.map(({ key }) => key)).toEqual(keys)
      const { items } = await call(scene.client, listEntityMessages, input)
      expect(items.map(({ content }) => content)).toEqual(chat.shown().messages.map(({ content }) => content))
    },
  },
  {
    name: 'stopping keeps what arrived',
    run: async (scene) => {
      const chat = scene.mount('entityChat', { input: await newTalk(scene) })
      await until(() => chat.shown().history === 'success')
      const sent = chat.shown().send(QUESTION)
      await begun(scene, chat)
      await scene.advance(60)
      chat.shown().stop()
      expect(await sent).toBe('aborted')
      await until(() => chat.shown().status === 'aborted')
      const kept = answerOf(chat)
      expect(kept).not.toBe('')
      await scene.advance(5_000)
      expect(chat.shown().messages).toMatchObject([{ role: 'user' }, { role: 'assistant', state: 'stopped', content: kept }])
    },
  },
  {
    name: 'a stream that reports an error shows it, and keeps what arrived',
    run: async (scene) => {
      const input = await newTalk(scene)
      const chat = scene.mount('entityChat', { input })
      await until(() => chat.shown().history === 'success')
      const sent = chat.shown().send(QUESTION)
      await begun(scene, chat)
      await call(scene.client, deleteConversation, { id: input.conv_id })
      await scene.within(20_000, () => chat.shown().status === 'error')
      expect(await sent).toBe('error')
      expect(chat.shown().error?.code).toBe('stream')
      expect(answerOf(chat)).not.toBe('')
    },
  },
  {
    name: 'a message the server refuses is marked, and sent again by retry without a second copy',
    run: async (scene) => {
      const chat = scene.mount('entityChat', { input: await newTalk(scene) })
      await until(() => chat.shown().history === 'success')
      await scene.faults({ 'POST /v1/**/stream': 'status=403' })
      expect(await chat.shown().send(QUESTION)).toBe('error')
      await until(() => chat.lines.some((line) => line.endsWith(`error success [user: ${QUESTION} (failed)]`)))
      const again = chat.shown().retry()
      await scene.within(20_000, () => chat.shown().status === 'settled')
      expect(await again).toBe('settled')
      await until(() => chat.shown().messages.every(({ state }) => state === 'done'))
      expect(chat.shown().messages.map(({ role }) => role)).toEqual(['user', 'assistant'])
    },
  },
  {
    name: 'a lost connection is looked into, and the whole answer found, without sending the message twice',
    run: async (scene) => {
      const chat = scene.mount('entityChat', { input: await newTalk(scene) })
      await until(() => chat.shown().history === 'success')
      await scene.faults({ 'POST /v1/**/stream': 'drop=3' })
      const sent = chat.shown().send(QUESTION)
      await scene.within(10_000, () => chat.shown().status === 'interrupted')
      expect(chat.shown().recovering).toBe(true)
      await scene.within(60_000, () => chat.shown().status === 'settled')
      expect(await sent).toBe('settled')
      expect(chat.shown()).toMatchObject({ recovering: false, messages: [{ role: 'user' }, { role: 'assistant', state: 'done' }] })
      expect(scene.requests.filter((request) => request.startsWith('POST') && request.endsWith('/stream'))).toHaveLength(1)
      expect(chat.lines.some((line) => line.split(`user: ${QUESTION}`).length > 2)).toBe(false)
    },
  },
  {
    name: 'a chat without a stream picks the answer up',
    run: async (scene) => {
      const chat = scene.mount('identityChat', { input: await newIdentityTalk(scene) })
      await until(() => chat.shown().history === 'success')
      const sent = chat.shown().send('When am I away?')
      await scene.within(60_000, () => chat.shown().status === 'settled')
      expect(await sent).toBe('settled')
      expect(chat.shown().messages.map(({ role }) => role)).toEqual(['user', 'assistant'])
    },
  },
  {
    name: 'a thread with an agent streams as well',
    run: async (scene) => {
      const chat = scene.mount('agentChat', { input: await newThread(scene) })
      await until(() => chat.shown().history === 'success')
      const sent = chat.shown().send('Which machine is due for grease?')
      await scene.within(60_000, () => chat.shown().status === 'settled')
      expect(await sent).toBe('settled')
      expect(chat.lines.filter((line) => line.includes('streaming')).length).toBeGreaterThan(3)
    },
  },
  {
    name: 'a chat nobody chose yet is idle and empty, and loses no message in silence',
    run: async (scene) => {
      const chat = scene.mount('entityChat', { input: null })
      await scene.advance(100)
      expect(chat.shown()).toMatchObject({ status: 'idle', messages: [], fetching: false })
      await expect(chat.shown().send('Hello?')).rejects.toMatchObject({ code: 'invalid_input' })
      chat.shown().stop()
      expect(await chat.shown().retry()).toBe('idle')
      const input = await longTalk(scene)
      chat.update({ input })
      await until(() => chat.shown().messages.length === 50)
      const empty = await newTalk(scene)
      chat.update({ input: empty })
      await until(() => chat.text().startsWith(JSON.stringify(empty)) && chat.shown().history === 'success')
      expect(chat.lines.filter((line) => line.startsWith(JSON.stringify(empty)) && line.includes('assistant'))).toEqual([])
    },
  },
  {
    name: 'an answer goes on without its component, and stands there when it comes back',
    run: async (scene) => {
      const input = await newTalk(scene)
      const chat = scene.mount('entityChat', { input })
      await until(() => chat.shown().history === 'success')
      let ended = ''
      void chat
        .shown()
        .send(QUESTION)
        .then((status) => (ended = status))
      await begun(scene, chat)
      chat.unmount()
      await scene.within(60_000, () => ended === 'settled')
      const back = scene.mount('entityChat', { input })
      expect(back.lines[0]).toContain('settled success [user')
    },
  },
  {
    name: 'another answer takes the place of the one before',
    run: async (scene) => {
      const chat = scene.mount('entityChat', { input: await newTalk(scene) })
      await until(() => chat.shown().history === 'success')
      await settled(scene, chat, chat.shown().send(QUESTION))
      const [first] = chat.shown().messages
      await settled(scene, chat, chat.shown().regenerate())
      expect(chat.shown().messages.map(({ role }) => role)).toEqual(['user', 'assistant'])
      expect(chat.shown().messages[0]?.key).not.toBe(first?.key)
    },
  },
  {
    name: 'an edited question takes its own place and that of its answer',
    run: async (scene) => {
      const chat = scene.mount('entityChat', { input: await newTalk(scene) })
      await until(() => chat.shown().history === 'success')
      await settled(scene, chat, chat.shown().send('Who?'))
      await settled(scene, chat, chat.shown().edit(chat.shown().messages[0]?.key ?? '', 'Who are you?'))
      expect(chat.shown().messages.map(({ role }) => role)).toEqual(['user', 'assistant'])
      expect(chat.shown().messages[0]?.content).toBe('Who are you?')
    },
  },
]
