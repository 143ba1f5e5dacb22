/** How far from the end still counts as being there, in pixels. */
const NEAR = 48

/**
 * Keeps a list that grows scrolled to its end, until the reader scrolls away from it; from then on nothing moves what they read,
 * neither what is added below nor older rows above. A message of their own takes them to the end again.
 *
 * @param rows the list; its parent is the box that scrolls
 * @returns what ends it
 *
 * @example
 * const stop = stickToEnd(list)
 */
export function stickToEnd(rows: HTMLElement): () => void {
  const scroller = rows.parentElement ?? rows
  let pinned = true
  let first = rows.firstElementChild
  let firstTop = 0
  let asked = lastAsked(rows)
  const toEnd = (): void => {
    scroller.scrollTop = scroller.scrollHeight
  }
  const settle = (): void => {
    // Rows that came in above push what is being read down by as much as they are high.
    const pushed = first?.isConnected && first !== rows.firstElementChild && first instanceof HTMLElement ? first.offsetTop - firstTop : 0
    first = rows.firstElementChild
    firstTop = first instanceof HTMLElement ? first.offsetTop : 0
    const latest = lastAsked(rows)
    if (latest !== asked && latest !== null) pinned = true
    asked = latest
    if (pinned && pushed === 0) toEnd()
    else scroller.scrollTop += pushed
  }
  const scrolled = (): void => {
    pinned = scroller.scrollHeight - scroller.scrollTop - scroller.clientHeight < NEAR
  }
  const sizes = new ResizeObserver(settle)
  sizes.observe(rows)
  sizes.observe(scroller)
  scroller.addEventListener('scroll', scrolled, { passive: true })
  settle()
  return () => {
    sizes.disconnect()
    scroller.removeEventListener('scroll', scrolled)
  }
}

/** The reader's own message, where it is one of the last two rows: it alone, or with the answer to it. */
function lastAsked(rows: HTMLElement): Element | null {
  return rows.querySelector('[data-role="user"]:nth-last-child(-n + 2)')
}
