import { getPresence } from '../blocks/realtime.ts'
import { perform } from '../client/call.ts'
import { identifierOf } from '../client/carrier.ts'
import type { Client } from '../client/createClient.ts'
import { lineOf } from '../client/line.ts'
import { onlineIn, presenceAfter } from '../model/presenceRoll.ts'
import type { PresenceNews, PresenceRoll, Present } from '../model/presenceRoll.ts'
import type { BlockstateError } from '../wire/error.ts'
import { fieldsOf, readLiveEvent } from '../wire/liveEvent.ts'
import type { Fields } from '../wire/request.ts'
import { acting } from './acting.ts'
import type { ActingStore } from './acting.ts'
import { followLine } from './lineStatus.ts'
import type { LineStatus } from './lineStatus.ts'
import { paced } from './paced.ts'
import { createRead } from './read.ts'
import type { Read, Refetchable } from './read.ts'
import { shared } from './shared.ts'

/** Who is there. */
export interface PresenceState {
  readonly status: 'pending' | 'success' | 'error'
  readonly line: LineStatus
  /** The members, whoever is there first. */
  readonly users: PresenceRoll
  readonly online: number
  readonly fetching: boolean
  readonly error?: BlockstateError | undefined
}

export interface PresenceActions extends Refetchable {
  /** Tells the others how this user is there. Nothing is told while the line is down. */
  setStatus(status: Exclude<Present['status'], 'offline'>, message?: string): void
}

export type PresenceStore = ActingStore<PresenceState, PresenceActions>

/** Milliseconds between reads while the line is down: what is told then is by when somebody was last heard of. */
const UNHEARD = 30_000

/**
 * Who is in a channel, as they come and go: on the same subscription as {@link channel}. After a gap everybody is read anew. `null` is no
 * channel yet.
 *
 * @example
 * presence(client, { id }).subscribe(({ users, online }) => render(users, online))
 */
export function presence(client: Client, input: { readonly id: string } | null): PresenceStore {
  // Its one field is the path parameter.
  return shared(client, 'presence', getPresence, input as Fields | null, {}, (key, fields) => createPresence(client, key, fields))
}

function createPresence(client: Client, key: string, input: Fields | null): PresenceStore & { tighten(): void } {
  const line = lineOf(client)
  const identifier = identifierOf('RealtimeChannel', { channel_unique_id: String(input?.['id'] ?? '') })

  const show = (users: PresenceRoll, change: Partial<PresenceState> = {}): void => read.set({ users, online: onlineIn(users), ...change })
  const hear = (message: unknown): void => {
    const news = presenceNews(message)
    if (!news) return
    show(presenceAfter(read.$store.value.users, news), news.event === 'state' ? { status: 'success', error: undefined } : {})
    // What is being read may have been told before this happened.
    if (read.$store.value.fetching) void read.refetch()
  }
  const wait = (): number | null => (read.$store.value.line === 'live' ? null : UNHEARD)
  const face = paced(client, wait, () => {})
  const read: Read<PresenceState> = createRead<PresenceState>(face, key, getPresence, input, {
    initial: { status: 'pending', line: 'waiting', users: [], online: 0, fetching: false },
    load: async (signal) => {
      const { value } = await perform(client, getPresence, input ?? {}, { signal })
      if (signal.aborted) return
      // As getPresence declares it.
      show(presenceAfter([], { event: 'state', users: value as readonly Present[] }), { status: 'success', error: undefined })
      if (read.$store.value.line === 'refused') line.retry()
    },
    failed: (error) => ({ error, ...(read.$store.value.status === 'pending' && { status: 'error' }) }),
    forget: () => {},
    attend: () => (input ? followLine(line, identifier, read, face.replan, hear) : () => {}),
  })
  const actions: PresenceActions = {
    refetch: read.refetch,
    setStatus: (status, message) => line.perform(identifier, 'presence', { status, status_message: message ?? null }),
  }
  // Its rhythm is its own: whoever asks for it changes nothing.
  return Object.assign(acting(read.$store, actions), { tighten: () => {} })
}

function presenceNews(message: unknown): PresenceNews | null {
  const news = readLiveEvent(message)
  const fields = news && fieldsOf(news.data)
  const event = /^presence\.(state|join|leave|update)$/.exec(news?.event ?? '')?.[1]
  if (!fields || !event) return null
  // Of the shapes that the events' names promise.
  if (event === 'state') return { event, users: (fields['users'] ?? []) as readonly Present[] }
  return { event, user: fields } as unknown as PresenceNews
}
