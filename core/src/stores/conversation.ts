import { perform } from '../client/call.ts'
import type { Client } from '../client/createClient.ts'
import { createPublisher } from '../client/publisher.ts'
import { pause, signalOf, toError } from '../client/send.ts'
import { readStream } from '../client/stream.ts'
import { isResource } from '../declare/index.ts'
import type { Operation, Page } from '../declare/index.ts'
import { appended, changed, merged, outcomeOf } from '../model/transcript.ts'
import type { Message, MessageState, Transcript } from '../model/transcript.ts'
import { BlockstateError } from '../wire/error.ts'
import type { ErrorCode } from '../wire/error.ts'
import { fillPath } from '../wire/address.ts'
import type { Fields } from '../wire/request.ts'
import { acting } from './acting.ts'
import type { ActingStore } from './acting.ts'
import type { ChatRoutes, ConversationActions, ConversationInput, ConversationState, ConversationStatus } from './conversationState.ts'
import { createRead, shared } from './read.ts'
import type { Read, ReadOptions } from './read.ts'

export type ConversationStore = ActingStore<ConversationState, ConversationActions>

/** How long to wait before each look at the list after a lost answer, in milliseconds; then we say we do not know. */
const LOOKS = [500, 1_000, 2_000, 4_000, 8_000, 8_000, 8_000, 8_000, 8_000]
const HISTORY_PAGE = 50
/** The server may have the message, and even the answer: look, do not send again. */
const LOST: readonly ErrorCode[] = ['interrupted', 'network', 'timeout']
/** Looking failed for now: look again later. */
const PASSING: readonly ErrorCode[] = ['network', 'timeout', 'server', 'rate_limited']

/**
 * One conversation: its history, what is being said, and what became of it. The same store for everybody who asks a client for it.
 *
 * The user's message shows at once under a key that never changes. The answer shows with its first token and then at most once a
 * frame, however fast it arrives. A lost connection never shows as finished: the list is asked until it has the answer, and the
 * message is not sent a second time (the API has no idempotency keys).
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
  // ConversationInput's fields are the path parameters request.ts takes.
  return shared(client, 'conversation', routes.list, input as Fields | null, options, (key, fields) =>
    createConversation(client, key, routes, fields),
  )
}

function createConversation(
  client: Client,
  key: string,
  routes: ChatRoutes,
  input: Fields | null,
): ConversationStore & { tighten(options: ReadOptions): void } {
  const { now, random } = client.platform
  const { route } = routes.send
  let transcript: Transcript = []
  let olderPage: number | null = null
  let turn: { abort: AbortController; userKey: string; answerKey: string } | null = null
  let count = 0

  const set = (change: Partial<ConversationState>): void => read.set({ messages: transcript, ...change })
  const mark = (message: string, change: Partial<Message>): void => {
    transcript = changed(transcript, message, change)
  }
  const say = (own: string, role: 'user' | 'assistant', content: string, state: MessageState): void => {
    transcript = appended(transcript, { key: own, id: null, role, content, state, created_at: null })
  }
  /** Everything above the conversation counts a message more, and its own list knows the ids. */
  const wrote = (): void => client.scheduler.wrote('POST', fillPath(routes.send, input ?? {}))

  /** Why the latest turn went wrong: no read of the history may say otherwise. */
  const ofTurn = (): BlockstateError | undefined => {
    const { status, error } = read.$store.value
    return status === 'error' || status === 'interrupted' ? error : undefined
  }

  /** Newest first over the wire, page by page; `merged` puts every row where its date says. */
  const readPage = async (page: number, signal: AbortSignal): Promise<void> => {
    const { value } = await perform(client, routes.list, { ...input, page, per_page: HISTORY_PAGE, sort: '-created_at' }, { signal })
    if (signal.aborted) return
    // The list of a chat is paged: document.ts answers a page.
    const { items, hasMore } = value as Page<Fields>
    if (page > 1 || read.$store.value.history !== 'success') olderPage = hasMore ? page + 1 : null
    transcript = merged(transcript, items.toReversed(), { older: page > 1 })
    set({ history: 'success', hasOlder: olderPage !== null, loadingOlder: false, error: ofTurn() })
  }

  const read: Read<ConversationState> = createRead<ConversationState>(client, key, routes.list, input, {
    initial: { status: 'idle', messages: [], history: 'pending', fetching: false, hasOlder: false, loadingOlder: false, recovering: false },
    load: (signal) => readPage(1, signal),
    failed: (error) => ({
      error: ofTurn() ?? error,
      loadingOlder: false,
      ...(read.$store.value.history === 'pending' && { history: 'error' }),
    }),
    forget: () => {
      turn?.abort.abort()
      turn = null
      transcript = []
      olderPage = null
    },
    busy: () => turn !== null,
  })

  /** The one terminal status of a turn, after everything that arrived. A turn that was forgotten has none to show. */
  const end = (mine: NonNullable<typeof turn>, status: ConversationStatus, error?: BlockstateError): ConversationStatus => {
    if (turn !== mine) return 'aborted'
    turn = null
    mark(mine.answerKey, { state: status === 'settled' ? 'done' : status === 'aborted' ? 'stopped' : 'interrupted' })
    set({ status, recovering: false, error })
    // The list knows the ids, and what the server made of an answer that was stopped; refused messages are in none.
    if (transcript.some((message) => message.key === mine.userKey && message.state === 'done')) wrote()
    return status
  }
  const begin = (userKey: string): NonNullable<typeof turn> =>
    (turn = { abort: new AbortController(), userKey, answerKey: `answer ${userKey}` })

  /** Sends the user's message that stands in the transcript, and sees its answer through to its end. */
  const submit = async (userKey: string, content: string): Promise<ConversationStatus> => {
    const mine = begin(userKey)
    const { abort, answerKey } = mine
    const { signal } = abort
    let arrived = ''
    let text = ''
    let begun = false
    const publisher = createPublisher(client.platform, () => {
      if (turn !== mine) return
      if (!begun) {
        begun = true
        mark(userKey, { state: 'done' })
        say(answerKey, 'assistant', '', 'streaming')
      }
      text += arrived
      arrived = ''
      mark(answerKey, { content: text })
      set({ status: 'streaming' })
    })
    set({ status: 'submitting', error: undefined, recovering: false })
    const operation = routes.stream ?? routes.send
    const body = { ...input, content, ...extras(operation, userKey) }
    let lost: BlockstateError | undefined
    try {
      if (routes.stream) {
        const { last } = await readStream(
          client,
          operation,
          body,
          ({ type, content: piece }) => {
            if (type !== 'token' || typeof piece !== 'string') return
            arrived += piece
            publisher.arrived()
          },
          publisher.chunkEnded,
          { signal },
        )
        publisher.flush()
        mark(userKey, { state: 'done' })
        if (typeof last['message_id'] === 'string') mark(answerKey, { id: last['message_id'] })
        return end(mine, 'settled')
      }
      const { value } = await perform(client, operation, body, { signal })
      if (turn === mine) transcript = merged(transcript, [value as Fields], { older: false })
    } catch (reason) {
      lost = toError(reason, route)
      publisher.flush()
      if (signal.aborted) {
        mark(userKey, { state: 'done' })
        return end(mine, 'aborted')
      }
      if (!LOST.includes(lost.code)) {
        // What the stream itself reports, it reports of a message it has.
        mark(userKey, { state: begun || lost.code === 'stream' ? 'done' : 'failed' })
        return end(mine, 'error', lost)
      }
      mark(answerKey, { state: 'interrupted' })
    }
    return recover(mine, lost)
  }

  /** Looks at the list until it holds the answer, or says that the message never arrived, or patience ends. Never sends again. */
  const recover = async (mine: NonNullable<typeof turn>, lost: BlockstateError | undefined): Promise<ConversationStatus> => {
    const signal = signalOf(client, mine.abort.signal, true)
    let absent = 0
    // In one step: `interrupted` alone would say that nobody is looking any more.
    if (turn === mine && lost) set({ status: 'interrupted', error: lost, recovering: true })
    try {
      for (const look of LOOKS) {
        await pause(client, look * (0.75 + random() / 2), signal)
        const failure = await readPage(1, signal).then(
          () => undefined,
          (reason: unknown) => toError(reason, route),
        )
        if (signal.aborted || (failure && !PASSING.includes(failure.code))) throw failure
        if (failure) continue
        const { outcome, key: answered } = outcomeOf(transcript, mine.userKey)
        if (outcome === 'answered') {
          mark(answered, { state: 'done' })
          mine.answerKey = answered
          return end(mine, 'settled')
        }
        // Twice absent from a list that was read: it never arrived. Once may be a replica's lag.
        absent = outcome === 'lost' ? absent + 1 : 0
        if (absent < 2) continue
        mark(mine.userKey, { state: 'failed' })
        return end(mine, 'error', lost)
      }
    } catch (reason) {
      if (mine.abort.signal.aborted) return end(mine, 'aborted')
      lost ??= toError(reason, route)
    }
    return end(
      mine,
      'interrupted',
      lost ?? new BlockstateError('interrupted', `${route}: the message arrived, its answer has not yet; ask again later.`),
    )
  }

  const send = async (content: string): Promise<ConversationStatus> => {
    const refused =
      input === null
        ? 'no conversation is chosen'
        : turn
          ? 'an answer is under way; stop it or wait'
          : content.trim() === ''
            ? 'it is empty'
            : ''
    if (refused) throw new BlockstateError(turn ? 'conflict' : 'invalid_input', `${route}: the message was not sent, ${refused}.`)
    count += 1
    const userKey = `own-${now().toString(36)}-${random().toString(36).slice(2)}-${count}`
    say(userKey, 'user', content, 'sending')
    return submit(userKey, content)
  }

  const actions: ConversationActions = {
    send,
    stop: () => turn?.abort.abort(),
    retry: async () => {
      const { status, error } = read.$store.value
      const user = transcript.findLast(({ role }) => role === 'user')
      if (turn || !user) return status
      if (status === 'interrupted') return recover(begin(user.key), error)
      if (user.state !== 'failed') return send(user.content)
      mark(user.key, { state: 'sending' })
      return submit(user.key, user.content)
    },
    loadOlder: async () => {
      const older = olderPage
      if (read.$store.value.fetching || older === null) return
      set({ loadingOlder: true })
      await read.apart((signal) => readPage(older, signal))
    },
    refetch: read.refetch,
  }
  return Object.assign(acting(read.$store, actions), { tighten: read.tighten })
}

/** Our key travels along where the operation has room for it, so that the list can tell our row from its twin. */
function extras({ declared: { body } }: Operation, userKey: string): Fields {
  const fields = isResource(body) ? body.fields : body
  return { ...(fields?.['role'] && { role: 'user' }), ...(fields?.['metadata'] && { metadata: { client_message_id: userKey } }) }
}
