import { expect, test } from 'vitest'
import { sharedTabs } from './sharedTabs.ts'
import type { Tab } from './sharedTabs.ts'
import { turn } from './turn.ts'

/** Asks for a lock of the tab's. `granted` once it holds it; `release` gives it back; `giveUp` stops waiting. */
function ask({ platform }: Tab, name = 'one'): { granted: boolean; refused: unknown; release: () => void; giveUp: () => void } {
  const giving = new AbortController()
  const asked = { granted: false, refused: null as unknown, release: () => {}, giveUp: () => giving.abort('given up') }
  const run = (): Promise<void> =>
    new Promise((release) => {
      Object.assign(asked, { granted: true, release })
    })
  platform.locks?.request(name, { signal: giving.signal }, run).catch((reason: unknown) => (asked.refused = reason))
  return asked
}

test('a lock is held by one tab at a time, in the order they asked for it; another lock is another', async () => {
  const browser = sharedTabs()
  const [left, right] = [browser.open(), browser.open()]
  const [first, second, third, other] = [ask(left), ask(right), ask(left), ask(right, 'two')]
  expect(first.granted).toBe(false)
  await turn()
  expect([first, second, third, other].map(({ granted }) => granted)).toEqual([true, false, false, true])
  first.release()
  await turn()
  expect([second.granted, third.granted]).toEqual([true, false])
  expect(browser.held()).toEqual(['one', 'two'])
  second.release()
  await turn()
  third.release()
  other.release()
  await turn()
  expect(browser.held()).toEqual([])
})

test('whoever gives up while waiting is told so and never gets the lock; whoever holds it keeps it', async () => {
  const browser = sharedTabs()
  const [first, second, third] = [ask(browser.open()), ask(browser.open()), ask(browser.open())]
  await turn()
  second.giveUp()
  first.giveUp()
  await turn()
  expect([first.refused, second.refused]).toEqual([null, 'given up'])
  expect(third.granted).toBe(false)
  first.release()
  await turn()
  expect([second.granted, third.granted]).toEqual([false, true])
})

test('a tab that is closed gives its locks back, hears nothing and does nothing more', async () => {
  const browser = sharedTabs()
  const [left, right] = [browser.open(), browser.open()]
  const [first, second] = [ask(left), ask(right)]
  const heard: unknown[] = []
  left.platform.channel?.('talk').onMessage((message) => heard.push(message))
  left.platform.after(10, () => heard.push('timer'))
  await turn()
  left.close()
  right.platform.channel?.('talk').post('hello')
  await browser.advance(20)
  expect([first.granted, second.granted, heard, browser.channels()]).toEqual([true, true, [], 1])
})

test('a message reaches all other channels of its name, as a copy, later, and never the one it was posted on', async () => {
  const browser = sharedTabs()
  const [left, right] = [browser.open(), browser.open()]
  const heard: string[] = []
  const listen = (who: string, tab: Tab, name: string): ReturnType<NonNullable<Tab['platform']['channel']>> | undefined => {
    const channel = tab.platform.channel?.(name)
    channel?.onMessage((message) => heard.push(`${who}: ${JSON.stringify(message)}`))
    return channel
  }
  const mine = listen('mine', left, 'talk')
  listen('same tab', left, 'talk')
  const theirs = listen('other tab', right, 'talk')
  listen('elsewhere', right, 'gossip')
  const message = { text: 'hello' }
  mine?.post(message)
  message.text = 'changed'
  expect(heard).toEqual([])
  await turn()
  expect(heard).toEqual(['same tab: {"text":"hello"}', 'other tab: {"text":"hello"}'])
  theirs?.close()
  mine?.post(1)
  await turn()
  expect(heard.slice(2)).toEqual(['same tab: 1'])
})

test('tabs share the clock; each has a screen and a network of its own', async () => {
  const browser = sharedTabs()
  const [left, right] = [browser.open(), browser.open()]
  left.setVisible(false)
  right.setOnline(false)
  await left.advance(1000)
  expect([left, right].map(({ platform }) => [platform.visible(), platform.online()])).toEqual([
    [false, true],
    [true, false],
  ])
  expect(right.platform.now()).toBe(left.platform.now())
})
