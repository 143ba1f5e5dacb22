import { call, channel } from '@blockstate/core'
import { updateEntity } from '@blockstate/core/jarvis'
import { listChannels, publishMessage } from '@blockstate/core/realtime'
import { until } from '@blockstate/core/testing'
import { expect } from 'vitest'
import type { Behaviour, Scene } from './scene.ts'
import { twin } from './seeds.ts'

/** The channel of all demo users. */
async function general({ client }: Scene): Promise<{ id: string }> {
  const { items } = await call(client, listChannels, { search: 'general' })
  return { id: items[0]?.unique_id ?? '' }
}

export const channelBehaviours: readonly Behaviour[] = [
  {
    name: 'a channel shows what is said as it is said, by others and by oneself, each message once',
    blocks: ['realtime'],
    run: async (scene) => {
      const input = await general(scene)
      const grace = await scene.grace()
      const pier = scene.mount('channel', { input })
      await until(() => pier.shown().line === 'live' && pier.shown().status === 'success')
      await call(grace.client, publishMessage, { ...input, content: 'Fog over the pier.' })
      await until(() => pier.shown().messages.at(-1)?.content === 'Fog over the pier.')
      const sent = pier.shown().publish({ content: 'I see it.' })
      await until(() => pier.shown().messages.at(-1)?.content === 'I see it.')
      const { key } = pier.shown().messages.at(-1) ?? {}
      await sent
      await until(() => pier.shown().messages.at(-1)?.state === 'sent')
      expect(pier.shown().messages.at(-1)?.key).toBe(key)
      expect(pier.shown().messages.filter(({ content }) => content === 'I see it.')).toHaveLength(1)
      expect(pier.text()).toContain('I see it. (sent)')
    },
  },
  {
    name: 'a channel that is watched in many places has one subscription, and goes with the last of them',
    blocks: ['realtime'],
    run: async (scene) => {
      const input = await general(scene)
      const mounted = [
        scene.mount('channel', { input }),
        scene.mount('channel', { input }, { hard: true }),
        scene.mount('presence', { input }),
      ]
      await until(() => mounted.every((one) => one.shown().line === 'live'))
      expect(scene.asked('POST realtime/ws_tokens')).toBe(1)
      for (const one of mounted) one.unmount()
      await scene.advance(2_000)
      expect(channel(scene.client, input).value.line).toBe('waiting')
    },
  },
  {
    name: 'a channel that is not chosen yet asks nothing, and one after another shows its own',
    blocks: ['realtime'],
    run: async (scene) => {
      const input = await general(scene)
      const pier = scene.mount('channel', { input: null })
      const before = scene.requests.length
      await scene.advance(1_000)
      expect([pier.shown().status, scene.requests.length]).toEqual(['pending', before])
      await expect(pier.shown().publish({ content: 'To nobody.' })).rejects.toMatchObject({ code: 'invalid_input' })
      pier.update({ input })
      await until(() => pier.shown().messages.length === 50)
      pier.update({ input: { id: '00000000-0000-4000-8000-000000000000' } })
      await until(() => pier.shown().status === 'error')
      expect(pier.shown()).toMatchObject({ messages: [], error: { code: 'not_found' } })
    },
  },
  {
    name: 'who writes is shown to the others',
    blocks: ['realtime'],
    run: async (scene) => {
      const input = await general(scene)
      const grace = await scene.grace()
      const pier = scene.mount('channel', { input })
      const $hers = channel(grace.client, input)
      const off = $hers.subscribe(() => {})
      await until(() => pier.shown().line === 'live' && $hers.value.line === 'live')
      $hers.type()
      await until(() => pier.shown().typing.length === 1)
      expect(pier.shown().typing[0]?.display_name).toBe('Grace Hopper')
      $hers.type(false)
      await until(() => pier.shown().typing.length === 0)
      off()
    },
  },
  {
    name: 'who is there is shown, as they come and go',
    blocks: ['realtime'],
    run: async (scene) => {
      const input = await general(scene)
      const there = scene.mount('presence', { input })
      await scene.within(30_000, () => there.shown().line === 'live' && there.shown().online === 1)
      const grace = await scene.grace()
      const off = channel(grace.client, input).subscribe(() => {})
      await until(() => there.shown().online === 2)
      expect(there.text()).toContain('2: Ada Lovelace online, Grace Hopper online')
      off()
      grace.client.dispose()
      await scene.within(30_000, () => there.shown().online === 1)
      expect(there.text()).toContain('Grace Hopper offline')
    },
  },
  {
    name: 'a live query shows what another changes, as it happens',
    blocks: ['realtime'],
    run: async (scene) => {
      const id = await twin(scene)
      const grace = await scene.grace()
      const entity = scene.mount('entity', { input: { id }, options: { live: true } })
      await until(() => entity.shown().status === 'success')
      // Read once more when changes are heard of: one may have been missed.
      await scene.within(1_000, () => scene.asked(`GET jarvis/entities/${id}`) === 2)
      await call(grace.client, updateEntity, { id, name: 'Harbour Pump 33' })
      await until(() => entity.shown().data?.name === 'Harbour Pump 33')
      expect(entity.text()).toContain('Harbour Pump 33')
    },
  },
]
