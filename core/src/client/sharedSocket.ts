import { isObject } from '../wire/json.ts'
import type { Fields } from '../wire/request.ts'
import type { Carrier, CarrierNews } from './carrier.ts'
import type { Client } from './createClient.ts'
import type { Channel, Locks } from './platform.ts'

/** Of what is told between tabs. Tabs of another version of this library are not understood, and do not understand. */
const VERSION = 1

/** Milliseconds between two roll calls of the tab that holds the socket. Who is silent at two of them is gone. */
const ROLL = 20_000

/** What tabs tell each other. */
type TabWord =
  /** What a tab wants, all of it. */
  | { readonly from: string; readonly wants: readonly string[] }
  | { readonly perform: string; readonly action: string; readonly data: Fields }
  /** The tab with the socket asks who wants what. */
  | { readonly call: true }
  /** What it hears; `to` names the one tab that it is for. */
  | { readonly news: CarrierNews; readonly to?: string }

/**
 * One socket for all tabs of a user: the tab that holds the lock has it, the others tell it what they want and hear what comes. When it
 * is closed, the next in line opens one, and all read what they missed.
 *
 * @param scope app, API and user: whose tabs agree
 * @param open makes the socket itself
 *
 * @example
 * const carrier = shareSocket(client, locks, channel, scope, (tell) => openSocket(client, WebSocket, tell), tell)
 */
export function shareSocket(
  { platform, mint }: Pick<Client, 'platform' | 'mint'>,
  locks: Locks,
  channel: (name: string) => Channel,
  scope: string,
  open: (tell: (news: CarrierNews) => void) => Carrier,
  tell: (news: CarrierNews) => void,
): Carrier {
  const name = `blockstate socket ${scope}`
  const me = mint()
  const line = channel(name)
  const over = new AbortController()
  let mine: readonly string[] = []
  let socket: Carrier | undefined
  /** The other tabs that want something, and at how many roll calls they were silent. */
  const others = new Map<string, { readonly wants: readonly string[]; silent: number }>()
  const up = new Set<string>()

  const post = (word: TabWord): void => line.post({ version: VERSION, scope, ...word })
  const want = (): void => socket?.want([...new Set([...mine, ...[...others.values()].flatMap(({ wants }) => wants)])])
  const hear = (news: CarrierNews): void => {
    if ('up' in news) up.add(news.up)
    else if ('down' in news && news.down === null) up.clear()
    else if ('down' in news) up.delete(String(news.down))
    post({ news })
    tell(news)
  }
  const roll = (): void => {
    if (over.signal.aborted) return
    for (const [tab, other] of others) if ((other.silent += 1) > 2) others.delete(tab)
    want()
    post({ call: true })
    platform.after(ROLL, roll)
  }
  const hold = (): void => {
    if (over.signal.aborted) return
    socket = open(hear)
    hear({ down: null })
    roll()
  }
  line.onMessage((message) => {
    if (!isObject(message) || message['version'] !== VERSION || message['scope'] !== scope || over.signal.aborted) return
    // Posted by this library, in this version.
    const word = message as unknown as TabWord
    if ('wants' in word) {
      if (!socket) return
      const before = others.get(word.from)?.wants ?? []
      others.set(word.from, { wants: word.wants, silent: 0 })
      want()
      // It is live already, for others: the one who comes new hears so.
      for (const one of word.wants) if (up.has(one) && !before.includes(one)) post({ news: { up: one }, to: word.from })
    } else if ('perform' in word) socket?.perform(word.perform, word.action, word.data)
    else if ('call' in word) post({ from: me, wants: mine })
    else if (!socket && (word.to === undefined || word.to === me)) tell(word.news)
  })
  locks
    .request(name, { signal: over.signal }, () => {
      hold()
      return new Promise((release) => {
        over.signal.addEventListener('abort', () => release())
        if (over.signal.aborted) release()
      })
    })
    // Taken back, or no lock to be had in such a page: then each tab has its own.
    .catch(hold)

  return {
    want: (identifiers) => {
      const fresh = identifiers.filter((one) => !mine.includes(one))
      mine = identifiers
      if (!socket) return post({ from: me, wants: mine })
      want()
      // Another tab has it already.
      for (const one of fresh) if (up.has(one)) tell({ up: one })
    },
    perform: (identifier, action, data) => {
      if (socket) socket.perform(identifier, action, data)
      else post({ perform: identifier, action, data })
    },
    close: () => {
      post({ from: me, wants: [] })
      over.abort()
      socket?.close()
      line.close()
    },
  }
}
