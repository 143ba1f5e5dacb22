import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { op, resource } from '../declare/index.ts'
import { testClient } from '../testing/testClient.ts'
import { turn } from '../testing/turn.ts'
import { virtualPlatform } from '../testing/virtualPlatform.ts'
import { call } from './call.ts'
import { createGate } from './gate.ts'

/** A gate, who passed it in order, and how each leaves. */
function watchedGate(perMinute?: number): {
  gate: ReturnType<typeof createGate>
  advance: (ms: number) => Promise<void>
  passed: string[]
  enter: (names: string, kind?: 'read' | 'write', signal?: AbortSignal) => Promise<void>
  leave: (names: string) => Promise<void>
} {
  const { platform, advance } = virtualPlatform()
  const gate = createGate(platform, perMinute)
  const passed: string[] = []
  const leaves = new Map<string, () => void>()
  return {
    gate,
    advance,
    passed,
    enter: async (names, kind = 'read', signal = new AbortController().signal) => {
      for (const name of names.split(' ')) {
        const admitted = (leave: () => void): void => {
          passed.push(name)
          leaves.set(name, leave)
        }
        // Whoever gave up is told or not; what counts is who passed.
        gate.enter(kind, signal).then(admitted, () => {})
      }
      await turn()
    },
    leave: async (names) => {
      for (const name of names.split(' ')) leaves.get(name)?.()
      await turn()
    },
  }
}

describe('reads', () => {
  test('run six at once; the seventh waits for one to leave', async () => {
    const { passed, enter, leave } = watchedGate()
    await enter('a b c d e f g h')
    expect(passed.join(' ')).toBe('a b c d e f')
    await leave('d')
    expect(passed.join(' ')).toBe('a b c d e f g')
    await leave('a b')
    expect(passed.join(' ')).toBe('a b c d e f g h')
  })

  test('pass in the order they came', async () => {
    const { passed, enter, leave } = watchedGate()
    await enter('a b c d e f g h i j k l')
    await leave('f e d c b a')
    expect(passed.join(' ')).toBe('a b c d e f g h i j k l')
  })

  test('do not hold up writes, nor writes them', async () => {
    const { passed, enter, leave } = watchedGate()
    await enter('a b c d e f g')
    await enter('w1 w2 w3 w4 w5 w6 w7 w8', 'write')
    expect(passed.join(' ')).toBe('a b c d e f w1 w2 w3 w4 w5 w6 w7 w8')
    await leave('a')
    expect(passed.at(-1)).toBe('g')
  })

  test('whatever order they come and leave in, run at most six at once and all pass in the end', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.boolean(), { maxLength: 40 }), async (steps) => {
        const { passed, enter, leave } = watchedGate()
        const inside = (): string[] => passed.filter((name) => !gone.has(name))
        const gone = new Set<string>()
        const depart = async (): Promise<void> => {
          const [name] = inside()
          if (name === undefined) return
          gone.add(name)
          await leave(name)
        }
        let came = 0
        for (const comes of steps) {
          await (comes ? enter(`r${(came += 1)}`) : depart())
          expect(inside().length).toBe(Math.min(6, came - gone.size))
        }
        while (inside().length > 0) await depart()
        expect(passed).toEqual(Array.from({ length: came }, (_, index) => `r${index + 1}`))
      }),
      { numRuns: 25 },
    )
  }, 30_000)
})

describe('a hold', () => {
  test('keeps everything back until it is over, then lets it pass: the write first, the reads in order', async () => {
    const { gate, advance, passed, enter } = watchedGate()
    gate.hold(2000)
    await enter('a b')
    await enter('w', 'write')
    await advance(1999)
    expect(passed).toEqual([])
    await advance(1)
    expect(passed.join(' ')).toBe('w a b')
  })

  test.each([
    ['a longer one counts', [1000, 3000], 3000],
    ['a shorter one does not end it', [3000, 1000], 3000],
    ['of no time is none', [0], 0],
  ])('%s', async (_, holds, until) => {
    const { gate, advance, passed, enter } = watchedGate()
    for (const ms of holds) gate.hold(ms)
    await enter('a')
    if (until > 0) {
      await advance(until - 1)
      expect(passed).toEqual([])
      await advance(1)
    }
    expect(passed).toEqual(['a'])
  })

  test('that grows while others wait keeps them longer', async () => {
    const { gate, advance, passed, enter } = watchedGate()
    gate.hold(1000)
    await enter('a')
    await advance(500)
    gate.hold(2000)
    await advance(1999)
    expect(passed).toEqual([])
    await advance(1)
    expect(passed).toEqual(['a'])
  })

  test('does not disturb what is under way', async () => {
    const { gate, advance, passed, enter, leave } = watchedGate()
    await enter('a b c d e f g')
    gate.hold(1000)
    await leave('a')
    expect(passed).toHaveLength(6)
    await advance(1000)
    expect(passed.at(-1)).toBe('g')
  })
})

describe('the budget of a minute', () => {
  test('keeps back what exceeds it until the oldest is a minute old', async () => {
    const { advance, passed, enter } = watchedGate(3)
    await enter('a', 'write')
    await advance(10_000)
    await enter('b c d e', 'write')
    expect(passed.join(' ')).toBe('a b c')
    await advance(49_999)
    expect(passed.join(' ')).toBe('a b c')
    await advance(1)
    expect(passed.join(' ')).toBe('a b c d')
    await advance(10_000)
    expect(passed.join(' ')).toBe('a b c d e')
  })

  test('is 1,000 unless told otherwise', async () => {
    const { advance, passed, enter } = watchedGate()
    await enter(Array.from({ length: 1001 }, (_, index) => `w${index}`).join(' '), 'write')
    expect(passed).toHaveLength(1000)
    await advance(60_000)
    expect(passed).toHaveLength(1001)
  })

  test('counts reads and writes, finished or not', async () => {
    const { passed, enter, leave } = watchedGate(2)
    await enter('r')
    await leave('r')
    await enter('w', 'write')
    await enter('r2')
    expect(passed.join(' ')).toBe('r w')
  })
})

describe('who gives up', () => {
  test('while waiting never passes, and the next one does in its place', async () => {
    const { passed, enter, leave } = watchedGate()
    const giving = new AbortController()
    await enter('a b c d e f')
    await enter('g', 'read', giving.signal)
    await enter('h')
    giving.abort()
    await leave('a')
    expect(passed.join(' ')).toBe('a b c d e f h')
  })

  test('while held never passes', async () => {
    const { gate, advance, passed, enter } = watchedGate()
    const giving = new AbortController()
    gate.hold(1000)
    await enter('a', 'write', giving.signal)
    await enter('b', 'write')
    giving.abort()
    await advance(1000)
    expect(passed).toEqual(['b'])
  })

  test('beforehand never passes and uses none of the budget', async () => {
    const { passed, enter } = watchedGate(1)
    await enter('a', 'write', AbortSignal.abort())
    await enter('b', 'write')
    expect(passed).toEqual(['b'])
  })

  test('once inside still leaves like anybody else', async () => {
    const { passed, enter, leave } = watchedGate()
    const giving = new AbortController()
    await enter('a', 'read', giving.signal)
    await enter('b c d e f g')
    giving.abort()
    await turn()
    expect(passed.join(' ')).toBe('a b c d e f')
    await leave('a')
    expect(passed.at(-1)).toBe('g')
  })
})

describe('a call', () => {
  const getThing = op('GET jarvis/things/:id', { about: 'Read', returns: resource('thing', { name: 'string?' }) })

  test('taken back at any moment gives its place back', async () => {
    for (let steps = 0; steps < 20; steps += 1) {
      const { client, requests } = testClient({ fetch: async () => new Response('{"data":{"id":"e1","type":"thing"}}') })
      for (let times = 0; times < 12; times += 1) {
        const giving = new AbortController()
        const taken = call(client, getThing, { id: 'e1' }, { signal: giving.signal }).catch(() => {})
        for (let step = 0; step < steps; step += 1) await Promise.resolve()
        giving.abort()
        await taken
      }
      const before = requests.length
      await call(client, getThing, { id: 'e2' })
      expect(requests.length - before, `taken back after ${steps} steps`).toBe(1)
    }
  })
})
