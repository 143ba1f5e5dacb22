import { describe, expect, test } from 'vitest'
import { virtualPlatform } from '../testing/virtualPlatform.ts'
import type { Platform } from './platform.ts'
import { createScheduler } from './scheduler.ts'
import type { ScheduledRead } from './scheduledRead.ts'
import type { Scheduler } from './scheduler.ts'

const schedulerOf = (platform: Platform): Scheduler => createScheduler(platform, 'demo', () => ({ status: 'anonymous' }))

interface Watched {
  read: ScheduledRead
  /** What was asked of the read, in order. */
  asked: string[]
}

/** What a test says of a read. */
interface Facts {
  path?: string
  watched?: boolean
  stale?: boolean
  interval?: number | null
  failures?: number
  retryAfter?: number | null
}

function readOf({ path = 'jarvis/things', ...facts }: Facts = {}): Watched & { set: (change: Facts) => void } {
  const asked: string[] = []
  const is = { watched: true, stale: true, interval: null, failures: 0, retryAfter: null, ...facts }
  const read: ScheduledRead = {
    key: `query ${path}`,
    path,
    watched: () => is.watched,
    stale: () => is.stale,
    reading: () => false,
    readAt: () => -Infinity,
    shared: true,
    rhythm: () => is,
    refused: () => false,
    keys: () => [],
    expire: () => asked.push('expire'),
    refetch: () => asked.push('refetch'),
    reset: () => asked.push('reset'),
    dump: () => null,
    restore: () => false,
    resource: undefined,
    live: () => false,
    hears: () => {},
  }
  return { read, asked, set: (change) => Object.assign(is, change) }
}

describe('coming back to the page', () => {
  test.each([
    [{ watched: true, stale: true }, ['refetch']],
    [{ watched: true, stale: false }, []],
    [{ watched: false, stale: true }, []],
  ])('refetches of reads with %j: %j', (options, expected) => {
    const { platform, focus } = virtualPlatform()
    const { read, asked } = readOf(options)
    schedulerOf(platform).add(read)
    focus()
    expect(asked).toEqual(expected)
  })

  test('refetches at most every five seconds', async () => {
    const { platform, focus, advance } = virtualPlatform()
    const { read, asked } = readOf()
    schedulerOf(platform).add(read)
    focus()
    await advance(4999)
    focus()
    expect(asked).toHaveLength(1)
    await advance(1)
    focus()
    expect(asked).toHaveLength(2)
  })
})

test('a network that comes back refetches every watched read, fresh or not', () => {
  const { platform, setOnline } = virtualPlatform()
  const scheduler = schedulerOf(platform)
  const [fresh, stale, unseen] = [readOf({ stale: false }), readOf(), readOf({ watched: false })]
  for (const { read } of [fresh, stale, unseen]) scheduler.add(read)
  setOnline(false)
  setOnline(true)
  expect([fresh.asked, stale.asked, unseen.asked]).toEqual([['refetch'], ['refetch'], []])
})

describe('a network that comes and goes', () => {
  test('refetches at most every five seconds, and once more at the end', async () => {
    const { platform, setOnline, advance } = virtualPlatform()
    const begun = platform.now()
    const at: number[] = []
    const { read } = readOf({ stale: false })
    schedulerOf(platform).add({ ...read, refetch: () => at.push(platform.now() - begun) })
    for (let times = 0; times < 12; times += 1) {
      setOnline(false)
      await advance(500)
      setOnline(true)
      await advance(500)
    }
    await advance(10_000)
    expect(at).toEqual([500, 5_500, 10_500, 15_500])
  })

  test('is caught up with, fresh or not, when the page is seen again', () => {
    const { platform, setOnline, setVisible, focus } = virtualPlatform()
    const { read, asked } = readOf({ stale: false })
    schedulerOf(platform).add(read)
    setVisible(false)
    setOnline(false)
    setOnline(true)
    expect(asked).toEqual([])
    setVisible(true)
    expect(asked).toEqual(['refetch'])
    focus()
    expect(asked).toEqual(['refetch'])
  })

  test('is not read into when the page is looked at meanwhile', () => {
    const { platform, setOnline, focus } = virtualPlatform()
    const { read, asked } = readOf()
    schedulerOf(platform).add(read)
    setOnline(false)
    focus()
    expect(asked).toEqual([])
    setOnline(true)
    expect(asked).toEqual(['refetch'])
  })
})

test('who lives is known until it is taken out, and nothing holds it then', async () => {
  const { platform, timers } = virtualPlatform()
  const scheduler = schedulerOf(platform)
  const [one, two] = [readOf({ interval: 1000 }), readOf({ watched: false })]
  const removals = [one, two].map(({ read }) => scheduler.add(read))
  scheduler.watched(one.read)
  expect([...scheduler.reads()]).toEqual([one.read, two.read])
  removals.forEach((remove) => remove())
  expect([[...scheduler.reads()], timers()]).toEqual([[], 0])
})

test('a read under way plans no other: it plans when it settles', async () => {
  const { platform, advance, timers } = virtualPlatform()
  const scheduler = schedulerOf(platform)
  const { read, asked } = readOf({ failures: 3 })
  let reading = true
  const busy = { ...read, reading: () => reading }
  scheduler.add(busy)
  scheduler.watched(busy)
  expect(timers()).toBe(0)
  reading = false
  scheduler.settled(busy)
  await advance(8_000)
  expect(asked).toEqual(['refetch'])
})

describe('an interval', () => {
  test('refetches again and again while somebody watches', async () => {
    const { platform, advance, timers } = virtualPlatform()
    const { read, asked, set } = readOf({ interval: 1000 })
    const scheduler = schedulerOf(platform)
    scheduler.add(read)
    scheduler.watched(read)
    await advance(3500)
    expect(asked).toHaveLength(3)
    set({ watched: false })
    scheduler.watched(read)
    await advance(5000)
    expect(asked).toHaveLength(3)
    expect(timers()).toBe(0)
  })

  test.each([
    [0, 900],
    [0.999_999, 1100],
  ])('is up to a tenth shorter or longer (chance %s: %s ms), so that tabs do not beat together', async (chance, ms) => {
    const { platform, advance } = virtualPlatform()
    const scheduler = schedulerOf({ ...platform, random: () => chance })
    const { read, asked } = readOf({ interval: 1000 })
    scheduler.add(read)
    scheduler.watched(read)
    await advance(ms - 1)
    expect(asked).toEqual([])
    await advance(1)
    expect(asked).toEqual(['refetch'])
  })

  test('runs once, however often it is told that somebody watches', async () => {
    const { platform, advance } = virtualPlatform()
    const { read, asked } = readOf({ interval: 1000 })
    const scheduler = schedulerOf(platform)
    scheduler.add(read)
    for (let times = 0; times < 5; times += 1) scheduler.watched(read)
    await advance(2000)
    expect(asked).toHaveLength(2)
  })

  test.each(['setVisible', 'setOnline'] as const)('waits while the page or the network is gone (%s), then goes on', async (gone) => {
    const virtual = virtualPlatform()
    const { read, asked } = readOf({ interval: 1000, stale: false })
    const scheduler = schedulerOf(virtual.platform)
    scheduler.add(read)
    scheduler.watched(read)
    virtual[gone](false)
    await virtual.advance(5000)
    expect(asked).toEqual([])
    virtual[gone](true)
    asked.length = 0
    await virtual.advance(1000)
    expect(asked).toEqual(['refetch'])
  })

  test.each<[string, { watched?: boolean; interval?: number | null }]>([
    ['of null is none', { interval: null }],
    ['of a read nobody watches does not start', { watched: false, interval: 1000 }],
  ])('%s', async (_, options) => {
    const { platform, advance, timers } = virtualPlatform()
    const { read, asked } = readOf(options)
    const scheduler = schedulerOf(platform)
    scheduler.add(read)
    scheduler.watched(read)
    expect(timers()).toBe(0)
    await advance(5000)
    expect(asked).toEqual([])
  })

  test('may become another one', async () => {
    const { platform, advance } = virtualPlatform()
    const { read, asked, set } = readOf({ interval: 1000 })
    const scheduler = schedulerOf(platform)
    scheduler.add(read)
    scheduler.watched(read)
    await advance(500)
    set({ interval: 200 })
    scheduler.watched(read)
    await advance(400)
    expect(asked).toHaveLength(2)
  })

  test('ends with the read', async () => {
    const { platform, advance, timers } = virtualPlatform()
    const { read, asked } = readOf({ interval: 1000 })
    const scheduler = schedulerOf(platform)
    const remove = scheduler.add(read)
    scheduler.watched(read)
    remove()
    expect(timers()).toBe(0)
    await advance(5000)
    expect(asked).toEqual([])
  })
})

describe('a write', () => {
  test.each<[string, string, string[], boolean, string[]]>([
    ['POST', 'jarvis/things', [], true, ['expire', 'refetch']],
    ['POST', 'jarvis/things', [], false, ['expire']],
    ['PUT', 'jarvis/things/e1', [], true, ['expire', 'refetch']],
    ['PUT', 'jarvis', [], true, []],
    ['POST', 'jarvis/agents', [], true, []],
    ['POST', 'jarvis/agents', ['jarvis/things'], true, ['expire', 'refetch']],
    ['POST', 'jarvis/things', ['jarvis/things/e1'], true, ['expire', 'refetch']],
    ['PUT', 'crm/deals/d1', ['jarvis'], true, ['expire', 'refetch']],
  ])('%s at %s that makes %j stale asks of a read of jarvis/things (watched: %s): %j', (method, path, stale, watched, expected) => {
    const scheduler = schedulerOf(virtualPlatform().platform)
    const { read, asked } = readOf({ watched })
    scheduler.add(read)
    scheduler.wrote(method, path, stale)
    expect(asked).toEqual(expected)
  })
})

test('a reset reaches every read, a resume the watched ones', () => {
  const scheduler = schedulerOf(virtualPlatform().platform)
  const [seen, unseen] = [readOf(), readOf({ watched: false })]
  for (const { read } of [seen, unseen]) scheduler.add(read)
  scheduler.reset()
  scheduler.resume()
  expect([seen.asked, unseen.asked]).toEqual([['reset', 'refetch'], ['reset']])
})

test('a stopped scheduler hears and does nothing more', async () => {
  const { platform, focus, setOnline, advance, timers } = virtualPlatform()
  const scheduler = schedulerOf(platform)
  const { read, asked } = readOf({ interval: 1000 })
  scheduler.add(read)
  scheduler.watched(read)
  scheduler.stop()
  focus()
  setOnline(true)
  scheduler.wrote('POST', 'jarvis/things')
  scheduler.reset()
  scheduler.resume()
  await advance(10_000)
  expect(asked).toEqual([])
  expect(timers()).toBe(0)
})
