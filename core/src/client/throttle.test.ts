import { expect, test } from 'vitest'
import { virtualPlatform } from '../testing/virtualPlatform.ts'
import { throttle } from './throttle.ts'

/** When something throttled to every 100 ms ran that was asked for at these times. */
async function ranAt(askedAt: readonly number[]): Promise<number[]> {
  const { platform, advance } = virtualPlatform()
  const begun = platform.now()
  const ran: number[] = []
  const { ask } = throttle(platform, 100, () => ran.push(platform.now() - begun) > 0)
  for (const at of askedAt) {
    await advance(at - (platform.now() - begun))
    ask()
  }
  await advance(1000)
  return ran
}

test.each([
  ['at once', [0], [0]],
  ['once more at the end for all that came meanwhile', [0, 1, 50, 99], [0, 100]],
  ['at once where the last is long ago', [0, 100, 250], [0, 100, 250]],
  ['no sooner after a run that was put off', [0, 10, 110, 150], [0, 100, 200]],
])('runs %s: asked for at %j, it ran at %j', async (_, askedAt, expected) => {
  expect(await ranAt(askedAt)).toEqual(expected)
})

test('what is planned can be taken back', async () => {
  const { platform, advance, timers } = virtualPlatform()
  let ran = 0
  const { ask, cancel } = throttle(platform, 100, () => (ran += 1) > 0)
  ask()
  ask()
  cancel()
  await advance(1000)
  expect([ran, timers()]).toEqual([1, 0])
})

test('a clock that was set back makes nobody wait longer than once', async () => {
  const { platform, advance } = virtualPlatform()
  let back = 0
  let ran = 0
  const { ask } = throttle({ ...platform, now: () => platform.now() - back }, 100, () => (ran += 1) > 0)
  ask()
  back = 3_600_000
  ask()
  await advance(100)
  expect(ran).toBe(2)
})

test('a run that could do nothing does not put off the next', async () => {
  const { platform, advance } = virtualPlatform()
  const ran: boolean[] = []
  let able = true
  const { ask } = throttle(platform, 100, () => ran.push(able) > 0 && able)
  ask()
  ask()
  able = false
  await advance(100)
  able = true
  ask()
  expect(ran).toEqual([true, false, true])
})
