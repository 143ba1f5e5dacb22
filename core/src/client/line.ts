import type { Fields } from '../wire/request.ts'
import type { Carrier, CarrierNews } from './carrier.ts'
import type { Client } from './createClient.ts'
import { scopeOf } from './scopeOf.ts'

/** Somebody who follows what is said under one identifier. */
export interface Follower {
  hear(message: unknown): void
  /** It is live from now on: what happened before must be asked for. */
  up(): void
  /** It is not: what happens is not heard of. `refused` where the server will not have it. */
  down(refused: boolean): void
}

/** What a client hears from the server without asking. */
export interface Line {
  /** Follows an identifier (`identifierOf`), with one subscription however many do. Returns the undo. */
  follow(identifier: string, follower: Follower): () => void
  /** Asks once more for what was refused: the user may have been let in. */
  retry(): void
  /** Says something of the moment: where the line is down, nobody hears it. */
  perform(identifier: string, action: string, data: Fields): void
}

/**
 * The client's line, the same for all who ask. Nothing is opened before somebody follows something; it is the session's, and closed
 * with it. Where tabs can agree, one of them holds the socket for all.
 *
 * @example
 * const stop = lineOf(client).follow(identifierOf('RealtimeChannel', { channel_unique_id: id }), { hear, up, down })
 */
export function lineOf(client: Client): Line {
  // The key says what the map holds there.
  const line = (client.stores.get('line') as Line | undefined) ?? createLine(client)
  client.stores.set('line', line)
  return line
}

function createLine(client: Client): Line {
  const { platform, session, keeper, socket } = client
  const { locks, channel } = platform
  const app = `${client.appId}@${client.addresses.baseUrl}`
  const subscriptions = new Map<string, { readonly followers: Set<Follower>; up: boolean; refused: boolean }>()
  let carrier: Carrier | undefined
  let owner: AbortSignal | undefined
  let telling = false

  const hear = (news: CarrierNews): void => {
    if ('on' in news) return subscriptions.get(news.on)?.followers.forEach((follower) => follower.hear(news.message))
    if ('down' in news && news.down === null) {
      for (const identifier of subscriptions.keys()) hear({ down: identifier })
      return
    }
    const [identifier = ''] = Object.values(news) as string[]
    const subscription = subscriptions.get(identifier)
    if (!subscription || ('down' in news && !subscription.up)) return
    subscription.up = 'up' in news
    subscription.refused = 'refused' in news
    for (const follower of subscription.followers) {
      if ('up' in news) follower.up()
      else follower.down('refused' in news)
    }
  }
  const open = (scope: string): void => {
    if (!socket) return
    const ours = keeper.signal()
    owner = ours
    const tell = (news: CarrierNews): void => {
      if (owner === ours && carrier) hear(news)
    }
    // Loaded with the first who follows.
    const begin = async (): Promise<void> => {
      const { openSocket } = await import('./socket.ts')
      if (owner !== ours || carrier) return
      const make = (said: (news: CarrierNews) => void): Carrier => openSocket(client, socket, said)
      if (locks && channel) {
        const { shareSocket } = await import('./sharedSocket.ts')
        if (owner !== ours || carrier) return
        carrier = shareSocket(client, locks, channel, scope, make, tell)
      } else carrier = make(tell)
      want()
    }
    begin().catch(() => close()) // a part that cannot be loaded: what is shown is asked for from time to time, as without sockets
  }
  const close = (): void => {
    const last = carrier
    carrier = owner = undefined
    last?.close()
    hear({ down: null })
  }
  const want = (): void => {
    // Once for all that change in the same moment.
    if (telling) return
    telling = true
    queueMicrotask(() => {
      telling = false
      carrier?.want([...subscriptions.keys()])
    })
  }
  /** Opens what is missing, and closes what is another user's. */
  const follow = (): void => {
    if (owner && (owner.aborted || keeper.signal() !== owner)) close()
    const scope = session.value?.status === 'authenticated' ? scopeOf(app, session.value) : null
    if (!owner && scope !== null && subscriptions.size > 0 && !client.signal.aborted) open(scope)
  }
  const off = session.listen(follow)
  client.signal.addEventListener('abort', () => {
    off()
    close()
  })

  return {
    follow: (identifier, follower) => {
      const subscription = subscriptions.get(identifier) ?? { followers: new Set(), up: false, refused: false }
      subscriptions.set(identifier, subscription)
      subscription.followers.add(follower)
      follow()
      want()
      if (subscription.up) follower.up()
      else if (subscription.refused) follower.down(true)
      return () => {
        subscription.followers.delete(follower)
        if (subscription.followers.size > 0 || subscriptions.get(identifier) !== subscription) return
        subscriptions.delete(identifier)
        want()
      }
    },
    retry: want,
    perform: (identifier, action, data) => carrier?.perform(identifier, action, data),
  }
}
