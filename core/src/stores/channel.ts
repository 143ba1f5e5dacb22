import { getChannelHistory, markChannelRead, publishMessage } from '../blocks/realtime.ts'
import { perform } from '../client/call.ts'
import { identifierOf } from '../client/carrier.ts'
import type { Client } from '../client/createClient.ts'
import { lineOf } from '../client/line.ts'
import { writesOf } from '../client/writes.ts'
import type { Input, Page } from '../declare/index.ts'
import { emptyLog, hasGap, highestIn, readUpTo, withMessage, withPage, withoutMessage } from '../model/channelLog.ts'
import type { ChannelLog, ToldMessage } from '../model/channelLog.ts'
import { typingAfter } from '../model/typing.ts'
import type { Typist } from '../model/typing.ts'
import { BlockstateError } from '../wire/error.ts'
import { fieldsOf, readLiveEvent } from '../wire/liveEvent.ts'
import type { Fields } from '../wire/request.ts'
import { acting } from './acting.ts'
import type { ActingStore } from './acting.ts'
import { channelEntries } from './channelEntries.ts'
import type { ChannelEntry } from './channelEntries.ts'
import { followLine } from './lineStatus.ts'
import type { LineStatus } from './lineStatus.ts'
import { paced } from './paced.ts'
import { createRead } from './read.ts'
import type { Read, Refetchable } from './read.ts'
import { shared } from './shared.ts'

/** One channel as it is now. */
export interface ChannelState {
  /** Of its history. */
  readonly status: 'pending' | 'success' | 'error'
  readonly line: LineStatus
  /** The oldest first: those that were told by their number, then ours that are on their way. */
  readonly messages: readonly ChannelEntry[]
  /** Who writes at this moment, oneself never. */
  readonly typing: readonly Typist[]
  readonly fetching: boolean
  readonly hasOlder: boolean
  readonly loadingOlder: boolean
  readonly error?: BlockstateError | undefined
}

export interface ChannelActions extends Refetchable {
  /** Shows a message at once and publishes it, in the order they were written. Resolves with it as it is stored; rejects as it is refused. */
  publish(message: PublishedMessage): Promise<ToldMessage>
  /** Publishes a refused message once more, by its key. It is never there twice. */
  retry(key: string): Promise<ToldMessage>
  /** Forgets a message that was refused, or has not been sent. */
  discard(key: string): void
  /** Tells the others that something is being written, or no longer. Say so while keys are pressed: it is passed on every 2 s at most. */
  type(typing?: boolean): void
  /** Notes that this user has read everything, or up to a number. */
  markRead(up_to_seq?: number): Promise<void>
  loadOlder(): Promise<void>
}

export type ChannelStore = ActingStore<ChannelState, ChannelActions>

/** What is said in a message. */
export type PublishedMessage = Omit<Input<typeof publishMessage>, 'id' | 'idempotency_key'>

/** What a state is made of: the list of messages is made for whoever reads it. */
type Told = Omit<ChannelState, 'messages'> & { readonly log: ChannelLog; readonly own: readonly ChannelEntry[] }

/** Messages of one page of the history. */
const PAGE = 50

/** So many missed messages are read one page after the other; where there are more, only the latest are. */
const CATCH_UP = 500

/** Milliseconds between reads while the line is down. */
const UNHEARD = 10_000

/** Milliseconds until the others are told again that somebody writes, and until they no longer believe it. */
const TYPING = 2_000
const TYPED = 5_000

/**
 * A channel: its history, what is said in it as it is said, and who is writing. One store for all who ask, one subscription on the one
 * socket. What was missed while the line was down is read and put in its place; each message is there once, in the order of its
 * number. While the line is down it is asked every 10 s. `null` is none yet.
 *
 * @example
 * const $pier = channel(client, { id })
 * $pier.subscribe(({ messages, typing }) => render(messages, typing))
 * await $pier.publish({ content: 'Fog.' })
 */
export function channel(client: Client, input: { readonly id: string } | null): ChannelStore {
  // Its one field is the path parameter.
  return shared(client, 'channel', getChannelHistory, input as Fields | null, {}, (key, fields) => createChannel(client, key, fields))
}

function createChannel(client: Client, key: string, input: Fields | null): ChannelStore & { tighten(): void } {
  const { platform, session } = client
  const id = String(input?.['id'] ?? '')
  const identifier = identifierOf('RealtimeChannel', { channel_unique_id: id })
  const line = lineOf(client)
  const entries = channelEntries(client, id)
  const forgetting = new Map<string, () => void>()
  let log: ChannelLog = emptyLog
  let toldTyping = -Infinity

  const me = (): string => (session.value?.status === 'authenticated' ? (session.value.user?.unique_id ?? '') : '')
  const show = (change: Partial<Told> = {}): void =>
    read.set({ log, own: entries.waiting(), hasOlder: (log.reach?.from ?? 0) > 0, ...change })
  const take = (next: ChannelLog): void => {
    if (next === log) return
    log = next
    show()
    if (hasGap(log)) void read.refetch()
  }
  const ask = async (query: Fields, signal: AbortSignal): Promise<Page<ToldMessage>> => {
    const { value } = await perform(client, getChannelHistory, { ...input, per_page: PAGE, page: 1, ...query }, { signal })
    return value as Page<ToldMessage> // as getChannelHistory declares it
  }
  const load = async (signal: AbortSignal): Promise<void> => {
    const heard = highestIn(log)
    const { items, hasMore } = await ask({ sort: '-seq' }, signal)
    const first = hasMore ? Math.min(...items.map(({ seq = 0 }) => seq)) : 0
    for (let to = log.reach?.to ?? Infinity; to < first - 1 && first - to < CATCH_UP && !signal.aborted;) {
      const missed = await ask({ after: to, sort: 'seq' }, signal)
      if (signal.aborted) return
      log = withPage(log, { messages: missed.items, hasMore: missed.hasMore, after: to, heard: first - 1 })
      if ((log.reach?.to ?? 0) <= to) break
      to = log.reach?.to ?? Infinity
    }
    if (signal.aborted) return
    log = withPage(log, { messages: items, hasMore, heard })
    show({ status: 'success', error: undefined })
    if (read.$store.value.line === 'refused') line.retry()
  }
  const typed = (user: Typist, typing: boolean): void => {
    forgetting.get(user.user_unique_id)?.()
    if (typing)
      forgetting.set(
        user.user_unique_id,
        platform.after(TYPED, () => typed(user, false)),
      )
    const before = read.$store.value.typing
    const now = typingAfter(before, user, typing)
    // Most of what is said was not announced by typing: nobody is told of that.
    if (now !== before) read.set({ typing: now })
  }
  const hear = (message: unknown): void => {
    const news = readLiveEvent(message)
    const fields = news && fieldsOf(news.data)
    if (!fields) return
    // Of the shapes that the events' names promise.
    const { user_unique_id: user, display_name = '', typing } = fields as Partial<Typist> & { typing?: boolean }
    if (/^message(\.(created|updated))?$/.test(news.event)) {
      const said = fields as unknown as ToldMessage
      if (said.sender_id) typed({ user_unique_id: said.sender_id, display_name }, false)
      take(withMessage(log, said))
    } else if (news.event === 'message.deleted') take(withoutMessage(log, String(fields['unique_id'])))
    else if (news.event === 'read_receipt' && user) take(readUpTo(log, user, Number(fields['seq'] ?? 0)))
    else if (news.event === 'typing' && user && user !== me()) typed({ user_unique_id: user, display_name }, typing === true)
  }

  const wait = (): number | null => (read.$store.value.line === 'live' ? null : UNHEARD)
  const face = paced(client, wait, () => {}, '')
  const read: Read<ChannelState, Told> = createRead<ChannelState, Told>(face, key, getChannelHistory, input, {
    initial: {
      status: 'pending',
      line: 'waiting',
      log: emptyLog,
      own: [],
      typing: [],
      fetching: false,
      hasOlder: false,
      loadingOlder: false,
    },
    stateOf: ({ log: { messages }, own, ...told }) => {
      let made: readonly ChannelEntry[] | undefined
      return {
        ...told,
        get messages() {
          return (made ??= entries.of(messages, own))
        },
      }
    },
    load,
    failed: (error) => ({ error, loadingOlder: false, ...(read.$store.value.status === 'pending' && { status: 'error' }) }),
    forget: () => {
      log = emptyLog
      entries.forget()
      forgetting.forEach((undo) => undo())
      forgetting.clear()
    },
    attend: () => {
      if (!input) return () => {}
      const offs = [entries.listen(() => show()), followLine(line, identifier, read, face.replan, hear)]
      show()
      return () => {
        offs.forEach((off) => off())
        read.set({ typing: [] })
      }
    },
  })
  /** What was published is in the log before it is none of ours on their way any more. */
  const published = async (own: string, sent: Promise<unknown>): Promise<ToldMessage> => {
    try {
      return await entries.hold(own, sent, (message) => {
        log = withMessage(log, message)
      })
    } finally {
      show()
    }
  }

  const actions: ChannelActions = {
    refetch: read.refetch,
    publish: async (message) => {
      if (!input) throw new BlockstateError('invalid_input', `${publishMessage.route}: nothing was published, no channel is chosen.`)
      const own = client.mint()
      toldTyping = -Infinity
      return published(own, writesOf(client).add(publishMessage, { ...message, id }, { id: own }))
    },
    retry: async (own) => published(own, writesOf(client).retry(own)),
    discard: (own) => {
      const writes = writesOf(client)
      if (!writes.cancel(own)) writes.discard(own)
    },
    type: (typing = true) => {
      const now = platform.now()
      if (typing && now - toldTyping < TYPING) return
      toldTyping = typing ? now : -Infinity
      line.perform(identifier, 'typing', { typing })
    },
    markRead: async (up_to_seq) => {
      await writesOf(client).add(markChannelRead, { id, ...(up_to_seq !== undefined && { up_to_seq }) })
    },
    loadOlder: async () => {
      const { reach } = log
      if (read.$store.value.fetching || !reach || reach.from === 0) return
      read.set({ loadingOlder: true })
      await read.apart(async (signal) => {
        const before = reach.from + 1
        const { items, hasMore } = await ask({ before, sort: '-seq' }, signal)
        if (signal.aborted) return
        log = withPage(log, { messages: items, hasMore, before, heard: 0 })
        show({ loadingOlder: false })
      })
    },
  }
  // Its rhythm is its own: whoever asks for it changes nothing.
  return Object.assign(acting(read.$store, actions), { tighten: () => {} })
}
