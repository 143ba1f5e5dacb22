import type { Page } from 'playwright-core'

/** What to look at, by name: all that a selector finds, and of each its text or an attribute of the element around it. */
export type Looks = Readonly<Record<string, { readonly selector: string; readonly around?: string }>>

/** What was seen of each, in order, without repetitions: several finds are parted by ` | `, none is an empty text. */
export type Seen = Readonly<Record<string, readonly string[]>>

/**
 * Looks at every frame, after it was rendered, from now on. `read` tells what was seen so far.
 *
 * @example
 * const frames = await lookAtFrames(page, { title: { selector: '[data-kind=title]' }, column: { selector: '#card', around: 'data-stage' } })
 * await frames.read() // { title: ['Clerk', 'Captain'], column: ['open'] }
 */
export async function lookAtFrames(page: Page, looks: Looks): Promise<{ read: () => Promise<Seen> }> {
  await page.evaluate((given) => {
    const seen: Record<string, string[]> = Object.fromEntries(Object.keys(given).map((name) => [name, []]))
    const look = (): void => {
      for (const [name, { selector, around }] of Object.entries(given)) {
        const found = [...document.querySelectorAll(selector)]
        const now = found.map((one) => (around ? one.closest(`[${around}]`)?.getAttribute(around) : one.textContent) ?? '').join(' | ')
        if (seen[name]?.at(-1) !== now) seen[name]?.push(now)
      }
    }
    // What a frame shows is known when it was painted: a message comes after it.
    const channel = new MessageChannel()
    channel.port1.onmessage = () => {
      look()
      requestAnimationFrame(() => channel.port2.postMessage(null))
    }
    channel.port2.postMessage(null)
    Object.assign(globalThis, { seen })
  }, looks)
  return { read: () => page.evaluate(() => (globalThis as unknown as { seen: Seen }).seen) } // put there above
}
