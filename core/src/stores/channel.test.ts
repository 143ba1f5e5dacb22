import { demoUsers } from '../../../sandbox/src/index.ts'
import { describe, expect, it } from 'vitest'
import { publishMessage, subscribeChannel, unsubscribeChannel } from '../blocks/realtime.ts'
import { call, channel, session, writes } from '../index.ts'
import type { ChannelState } from '../index.ts'
import { until } from '../testing/index.ts'
import { liveWorld, watch, within } from './liveWorld.test.ts'

const words = ({ messages }: ChannelState): string[] => messages.map(({ content }) => content)
const seqs = ({ messages }: ChannelState): (number | undefined)[] => messages.map(({ seq }) => seq)

describe('a channel', () => {
  it('has its history, knows that there is more, and hears what is said as it is said', async () => {
    const world = liveWorld()
    const [ada, grace] = [await world.signIn('ada'), await world.signIn('grace')]
    const id = await world.channelOf(ada, 'general')
    const $general = channel(ada.client, { id })
    watch($general)
    expect($general.value).toMatchObject({ status: 'pending', line: 'waiting', messages: [] })
    await until(() => $general.value.status === 'success' && $general.value.line === 'live')
    expect(seqs($general.value)).toEqual(Array.from({ length: 50 }, (_, at) => at + 1))
    await call(grace.client, publishMessage, { id, content: 'Fog over the pier.' })
    await until(() => words($general.value).at(-1) === 'Fog over the pier.')
    expect(seqs($general.value).at(-1)).toBe(51)
  })

  it('shows what one says at once, under a key that stays, and has it once', async () => {
    const world = liveWorld()
    const ada = await world.signIn('ada')
    const id = await world.channelOf(ada, 'general')
    const $general = channel(ada.client, { id })
    const states = watch($general)
    await until(() => $general.value.line === 'live' && !$general.value.fetching)
    const before = $general.value.messages.length
    const sent = $general.publish({ content: 'Is anybody there?' })
    const mine = $general.value.messages.at(-1)
    expect(mine).toMatchObject({ content: 'Is anybody there?', state: 'sending' })
    const told = await sent
    await until(() => $general.value.messages.at(-1)?.state === 'sent')
    expect($general.value.messages.at(-1)).toMatchObject({ key: mine?.key, unique_id: told.unique_id, seq: told.seq })
    expect($general.value.messages.length).toBe(before + 1)
    // From the first moment on it is never away, and never there twice.
    const since = states.slice(states.findIndex(({ messages }) => messages.some(({ key }) => key === mine?.key)))
    expect(since.map(({ messages }) => messages.filter(({ content }) => content === 'Is anybody there?').length)).toEqual(
      since.map(() => 1),
    )
  })

  it('publishes in the order things were written, however the answers come', async () => {
    const world = liveWorld()
    const [ada, grace] = [await world.signIn('ada'), await world.signIn('grace')]
    const id = await world.channelOf(ada, 'general')
    const [$mine, $hers] = [channel(ada.client, { id }), channel(grace.client, { id })]
    watch($mine)
    watch($hers)
    await until(() => $mine.value.line === 'live' && $hers.value.line === 'live')
    const said = ['one', 'two', 'three', 'four', 'five']
    // The first takes its time: without a turn to wait for, the others would overtake it.
    await world.lay([{ match: `POST /v1/realtime/channels/${id}/messages`, times: 1, fault: 'delay=3000' }])
    const sent = said.map((content) => $mine.publish({ content }))
    await within(world, 10_000, () => words($hers.value).at(-1) === 'five')
    await Promise.all(sent)
    await until(() => words($hers.value).at(-1) === 'five')
    expect(words($mine.value).slice(-5)).toEqual(said)
    expect(words($hers.value).slice(-5)).toEqual(said)
  })

  it('says why a message was refused, and sends it once more, or forgets it', async () => {
    const world = liveWorld()
    const ada = await world.signIn('ada')
    const id = await world.channelOf(ada, 'harbour')
    const $harbour = channel(ada.client, { id })
    watch($harbour)
    await until(() => $harbour.value.status === 'success')
    // Everybody may listen; she is no member.
    await expect($harbour.publish({ content: 'A seal!' })).rejects.toMatchObject({ code: 'forbidden' })
    const refused = $harbour.value.messages.at(-1)
    expect(refused).toMatchObject({ content: 'A seal!', state: 'failed', error: { code: 'forbidden' } })
    await call(ada.client, subscribeChannel, { id })
    await $harbour.retry(refused?.key ?? '')
    expect($harbour.value.messages.at(-1)).toMatchObject({ key: refused?.key, content: 'A seal!', state: 'sent' })
    await expect($harbour.publish({ content: ' ' })).rejects.toMatchObject({ code: 'invalid' })
    $harbour.discard($harbour.value.messages.at(-1)?.key ?? '')
    expect($harbour.value.messages.at(-1)?.content).toBe('A seal!')
  })

  it('keeps what is said offline, and publishes it once when the network is back', async () => {
    const world = liveWorld()
    const [ada, grace] = [await world.signIn('ada'), await world.signIn('grace')]
    const id = await world.channelOf(ada, 'general')
    const [$mine, $hers] = [channel(ada.client, { id }), channel(grace.client, { id })]
    watch($mine)
    watch($hers)
    await until(() => $mine.value.line === 'live' && $hers.value.line === 'live')
    ada.setOnline(false)
    const sent = $mine.publish({ content: 'From the tunnel.' })
    await world.advance(10_000)
    expect($mine.value.messages.at(-1)).toMatchObject({ content: 'From the tunnel.', state: 'sending' })
    expect(writes(ada.client).value.writes).toHaveLength(1)
    ada.setOnline(true)
    await sent
    await until(() => words($hers.value).at(-1) === 'From the tunnel.')
    expect(words($hers.value).filter((content) => content === 'From the tunnel.')).toHaveLength(1)
  })

  it('reads older messages page by page, to the beginning', async () => {
    const world = liveWorld()
    const ada = await world.signIn('ada')
    const id = await world.channelOf(ada, 'general')
    for (let at = 51; at <= 120; at += 1) await call(ada.client, publishMessage, { id, content: `said ${at}` })
    const $general = channel(ada.client, { id })
    watch($general)
    await until(() => $general.value.status === 'success' && !$general.value.fetching)
    expect([seqs($general.value)[0], $general.value.hasOlder]).toEqual([71, true])
    await $general.loadOlder()
    expect([seqs($general.value)[0], $general.value.hasOlder]).toEqual([21, true])
    await $general.loadOlder()
    expect(seqs($general.value)).toEqual(Array.from({ length: 120 }, (_, at) => at + 1))
    expect($general.value.hasOlder).toBe(false)
  })

  it('reads what it missed while the line was down, once and in order, and is live again by itself', async () => {
    const world = liveWorld()
    const [ada, grace] = [await world.signIn('ada'), await world.signIn('grace')]
    const id = await world.channelOf(ada, 'general')
    const $general = channel(ada.client, { id })
    const states = watch($general)
    await until(() => $general.value.line === 'live' && !$general.value.fetching)
    world.cut(5_000)
    await until(() => $general.value.line === 'waiting')
    for (let at = 0; at < 100; at += 1) await call(grace.client, publishMessage, { id, content: `missed ${at}` })
    await within(world, 60_000, () => $general.value.line === 'live' && $general.value.messages.length === 150)
    expect(seqs($general.value)).toEqual(Array.from({ length: 150 }, (_, at) => at + 1))
    for (const { messages } of states) {
      const shown = messages.map(({ seq = 0 }) => seq)
      expect(shown).toEqual([...new Set(shown)].toSorted((a, b) => a - b))
    }
  })

  it('is asked every ten seconds where there are no sockets', async () => {
    const world = liveWorld()
    const [ada, grace] = [await world.signIn('ada'), await world.signIn('grace')]
    world.cut(3_600_000)
    const id = await world.channelOf(ada, 'general')
    const $general = channel(ada.client, { id })
    watch($general)
    await until(() => $general.value.status === 'success')
    await call(grace.client, publishMessage, { id, content: 'By courier.' })
    await world.advance(12_000)
    await until(() => words($general.value).at(-1) === 'By courier.')
    expect($general.value.line).toBe('waiting')
  })

  it('is asked every ten seconds from then on when its socket is lost', async () => {
    const world = liveWorld()
    const [ada, grace] = [await world.signIn('ada'), await world.signIn('grace')]
    const id = await world.channelOf(ada, 'general')
    const $general = channel(ada.client, { id })
    watch($general)
    await until(() => $general.value.line === 'live' && !$general.value.fetching)
    world.cut(3_600_000)
    await until(() => $general.value.line === 'waiting')
    for (const content of ['By courier.', 'By the next one.']) {
      await call(grace.client, publishMessage, { id, content })
      await within(world, 12_000, () => words($general.value).at(-1) === content)
    }
    expect($general.value.line).toBe('waiting')
  })

  it('shows who writes, until they have said it, stop, or are not heard of', async () => {
    const world = liveWorld()
    const [ada, grace] = [await world.signIn('ada'), await world.signIn('grace')]
    const id = await world.channelOf(ada, 'general')
    const [$mine, $hers] = [channel(ada.client, { id }), channel(grace.client, { id })]
    watch($mine)
    watch($hers)
    await until(() => $mine.value.line === 'live' && $hers.value.line === 'live')
    const names = (): string[] => $mine.value.typing.map(({ display_name }) => display_name)
    $hers.type()
    await until(() => names().length === 1)
    expect(names()).toEqual(['Grace Hopper'])
    expect($hers.value.typing).toEqual([])
    await world.advance(5_100)
    expect(names()).toEqual([])
    $hers.type()
    await until(() => names().length === 1)
    $hers.type(false)
    await until(() => names().length === 0)
    $hers.type()
    await until(() => names().length === 1)
    await $hers.publish({ content: 'There.' })
    await until(() => names().length === 0)
  })

  it('shows who has read how far', async () => {
    const world = liveWorld()
    const [ada, grace] = [await world.signIn('ada'), await world.signIn('grace')]
    const id = await world.channelOf(ada, 'general')
    const [$mine, $hers] = [channel(ada.client, { id }), channel(grace.client, { id })]
    watch($mine)
    watch($hers)
    await until(() => $mine.value.line === 'live' && $hers.value.line === 'live')
    await $mine.publish({ content: 'Read this.' })
    await until(() => words($hers.value).at(-1) === 'Read this.')
    expect($mine.value.messages.at(-1)?.read_by).not.toContain(demoUsers.grace.unique_id)
    await $hers.markRead()
    await until(() => $mine.value.messages.at(-1)?.read_by?.includes(demoUsers.grace.unique_id) === true)
  })

  it('is let in after it was refused', async () => {
    const world = liveWorld()
    const [ada, grace] = [await world.signIn('ada'), await world.signIn('grace')]
    const id = await world.channelOf(grace, 'crew')
    await call(grace.client, unsubscribeChannel, { id })
    const $crew = channel(grace.client, { id })
    watch($crew)
    await until(() => $crew.value.status === 'error' && $crew.value.line === 'refused')
    expect($crew.value.error?.code).toBe('forbidden')
    const { unique_id: user_unique_id } = demoUsers.grace
    await call(ada.client, subscribeChannel, { id, user_unique_id })
    await $crew.refetch()
    await until(() => $crew.value.status === 'success' && $crew.value.line === 'live')
    expect($crew.value.error).toBeUndefined()
  })

  it('is empty at once when somebody else signs in, and hears nothing of before', async () => {
    const world = liveWorld()
    const [ada, grace] = [await world.signIn('ada'), await world.signIn('grace')]
    const id = await world.channelOf(ada, 'crew')
    const $crew = channel(ada.client, { id })
    watch($crew)
    await until(() => $crew.value.line === 'live' && $crew.value.messages.length > 0)
    const signedOut = session(ada.client).signOut()
    expect($crew.value).toMatchObject({ status: 'pending', line: 'waiting', messages: [] })
    await signedOut
    await call(grace.client, publishMessage, { id, content: 'She is gone.' })
    await world.advance(20_000)
    expect($crew.value.messages).toEqual([])
  })
})
