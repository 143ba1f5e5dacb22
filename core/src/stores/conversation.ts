import { perform } from '../client/call.ts'
import type { Client } from '../client/createClient.ts'
import { createPublisher } from '../client/publisher.ts'
import { pause, signalOf, toError } from '../client/send.ts'
import { readStream } from '../client/stream.ts'
import { isResource } from '../declare/index.ts'
import type { Page } from '../declare/index.ts'
import { appended, changed, merged, outcomeOf } from '../model/transcript.ts'
import type { Message, MessageState, Transcript } from '../model/transcript.ts'
import { BlockstateError } from '../wire/error.ts'
import { fillPath } from '../wire/address.ts'
import type { Fields } from '../wire/request.ts'
import type { ActingStore } from './acting.ts'
import type { ChatRoutes, ConversationActions, ConversationInput, ConversationState, ConversationStatus } from './conversationState.ts'
import { createRead, shared } from './read.ts'
import type { Read, ReadOptions, Tightening } from './read.ts'

export type ConversationStore = ActingStore<ConversationState, ConversationActions>

/** How long to wait before each look at the list after a lost answer, in milliseconds; then we say we do not know. */
const LOOKS = [500, 1_000, 2_000, 4_000, 8_000, 8_000, 8_000, 8_000, 8_000]
/** The server may have the message, and even the answer: look, do not send again. */
const LOST = /^(interrupted|network|timeout)$/

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

function createConversation(client: Client, key: string, routes: ChatRoutes, input: Fields | null): ConversationStore & Tightening {
  const { now, random } = client.platform
  const { list, stream, send: post } = routes
  const { route } = post
  let transcript: Transcript = []
  /** The page of the history that reaches back furthest. */
  let reached = 1
  /** Ends the turn under way; `null` where none is. */
  let turn: AbortController | null = null

  const set = (change: Partial<ConversationState>): void => read.set({ messages: transcript, ...change })
  const mark = (message: string, change: Partial<Message>): void => {
    transcript = changed(transcript, message, change)
  }
  const say = (own: string, role: 'user' | 'assistant', content: string, state: MessageState): void => {
    transcript = appended(transcript, { key: own, id: null, role, content, state, created_at: null })
  }
  /** How a read of the history ended. What the latest turn says of itself stays: no read may say otherwise. */
  const ended = (failure?: BlockstateError): Partial<ConversationState> => {
    const { status, error } = read.$store.value
    return { loadingOlder: false, error: status === 'error' || status === 'interrupted' ? error : failure }
  }

  /** Newest first over the wire, page by page; `merged` puts every row where its date says. */
  const readPage = async (page: number, signal: AbortSignal): Promise<void> => {
    const { value } = await read.ask({ ...input, page, per_page: 50, sort: '-created_at' }, signal)
    // The list of a chat is paged: document.ts answers a page.
    const { items, hasMore } = value as Page<Fields>
    const older = page > 1
    transcript = merged(transcript, items.toReversed(), { older })
    // The newest, read again, say nothing of the oldest.
    const { history, hasOlder } = read.$store.value
    const first = history !== 'success'
    if (older || first) reached = page
    set({ history: 'success', hasOlder: older || first ? hasMore : hasOlder, ...ended() })
  }

  const read: Read<ConversationState> = createRead<ConversationState>(client, key, list, input, {
    initial: { status: 'idle', messages: [], history: 'pending', fetching: false, hasOlder: false, loadingOlder: false, recovering: false },
    load: (signal) => readPage(1, signal),
    failed: (error) => ({ history: read.$store.value.history === 'success' ? 'success' : 'error', ...ended(error) }),
    forget: () => {
      turn?.abort()
      turn = null
      transcript = []
    },
    busy: () => turn !== null,
  })

  /**
   * One turn: sends the user's message that stands in the transcript and sees its answer through to its end. After a lost connection,
   * or where `content` is `null`, it looks at the list until that has the answer, or says that the message never arrived, or patience
   * ends: nothing is sent again.
   */
  const run = async (userKey: string, content: string | null, lost?: BlockstateError): Promise<ConversationStatus> => {
    const mine = (turn = new AbortController())
    const signal = signalOf(client, mine.signal, true)
    let answerKey = `answer ${userKey}`
    let text = ''
    let absent = 0

    /** The one terminal status, after everything that arrived. A turn that was forgotten has none to show. */
    const end = (status: ConversationStatus, error?: BlockstateError, state: MessageState = 'done'): ConversationStatus => {
      if (turn !== mine) return 'aborted'
      turn = null
      if (status !== 'interrupted') mark(userKey, { state })
      mark(answerKey, { state: status === 'settled' ? 'done' : status === 'aborted' ? 'stopped' : 'interrupted' })
      set({ status, recovering: false, error })
      // The list knows the ids, and what the server made of an answer that was stopped; everything above it counts a message more.
      if (state === 'done') client.scheduler.wrote('POST', [fillPath(post, input ?? {})])
      return status
    }
    const publisher = createPublisher(client.platform, () => {
      if (turn !== mine) return
      if (read.$store.value.status === 'streaming') mark(answerKey, { content: text })
      else {
        mark(userKey, { state: 'done' })
        say(answerKey, 'assistant', text, 'streaming')
      }
      set({ status: 'streaming' })
    })

    try {
      if (content !== null) {
        set({ status: 'submitting', error: undefined, recovering: false })
        const operation = stream ?? post
        const { body } = operation.declared
        const fields = isResource(body) ? body.fields : body
        const message = {
          ...input,
          content,
          ...(fields?.['role'] && { role: 'user' }),
          // Our key travels along where there is room for it, so that the list can tell our row from its twin.
          ...(fields?.['metadata'] && { metadata: { client_message_id: userKey } }),
        }
        if (stream) {
          const token = ({ type, content: piece }: Fields): void => {
            if (type !== 'token' || typeof piece !== 'string') return
            text += piece
            publisher.arrived()
          }
          const { last } = await readStream(client, stream, message, token, publisher.chunkEnded, { signal }).finally(publisher.flush)
          if (typeof last['message_id'] === 'string') mark(answerKey, { id: last['message_id'] })
          return end('settled')
        }
        const { value } = await perform(client, post, message, { signal })
        signal.throwIfAborted()
        transcript = merged(transcript, [value as Fields], { older: false })
      }
    } catch (reason) {
      lost = toError(reason, route)
      if (signal.aborted) return end('aborted')
      if (!LOST.test(lost.code)) return end('error', lost, text || lost.code === 'stream' ? 'done' : 'failed')
      mark(answerKey, { state: 'interrupted' })
    }

    // In one step: `interrupted` alone would say that nobody is looking any more.
    if (lost) set({ status: 'interrupted', error: lost, recovering: true })
    for (const look of LOOKS) {
      const seen = await pause(client, look * (0.75 + random() / 2), signal)
        .then(() => readPage(1, signal))
        .then(
          () => outcomeOf(transcript, userKey),
          () => null, // whatever kept this look from the list, the next may get there
        )
      if (signal.aborted) return end('aborted')
      if (seen?.outcome === 'answered') {
        answerKey = seen.key
        return end('settled')
      }
      // Twice absent from a list that was read: it never arrived. Once may be a replica's lag.
      if (seen?.outcome === 'lost' && ++absent > 1) return end('error', lost, 'failed')
    }
    return end('interrupted', lost ?? new BlockstateError('interrupted', `${route}: the answer has not arrived yet; ask again later.`))
  }

  const send = async (content: string): Promise<ConversationStatus> => {
    if (turn) throw new BlockstateError('conflict', `${route}: an answer is under way; stop it or wait.`)
    if (!input || !content.trim())
      throw new BlockstateError('invalid_input', `${route}: nothing was sent; choose a conversation and write something.`)
    // A transcript only grows: no two of its messages get the same key.
    const userKey = `own-${now()}-${random()}-${transcript.length}`
    say(userKey, 'user', content, 'sending')
    return run(userKey, content)
  }

  const actions: ConversationActions = {
    send,
    stop: () => turn?.abort(),
    retry: async () => {
      const { status, error } = read.$store.value
      const user = transcript.findLast(({ role }) => role === 'user')
      if (turn || !user) return status
      if (status === 'interrupted') return run(user.key, null, error)
      if (user.state !== 'failed') return send(user.content)
      mark(user.key, { state: 'sending' })
      return run(user.key, user.content)
    },
    loadOlder: async () => {
      const { fetching, hasOlder } = read.$store.value
      if (fetching || !hasOlder) return
      set({ loadingOlder: true })
      await read.apart((signal) => readPage(reached + 1, signal))
    },
    refetch: read.refetch,
  }
  return read.acting(actions)
}
