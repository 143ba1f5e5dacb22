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
