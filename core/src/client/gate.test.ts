import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { op, resource } from '../declare/index.ts'
import { testClient } from '../testing/testClient.ts'
import { turn } from '../testing/turn.ts'
import { virtualPlatform } from '../testing/virtualPlatform.ts'
import { call } from './call.ts'
import { createGate } from './gate.ts'
import type { Rank } from './gate.ts'

/** A gate, who passed it in order, and how each leaves. */
function watchedGate(perMinute?: number): {
  gate: ReturnType<typeof createGate>
  advance: (ms: number) => Promise<void>
  passed: string[]
  timers: () => number
  enter: (names: string, kind?: 'read' | 'write', signal?: AbortSignal, asker?: AbortSignal) => Promise<void>
  leave: (names: string) => Promise<void>
} {
  const { platform, advance, timers } = virtualPlatform()
  const gate = createGate(platform, perMinute)
  const passed: string[] = []
  const leaves = new Map<string, () => void>()
  return {
    gate,
    advance,
    timers,
    passed,
    enter: async (names, kind = 'read', signal = new AbortController().signal, asker) => {
      for (const name of asker ? [names] : names.split(' ')) {
        const admitted = (leave: () => void): void => {
          passed.push(name)
          leaves.set(name, leave)
        }
        // Whoever gave up is told or not; what counts is who passed.
        gate.enter(kind, signal, asker).then(admitted, () => {})
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

describe('the rank of a read', () => {
  /** A gate whose six places are taken, with readers that wait under a name and a signal of their own. */
  async function fullGate(): Promise<ReturnType<typeof watchedGate> & { wait: (name: string, rank?: Rank) => Promise<AbortSignal> }> {
    const it = watchedGate()
    await it.enter('a b c d e f')
    const wait = async (name: string, rank?: Rank): Promise<AbortSignal> => {
      const { signal } = new AbortController()
      if (rank !== undefined) it.gate.rank(signal, rank)
      await it.enter(name, 'read', signal, signal)
      return signal
    }
    return { ...it, wait }
  }

  test('decides who goes first: first loads, then what is seen already, then what nobody sees; each in the order they came', async () => {
    const { wait, leave, passed } = await fullGate()
    await wait('unseen', 2)
    await wait('seen', 1)
    await wait('seen too', 1)
    await wait('first', 0)
    await wait('asked for by hand')
    await leave('a b c d e')
    expect(passed.slice(6)).toEqual(['first', 'asked for by hand', 'seen', 'seen too', 'unseen'])
  })

  test('may rise while it waits', async () => {
    const { gate, wait, leave, passed } = await fullGate()
    const signal = await wait('unseen', 2)
    await wait('seen', 1)
    gate.rank(signal, 0)
    await leave('a b')
    expect(passed.slice(6)).toEqual(['unseen', 'seen'])
  })

  test('holds for everything its asker waits for, and for what it asks later', async () => {
    const { gate, enter, leave, passed } = await fullGate()
    const { signal } = new AbortController()
    gate.rank(signal, 2)
    await enter('p1', 'read', signal, signal)
    await enter('p2', 'read', signal, signal)
    await enter('x')
    gate.rank(signal, 0)
    await enter('p3', 'read', signal, signal)
    await leave('a b c d')
    expect(passed.slice(6)).toEqual(['x', 'p1', 'p2', 'p3'])
  })

  test('of ten times as many that wait changes, and they all pass, in about ten times the time', async () => {
    const cost = async (count: number): Promise<number> => {
      const { platform, advance } = virtualPlatform()
      const gate = createGate(platform, Infinity)
      const signals = Array.from({ length: count }, () => new AbortController().signal)
      let passed = 0
      gate.hold(1)
      const begun = performance.now()
      const all = signals.map(async (signal) => {
        gate.rank(signal, 2)
        const leave = await gate.enter('read', signal, signal)
        passed += 1
        leave()
      })
      for (const signal of signals) gate.rank(signal, 1)
      await advance(1)
      await Promise.all(all)
      expect(passed).toBe(count)
      return performance.now() - begun
    }
    await cost(1_000)
    const few = Math.min(await cost(1_000), await cost(1_000), await cost(1_000))
    const many = Math.min(await cost(10_000), await cost(10_000), await cost(10_000))
    // Were each to look at all that wait, it would be a hundred times.
    expect(many / few).toBeLessThan(40)
  }, 60_000)
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

  test('plans one wake-up, however many wait and however often it grows, and none that is too early', async () => {
    const { gate, advance, timers, passed, enter } = watchedGate()
    gate.hold(1000)
    await enter('a b c')
    await enter('w', 'write')
    expect(timers()).toBe(1)
    gate.hold(3000)
    gate.hold(2000)
    gate.hold(500)
    expect(timers()).toBe(1)
    await advance(2999)
    expect(passed).toEqual([])
    await advance(1)
    expect([passed, timers()]).toEqual([['w', 'a', 'b', 'c'], 0])
  })

  test('lasts a minute at most, whatever the server asks for', async () => {
    const { gate, advance, passed, enter } = watchedGate()
    gate.hold(3_600_000)
    await enter('a')
    await advance(59_999)
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

  test('waits with the renewal of its token too', async () => {
    const kept = JSON.stringify({
      version: 2,
      session: 's',
      generation: 1,
      accessToken: 'spent',
      refreshToken: 'r',
      grantedAt: 0,
      expiresAt: 1,
      skew: 0,
      user: null,
    })
    const storage = { getItem: () => kept, setItem: () => {}, removeItem: () => {} }
    const it = testClient({ fetch: async () => new Response('', { status: 401 }) }, { storage })
    it.client.gate.hold(2000)
    const asked = call(it.client, getThing, { id: 'e1' }).catch(({ code }: { code: string }) => code)
    await it.advance(1999)
    expect(it.requests).toEqual([])
    await it.advance(1)
    expect(it.requests).toEqual(['POST auth/refresh'])
    expect(await asked).toBe('session_expired')
  })
})
