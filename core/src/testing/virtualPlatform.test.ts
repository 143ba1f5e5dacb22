import { expect, test } from 'vitest'
import { virtualPlatform } from './virtualPlatform.ts'

test('timers run in the order they fall due, each at its own time', async () => {
  const { platform, advance } = virtualPlatform()
  const begun = platform.now()
  const ran: [string, number][] = []
  const run = (name: string) => () => void ran.push([name, platform.now() - begun])
  platform.after(30, run('late'))
  platform.after(10, run('early'))
  platform.frame(run('frame'))
  await advance(20)
  expect(ran).toEqual([
    ['early', 10],
    ['frame', 16],
  ])
  await advance(10)
  expect(ran.at(-1)).toEqual(['late', 30])
})

test('a timer set by a timer, or by what one resolved, falls due in the same stretch of time', async () => {
  const { platform, advance } = virtualPlatform()
  const begun = platform.now()
  const ticks: number[] = []
  const tick = async (): Promise<void> => {
    ticks.push(platform.now() - begun)
    await Promise.resolve()
    platform.after(100, () => void tick())
  }
  void tick()
  await advance(350)
  expect(ticks).toEqual([0, 100, 200, 300])
})

test('a timer taken back never runs, and is not waited for', async () => {
  const { platform, advance, timers } = virtualPlatform()
  const stop = platform.after(10, () => expect.unreachable())
  expect(timers()).toBe(1)
  stop()
  expect(timers()).toBe(0)
  await advance(100)
})

test('looking again counts as focus, coming back as a reconnect, and both can be unlistened', () => {
  const { platform, setVisible, setOnline, focus } = virtualPlatform()
  const heard: string[] = []
  const offs = [platform.onFocus(() => heard.push('focus')), platform.onReconnect(() => heard.push('reconnect'))]
  setVisible(false)
  setOnline(false)
  expect([platform.visible(), platform.online(), heard]).toEqual([false, false, []])
  setVisible(true)
  setOnline(true)
  focus()
  expect(heard).toEqual(['focus', 'reconnect', 'focus'])
  offs.forEach((off) => off())
  focus()
  setOnline(true)
  expect(heard).toHaveLength(3)
})
