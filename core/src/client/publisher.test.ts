import { describe, expect, test } from 'vitest'
import { virtualPlatform } from '../testing/virtualPlatform.ts'
import { createPublisher } from './publisher.ts'

interface WatchedPublisher extends ReturnType<typeof virtualPlatform>, ReturnType<typeof createPublisher> {
  /** When it published, in milliseconds since it was made. */
  published: number[]
  /** How many arrivals the last publication showed. */
  seen: () => number
  arrive: () => void
}

function watchedPublisher(): WatchedPublisher {
  const virtual = virtualPlatform()
  const begun = virtual.platform.now()
  const published: number[] = []
  let [arrived, seen] = [0, 0]
  const publisher = createPublisher(virtual.platform, () => {
    seen = arrived
    published.push(virtual.platform.now() - begun)
  })
  const arrive = (): void => {
    arrived += 1
    publisher.arrived()
  }
  return { ...virtual, ...publisher, published, seen: () => seen, arrive }
}

describe('while the page is seen', () => {
  test('the first arrival is published at once', () => {
    const { published, arrive } = watchedPublisher()
    arrive()
    expect(published).toEqual([0])
  })

  test('the rest is published with the next frame, however much arrives in it', async () => {
    const { published, seen, arrive, advance } = watchedPublisher()
    for (let token = 0; token < 1000; token += 1) arrive()
    expect([published.length, seen()]).toEqual([1, 1])
    await advance(16)
    expect([published.length, seen()]).toEqual([2, 1000])
  })

  test('10,000 arrivals over a second are published about once a frame, and all of them', async () => {
    const { published, seen, arrive, advance } = watchedPublisher()
    for (let ms = 0; ms < 100; ms += 1) {
      for (let token = 0; token < 100; token += 1) arrive()
      await advance(10)
    }
    await advance(16)
    expect(seen()).toBe(10_000)
    expect(published.length).toBeGreaterThan(40)
    expect(published.length).toBeLessThanOrEqual(64)
  })

  test('nothing is published where nothing arrived', async () => {
    const { published, arrive, advance, timers } = watchedPublisher()
    arrive()
    await advance(1000)
    expect(published).toEqual([0])
    expect(timers()).toBe(0)
  })

  test('the end of a chunk publishes nothing', () => {
    const { published, arrive, chunkEnded } = watchedPublisher()
    arrive()
    arrive()
    chunkEnded()
    expect(published).toEqual([0])
  })
})

describe('a flush', () => {
  test('publishes what is pending before it returns, and no frame publishes it again', async () => {
    const { published, seen, arrive, flush, advance, timers } = watchedPublisher()
    arrive()
    arrive()
    flush()
    expect([published.length, seen()]).toEqual([2, 2])
    expect(timers()).toBe(0)
    await advance(100)
    expect(published).toHaveLength(2)
  })

  test('publishes nothing where nothing is pending', () => {
    const { published, arrive, flush } = watchedPublisher()
    flush()
    expect(published).toEqual([])
    arrive()
    flush()
    flush()
    expect(published).toEqual([0])
  })
})

describe('while the page is hidden', () => {
  test('the first arrival is published at once', () => {
    const { published, arrive, setVisible } = watchedPublisher()
    setVisible(false)
    arrive()
    expect(published).toEqual([0])
  })

  test('the rest is published at the ends of chunks, at most every 100 ms, and no frame is asked for', async () => {
    const { published, seen, arrive, chunkEnded, setVisible, advance, timers } = watchedPublisher()
    setVisible(false)
    for (let chunk = 0; chunk <= 25; chunk += 1) {
      arrive()
      arrive()
      expect(timers()).toBe(0)
      chunkEnded()
      await advance(10)
    }
    expect(published).toEqual([0, 100, 200])
    expect(seen()).toBe(42)
  })

  test('a frame asked for before it was hidden keeps nothing back', async () => {
    const { published, arrive, chunkEnded, setVisible, advance } = watchedPublisher()
    arrive()
    await advance(200)
    arrive()
    setVisible(false)
    chunkEnded()
    expect(published).toEqual([0, 200])
  })

  test('frames come again once it is seen', async () => {
    const { published, arrive, setVisible, advance } = watchedPublisher()
    setVisible(false)
    arrive()
    arrive()
    await advance(50)
    expect(published).toEqual([0])
    setVisible(true)
    arrive()
    await advance(16)
    expect(published).toEqual([0, 66])
  })
})

describe('listeners that are slow', () => {
  /** A publisher whose listeners take so long, part of it in the microtask a framework renders in. */
  function slowPublisher(ms: number): { published: number[]; arrive: () => void; advance: (ms: number) => Promise<void> } {
    const { platform, advance } = virtualPlatform()
    let spent = 0
    const now = (): number => platform.now() + spent
    const begun = now()
    const published: number[] = []
    const { arrived } = createPublisher({ ...platform, now }, () => {
      published.push(now() - begun)
      spent += ms / 2
      queueMicrotask(() => (spent += ms / 2))
    })
    return { published, arrive: arrived, advance }
  }

  test('are given as much rest as they took, so that half of the time is left for others', async () => {
    const { published, arrive, advance } = slowPublisher(100)
    for (let ms = 0; ms < 500; ms += 10) {
      arrive()
      await advance(10)
    }
    const gaps = published.slice(1).map((at, index) => at - (published[index] ?? 0))
    expect(gaps.length).toBeGreaterThan(2)
    expect(Math.min(...gaps)).toBeGreaterThanOrEqual(200)
  })

  test('and those that are not hear of every frame', async () => {
    const { published, arrive, advance } = slowPublisher(4)
    for (let ms = 0; ms < 160; ms += 8) {
      arrive()
      await advance(8)
    }
    expect(published.length).toBeGreaterThanOrEqual(8)
  })
})

test('`sync` publishes every arrival in the moment it comes', () => {
  const { platform, timers } = virtualPlatform()
  let [count, seen] = [0, 0]
  const { arrived } = createPublisher(platform, () => (seen = count), 'sync')
  for (count = 1; count <= 5; count += 1) {
    arrived()
    expect(seen).toBe(count)
  }
  expect(timers()).toBe(0)
})
