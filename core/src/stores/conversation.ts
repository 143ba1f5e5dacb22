import { perform } from '../client/call.ts'
import type { Client } from '../client/createClient.ts'
import { createPublisher } from '../client/publisher.ts'
import { pause } from '../client/send.ts'
import { readStream } from '../client/stream.ts'
import { isResource } from '../declare/index.ts'
import type { Input, Operation, Page } from '../declare/index.ts'
import { appended, changed, merged, outcomeOf } from '../model/transcript.ts'
import type { Message, MessageState, Transcript } from '../model/transcript.ts'
import { BlockstateError, isBlockstateError } from '../wire/error.ts'
import { fillPath } from '../wire/address.ts'
import { keyOf } from '../wire/key.ts'
import type { Fields } from '../wire/request.ts'
import { acting } from './acting.ts'
import type { ActingStore } from './acting.ts'
import { createRead, kept, shared, unasked } from './read.ts'
import type { ReadOptions } from './read.ts'

/** The operations one kind of conversation is made of. Without `stream` the answer is picked up from the list. */
export interface ChatRoutes {
  readonly list: Operation
  readonly send: Operation
  readonly stream?: Operation
}

/** What says which conversation: the path parameters of its list, `{ id, conv_id }`. */
export type ConversationInput<R extends ChatRoutes> = Pick<Input<R['list']>, Exclude<keyof Input<R['list']>, 'page' | 'per_page' | 'sort' | 'filter'>>

/**
 * Where the latest send stands. Exactly one of the last four ends each send: `settled`, `aborted` (stopped), `interrupted` (the
 * connection was lost; being looked into while `recovering`), `error`.
 */
export type ConversationStatus = 'idle' | 'submitting' | 'streaming' | 'settled' | 'interrupted' | 'aborted' | 'error'

export interface ConversationState {
  readonly status: ConversationStatus
  /** Oldest first; a growing answer is the last one, its `state` is `streaming`. */
  readonly messages: readonly Message[]
  /** Why the status is `interrupted` or `error`, or why the history could not be read. */
  readonly error?: BlockstateError | undefined
  /** The history: not here yet, here, or refused. */
  readonly history: 'pending' | 'success' | 'error'
  readonly fetching: boolean
  readonly hasOlder: boolean
  readonly loadingOlder: boolean
  /** After a lost connection: the list is being asked what became of the answer. */
  readonly recovering: boolean
}

export interface ConversationActions {
  /** Sends a message and streams its answer. Resolves with the terminal status; the reason, if any, stands in the store. */
  send(content: string): Promise<ConversationStatus>
  /** Ends the answer under way; what arrived stays. Nothing happens where none is. */
  stop(): void
  /** After `interrupted`: asks the list again. After `error`, or where the message never arrived: sends the last message again. */
  retry(): Promise<ConversationStatus>
  /** Loads the messages before the oldest shown. */
  loadOlder(): Promise<void>
  /** Reads the newest messages again. */
  refetch(): Promise<void>
}

export type ConversationStore = ActingStore<ConversationState, ConversationActions>

const UNASKED: ConversationState = {
  status: 'idle',
  messages: [],
  history: 'pending',
  fetching: false,
  hasOlder: false,
  loadingOlder: false,
  recovering: false,
}

/** How long to wait before each look at the list after a lost answer, in milliseconds; then we say we do not know. */
const LOOKS = [500, 1_000, 2_000, 4_000, 8_000, 8_000, 8_000, 8_000, 8_000]
const HISTORY_PAGE = 50

/**
 * One conversation: its history, what is being said, and what became of it. The same store for everybody who asks a client for it.
 *
 * The user's message shows at once under a key that never changes. The answer shows with its first token and then at most once a
 * frame, however fast it arrives. A lost connection never shows as finished: the list is asked until it has the answer, and the
 * message is not sent a second time (there is no idempotency key; research/anchors-chat.md 6.4).
 *
 * `null` is nobody yet: idle and empty; `send` rejects.
 *
 * @example
 * const chat = conversation(client, entityChat, { id, conv_id })
 * chat.subscribe(({ messages, status }) => render(messages, status))
 * await chat.send('What does the premium plan include?')
 */
export function conversation<R extends ChatRoutes>(
  client: Client,
  routes: R,
  input: ConversationInput<R> | null,
  options: ReadOptions = {},
): ConversationStore {
  if (input === null) return unasked(client, routes.send.route, UNASKED, nobody(routes))
  // ConversationInput's fields are the path parameters request.ts takes.
  const fields = input as Fields
  const key = `conversation ${keyOf(routes.list, fields)}`
  return shared(client, key, options, () => createConversation(client, key, routes, kept(fields), options))
}

function createConversation(client: Client, key: string, routes: ChatRoutes, input: Fields, options: ReadOptions): ConversationStore & { tighten(options: ReadOptions): void } {
  const { platform, keeper, scheduler } = client
  let transcript: Transcript = []
  let older = { next: null as number | null, ascending: false }
  let sending: { abort: AbortController; userKey: string } | null = null
  let count = 0

  const set = (change: Partial<ConversationState>): void => read.$store.set({ ...read.$store.value, messages: transcript, ...change })
  const now = (): string => new Date(platform.now()).toISOString()

  /** One page of messages, oldest first, and whether the server heeded the order asked for. */
  const page = async (number: number, signal: AbortSignal): Promise<{ rows: Fields[]; ascending: boolean; meta: Page<Fields> }> => {
    const { value } = await perform(client, routes.list, { ...input, page: number, per_page: HISTORY_PAGE, sort: '-created_at' }, { signal })
    // The list operation of a chat is paged: document.ts answers a page.
    const meta = value as Page<Fields>
    const first = meta.items[0]?.['created_at']
    const last = meta.items.at(-1)?.['created_at']
    const ascending = typeof first === 'string' && typeof last === 'string' && first < last
    return { rows: ascending ? meta.items : [...meta.items].reverse(), ascending, meta }
  }

  /** Reads the newest messages and merges them. A server that lists oldest first has them on its last page. */
  const readNewest = async (signal: AbortSignal): Promise<void> => {
    let { rows, ascending, meta } = await page(1, signal)
    if (ascending && (meta.totalPages ?? 1) > 1) ({ rows, meta } = await page(meta.totalPages ?? 1, signal))
    if (signal.aborted) return
    if (older.next === null && read.$store.value.history !== 'success') {
      older = { ascending, next: ascending ? (meta.page > 1 ? meta.page - 1 : null) : meta.hasMore ? 2 : null }
    }
    transcript = merged(transcript, rows, { older: false })
    set({ history: 'success', hasOlder: older.next !== null })
  }

  const readOlder = async (signal: AbortSignal): Promise<void> => {
    const at = older.next
    if (at === null) return
    const { rows, meta } = await page(at, signal)
    if (signal.aborted) return
    older = { ...older, next: older.ascending ? (at > 1 ? at - 1 : null) : meta.hasMore ? at + 1 : null }
    transcript = merged(transcript, rows, { older: true })
    set({ hasOlder: older.next !== null })
  }

  const read = createRead<ConversationState>(client, key, () => ({
    operation: routes.list,
    input,
    options,
    initial: UNASKED,
    load: readNewest,
    fetching: (state, fetching) => (state.fetching === fetching ? state : { ...state, fetching, loadingOlder: fetching && state.loadingOlder }),
    failed: (state, error) => ({ ...state, fetching: false, loadingOlder: false, error, history: state.history === 'success' ? 'success' : 'error' }),
    forget: () => {
      sending?.abort.abort()
      sending = null
      transcript = []
      older = { next: null, ascending: false }
    },
    follow: () => () => {},
    busy: () => sending !== null,
  }))

  /** Sends the user's message that stands in the transcript, and sees its answer through to one terminal status. */
  const submit = async (userKey: string, content: string): Promise<ConversationStatus> => {
    const abort = new AbortController()
    const mine = { abort, userKey }
    sending = mine
    const answerKey = `answer ${userKey}`
    const signal = AbortSignal.any([abort.signal, keeper.signal()])
    const current = (): boolean => sending === mine
    const buffer: string[] = []
    let text = ''
    const publish = (): void => {
      text += buffer.join('')
      buffer.length = 0
      const known = transcript.some((message) => message.key === answerKey)
      transcript = known
        ? changed(transcript, answerKey, { content: text })
        : appended(changed(transcript, userKey, { state: 'done' }), ownMessage(answerKey, 'assistant', text, 'streaming', now()))
      set({ status: 'streaming' })
    }
    const publisher = createPublisher(platform, publish)
    const finish = (status: ConversationStatus, state: MessageState, change: Partial<ConversationState> = {}): ConversationStatus => {
      if (!current()) return 'aborted'
      publisher.flush()
      sending = null
      transcript = changed(transcript, answerKey, { state })
      set({ status, recovering: false, ...change })
      return status
    }

    set({ status: 'submitting', error: undefined, recovering: false })
    const operation = routes.stream ?? routes.send
    const body = { ...input, content, ...extras(operation, userKey) }
    try {
      if (!routes.stream) {
        const { value } = await perform(client, routes.send, body, { signal })
        if (!current()) return 'aborted'
        transcript = merged(transcript, [value as Fields], { older: false })
        return await recover(mine, signal, finish, null)
      }
      const { last } = await readStream(
        client,
        operation,
        body,
        (event) => {
          if (!current() || event['type'] !== 'token' || typeof event['content'] !== 'string') return
          buffer.push(event['content'])
          publisher.arrived()
        },
        publisher.chunkEnded,
        { signal },
      )
      if (!current()) return 'aborted'
      publisher.flush()
      const id = last['message_id']
      transcript = changed(transcript, userKey, { state: 'done' })
      if (typeof id === 'string') transcript = changed(transcript, answerKey, { id })
      const status = finish('settled', 'done')
      // The list tells the user message's id; and everything above it counts one message more.
      scheduler.wrote(operation.method, fillPath(operation, input), [])
      return status
    } catch (reason) {
      const error = isBlockstateError(reason) ? reason : new BlockstateError('protocol', `${operation.route}: the answer could not be read.`, { cause: reason })
      if (!current()) return 'aborted'
      if (abort.signal.aborted) return stopped(mine, finish)
      publisher.flush()
      const started = transcript.some((message) => message.key === answerKey)
      // Before the first byte a network error may have lost the request or only its answer: the list knows.
      if (error.code === 'interrupted' || error.code === 'network' || error.code === 'timeout') {
        transcript = changed(transcript, answerKey, { state: 'interrupted' })
        set({ status: 'interrupted', error, recovering: true })
        return recover(mine, signal, finish, error)
      }
      if (!started && error.code !== 'stream') transcript = changed(transcript, userKey, { state: 'failed' })
      return finish('error', 'interrupted', { error })
    }
  }

  type Finish = (status: ConversationStatus, state: MessageState, change?: Partial<ConversationState>) => ConversationStatus

  const stopped = (mine: { userKey: string }, finish: Finish): ConversationStatus => {
    transcript = changed(transcript, mine.userKey, { state: 'done' })
    return finish('aborted', 'stopped', { error: undefined })
  }

  /** Looks at the list until it holds the answer, or says that the message never arrived, or patience ends. Never sends again. */
  const recover = async (mine: { abort: AbortController; userKey: string }, signal: AbortSignal, finish: Finish, lost: BlockstateError | null): Promise<ConversationStatus> => {
    let absent = 0
    try {
      for (const look of LOOKS) {
        await pause(client, look * (0.75 + platform.random() / 2), signal)
        try {
          await readNewest(signal)
        } catch (reason) {
          if (signal.aborted || !isBlockstateError(reason) || !['network', 'timeout', 'server', 'rate_limited'].includes(reason.code)) throw reason
          continue // still offline: look again later
        }
        if (sending !== mine) return 'aborted'
        const outcome = outcomeOf(transcript, mine.userKey)
        if (outcome.outcome === 'answered') {
          transcript = changed(transcript, outcome.key, { state: 'done' })
          const status = finish('settled', 'done', { error: undefined })
          scheduler.wrote('POST', fillPath(routes.send, input), [])
          return status
        }
        // Twice absent from a list that was read: it never arrived. Once may be a replica's lag.
        absent = outcome.outcome === 'lost' ? absent + 1 : 0
        if (absent === 2) {
          transcript = changed(transcript, mine.userKey, { state: 'failed' })
          return finish('error', 'interrupted', { error: lost ?? undefined })
        }
      }
      return finish('interrupted', 'interrupted', { error: lost ?? silent(routes.send) })
    } catch (reason) {
      if (sending !== mine) return 'aborted'
      if (mine.abort.signal.aborted) return stopped(mine, finish)
      return finish('interrupted', 'interrupted', { error: isBlockstateError(reason) ? reason : (lost ?? silent(routes.send)) })
    }
  }

  const busy = (): boolean => sending !== null
  const send = async (content: string): Promise<ConversationStatus> => {
    if (content.trim() === '') throw new BlockstateError('invalid_input', `${routes.send.route}: the message is empty; nothing was sent.`)
    if (busy()) throw new BlockstateError('conflict', `${routes.send.route}: an answer is under way; stop it or wait for it.`)
    const userKey = `own ${platform.now().toString(36)}-${(count += 1)}-${platform.random().toString(36).slice(2, 10)}`
    transcript = appended(transcript, ownMessage(userKey, 'user', content, 'sending', now()))
    return submit(userKey, content)
  }

  const actions: ConversationActions = {
    send,
    stop: () => sending?.abort.abort(),
    retry: async () => {
      if (busy()) return read.$store.value.status
      const user = transcript.findLast((message) => message.role === 'user')
      if (!user) return 'idle' as const
      if (read.$store.value.status === 'interrupted') {
        const abort = new AbortController()
        const mine = { abort, userKey: user.key }
        sending = mine
        set({ recovering: true })
        const answerKey = `answer ${user.key}`
        return recover(mine, AbortSignal.any([abort.signal, keeper.signal()]), (status, state, change = {}) => {
          sending = null
          transcript = changed(transcript, answerKey, { state })
          set({ status, recovering: false, ...change })
          return status
        }, read.$store.value.error ?? null)
      }
      if (user.state !== 'failed') return send(user.content)
      transcript = changed(transcript, user.key, { state: 'sending' })
      return submit(user.key, user.content)
    },
    loadOlder: async () => {
      const { fetching, hasOlder } = read.$store.value
      if (fetching || !hasOlder) return
      set({ loadingOlder: true })
      await read.apart(readOlder)
    },
    refetch: read.refetch,
  }
  return Object.assign(acting(read.$store, actions), { tighten: read.tighten })
}

/** What can be done where no conversation is chosen: nothing, and a message is not lost in silence. */
function nobody({ send }: ChatRoutes): ConversationActions {
  const nothing = async (): Promise<void> => {}
  return {
    send: async () => {
      throw new BlockstateError('invalid_input', `${send.route}: no conversation is chosen, so nothing was sent; give its ids first.`)
    },
    stop: () => {},
    retry: async () => 'idle',
    loadOlder: nothing,
    refetch: nothing,
  }
}

function ownMessage(key: string, role: 'user' | 'assistant', content: string, state: MessageState, created_at: string): Message {
  return { key, id: null, role, content, state, created_at }
}

/** Our key travels along where the operation has room for it, so that the list can tell our row from its twin. */
function extras({ declared: { body } }: Operation, userKey: string): Fields {
  const fields = isResource(body) ? body.fields : (body ?? {})
  return {
    ...(Object.hasOwn(fields, 'role') && { role: 'user' }),
    ...(Object.hasOwn(fields, 'metadata') && { metadata: { client_message_id: userKey } }),
  }
}

function silent({ route }: Operation): BlockstateError {
  return new BlockstateError('interrupted', `${route}: the message arrived, its answer has not yet; ask again later.`)
}
