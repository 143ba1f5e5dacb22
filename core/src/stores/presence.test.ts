import { describe, expect, it } from 'vitest'
import { presence, session } from '../index.ts'
import type { PresenceState } from '../index.ts'
import { until } from '../testing/index.ts'
import { liveWorld, watch, within } from './liveWorld.test.ts'

const there = ({ users }: PresenceState): string[] => users.map(({ display_name, status }) => `${display_name} ${status}`)

describe('presence', () => {
  it('shows who comes, how they are there, and who goes, after a moment of grace', async () => {
    const world = liveWorld()
    const ada = await world.signIn('ada')
    const id = await world.channelOf(ada, 'crew')
    const $mine = presence(ada.client, { id })
    watch($mine)
    await until(() => $mine.value.line === 'live' && $mine.value.status === 'success')
    await within(world, 15_000, () => $mine.value.online === 1)
    const grace = await world.signIn('grace')
    const $hers = presence(grace.client, { id })
    watch($hers)
    await until(() => $mine.value.online === 2)
    expect(there($mine.value)).toEqual(['Ada Lovelace online', 'Grace Hopper online'])
    $hers.setStatus('busy', 'On deck')
    await until(() => there($mine.value).includes('Grace Hopper busy'))
    expect($mine.value.users[1]?.status_message).toBe('On deck')
    grace.client.dispose()
    await world.advance(5_000)
    expect($mine.value.online).toBe(2)
    await within(world, 15_000, () => $mine.value.online === 1)
    expect(there($mine.value)).toEqual(['Ada Lovelace online', 'Grace Hopper offline'])
  })

  it('is right after a gap', async () => {
    const world = liveWorld()
    const [ada, grace] = [await world.signIn('ada'), await world.signIn('grace')]
    const id = await world.channelOf(ada, 'crew')
    const [$mine, $hers] = [presence(ada.client, { id }), presence(grace.client, { id })]
    watch($mine)
    watch($hers)
    await until(() => $mine.value.online === 2)
    world.cut(3_000)
    await until(() => $mine.value.line === 'waiting')
    grace.client.dispose()
    await within(world, 90_000, () => $mine.value.line === 'live' && $mine.value.online === 1)
    expect(there($mine.value)).toEqual(['Ada Lovelace online', 'Grace Hopper offline'])
  })

  it('is asked every half minute from then on when its socket is lost', async () => {
    const world = liveWorld()
    const [ada, grace] = [await world.signIn('ada'), await world.signIn('grace')]
    const id = await world.channelOf(ada, 'crew')
    const [$mine, $hers] = [presence(ada.client, { id }), presence(grace.client, { id })]
    watch($mine)
    watch($hers)
    await until(() => $mine.value.online === 2 && !$mine.value.fetching)
    world.cut(3_600_000)
    await until(() => $mine.value.line === 'waiting')
    grace.client.dispose()
    await within(world, 45_000, () => there($mine.value).includes('Grace Hopper offline'))
  })

  it('is right after the laptop has slept', async () => {
    const world = liveWorld()
    const [ada, grace] = [await world.signIn('ada'), await world.signIn('grace')]
    const id = await world.channelOf(ada, 'crew')
    const [$mine, $hers] = [presence(ada.client, { id }), presence(grace.client, { id })]
    watch($mine)
    watch($hers)
    await until(() => $mine.value.online === 2 && $hers.value.online === 2)
    // It says nothing any more and hears nothing; then it wakes.
    await session(grace.client).signOut()
    ada.setOnline(false)
    await world.advance(3_600_000)
    ada.setOnline(true)
    await within(world, 60_000, () => $mine.value.line === 'live' && $mine.value.online === 1)
    expect(there($mine.value)).toEqual(['Ada Lovelace online', 'Grace Hopper offline'])
  })
})
