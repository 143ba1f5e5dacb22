import { expect, test } from 'vitest'
import { sharedTabs, virtualPlatform } from '../testing/index.ts'
import type { Tab } from '../testing/index.ts'
import type { Carrier, CarrierNews } from './carrier.ts'
import { shareSocket } from './sharedSocket.ts'

/** A tab whose socket the test holds. */
interface TabWorld {
  readonly tab: Tab
  readonly carrier: Carrier
  readonly heard: CarrierNews[]
  /** What its own socket is asked for; `null` where it has none. */
  wanted(): readonly string[] | null
  /** Its socket hears this. */
  say(news: CarrierNews): void
  readonly performed: string[]
}

function open(browser: ReturnType<typeof sharedTabs>, name: string): TabWorld {
  const tab = browser.open()
  const { locks, channel } = tab.platform
  if (!locks || !channel) throw new Error('A tab has both.')
  const heard: CarrierNews[] = []
  const performed: string[] = []
  let wanted: readonly string[] | null = null
  let say: (news: CarrierNews) => void = () => {}
  let minted = 0
  const carrier = shareSocket(
    { platform: tab.platform, mint: () => `${name}${(minted += 1)}` },
    locks,
    channel,
    'demo u1',
    (tell) => {
      say = tell
      wanted = []
      return {
        want: (all) => {
          wanted = all
        },
        perform: (identifier, action) => performed.push(`${identifier} ${action}`),
        close: () => {
          wanted = null
        },
      }
    },
    (news) => heard.push(news),
  )
  return { tab, carrier, heard, wanted: () => wanted, say: (news) => say(news), performed }
}

test('the first tab has the socket, for what any of them wants', async () => {
  const browser = sharedTabs()
  const [a, b] = [open(browser, 'a'), open(browser, 'b')]
  a.carrier.want(['x'])
  b.carrier.want(['x', 'y'])
  await browser.advance(0)
  expect([a.wanted()?.toSorted(), b.wanted()]).toEqual([['x', 'y'], null])
  b.carrier.want([])
  await browser.advance(0)
  expect(a.wanted()).toEqual(['x'])
})

test('all tabs hear what comes, in order', async () => {
  const browser = sharedTabs()
  const [a, b] = [open(browser, 'a'), open(browser, 'b')]
  a.carrier.want(['x'])
  b.carrier.want(['x'])
  await browser.advance(0)
  a.say({ up: 'x' })
  for (const message of [1, 2, 3]) a.say({ on: 'x', message })
  await browser.advance(0)
  const news = [{ up: 'x' }, { on: 'x', message: 1 }, { on: 'x', message: 2 }, { on: 'x', message: 3 }]
  expect(a.heard.slice(1)).toEqual(news)
  expect(b.heard.slice(-4)).toEqual(news)
})

test('a tab that comes later hears that it is live already, and the others do not hear it again', async () => {
  const browser = sharedTabs()
  const a = open(browser, 'a')
  a.carrier.want(['x'])
  await browser.advance(0)
  a.say({ up: 'x' })
  const before = a.heard.length
  const b = open(browser, 'b')
  b.carrier.want(['x'])
  await browser.advance(0)
  expect(b.heard).toEqual([{ up: 'x' }])
  expect(a.heard.length).toBe(before)
})

test('what a tab says goes through the one that has the socket', async () => {
  const browser = sharedTabs()
  const [a, b] = [open(browser, 'a'), open(browser, 'b')]
  b.carrier.want(['x'])
  await browser.advance(0)
  b.carrier.perform('x', 'typing', { typing: true })
  await browser.advance(0)
  expect(a.performed).toEqual(['x typing'])
})

test('when the tab with the socket dies, the next opens one for all that are left, who hear that there was a gap', async () => {
  const browser = sharedTabs()
  const [a, b, c] = [open(browser, 'a'), open(browser, 'b'), open(browser, 'c')]
  a.carrier.want(['x'])
  b.carrier.want(['y'])
  c.carrier.want(['z'])
  await browser.advance(0)
  a.tab.close()
  await browser.advance(0)
  expect(b.wanted()?.toSorted()).toEqual(['y', 'z'])
  expect(c.heard.at(-1)).toEqual({ down: null })
  b.say({ up: 'z' })
  await browser.advance(0)
  expect(c.heard.at(-1)).toEqual({ up: 'z' })
})

test('what a dead tab wanted is wanted no more after three roll calls', async () => {
  const browser = sharedTabs()
  const [a, b] = [open(browser, 'a'), open(browser, 'b')]
  a.carrier.want(['x'])
  b.carrier.want(['y'])
  await browser.advance(0)
  b.tab.close()
  await browser.advance(61_000)
  expect(a.wanted()).toEqual(['x'])
})

test('who leaves gives the socket to the next', async () => {
  const browser = sharedTabs()
  const [a, b] = [open(browser, 'a'), open(browser, 'b')]
  a.carrier.want(['x'])
  b.carrier.want(['x'])
  await browser.advance(0)
  a.carrier.close()
  await browser.advance(0)
  expect([a.wanted(), b.wanted()]).toEqual([null, ['x']])
})

test('where there is no lock to be had, a tab has a socket of its own', async () => {
  const { platform, advance } = virtualPlatform()
  const browser = sharedTabs()
  const { channel } = browser.open().platform
  let opened = 0
  const locks = { request: () => Promise.reject(new Error('not in this page')) }
  shareSocket(
    { platform, mint: () => 'a' },
    locks,
    channel as NonNullable<typeof channel>,
    'demo u1',
    () => {
      opened += 1
      return { want: () => {}, perform: () => {}, close: () => {} }
    },
    () => {},
  )
  await advance(0)
  expect(opened).toBe(1)
})
