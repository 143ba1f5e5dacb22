import { perform } from '../client/call.ts'
import type { Client } from '../client/createClient.ts'
import { oneFor } from '../client/oneFor.ts'
import type { Page } from '../declare/index.ts'
import { allOf, talkOf } from '../model/talk.ts'
import type { Talk } from '../model/talk.ts'
import { changed, merged } from '../model/transcript.ts'
import type { Message } from '../model/transcript.ts'
import { BlockstateError } from '../wire/error.ts'
import type { Fields } from '../wire/request.ts'
import { acting } from './acting.ts'
import type { ActingStore } from './acting.ts'
import { keepersOf } from './chatDesk.ts'
import type { ChatDesk } from './chatDesk.ts'
import { createTurns } from './chatTurns.ts'
import type {
  ChatRoutes,
  ConversationActions,
  ConversationInput,
  ConversationOptions,
  ConversationState,
  ConversationStatus,
  MessageExtras,
  QueuedMessage,
} from './conversationState.ts'
import { createRead } from './read.ts'
import type { Read } from './read.ts'
import { shared } from './shared.ts'

export type ConversationStore = ActingStore<ConversationState, ConversationActions>

const HISTORY_PAGE = 50

/**
 * One conversation: its history, what is being said, and what became of it. The same store for everybody who asks a client for it.
 *
 * The user's message shows at once under a key that never changes. The answer shows with its first token and then at most once a
 * frame, however fast it arrives. A lost connection never shows as finished: the list is asked until it has the answer, and the
 * message is not sent a second time (the API has no idempotency keys). What one tab streams, the others follow.
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
  options: ConversationOptions = {},
): ConversationStore {
  // ConversationInput's fields are the path parameters request.ts takes.
  return deskOf(client, routes, input as Fields | null, options).store
}

/**
 * The one conversation there is for these ids, with what its parts work on. For stores that stand on it.
 *
 * @example
 * const { store, desk } = deskOf(client, entityChat, { id, conv_id }, {})
 */
export function deskOf(
  client: Client,
  routes: ChatRoutes,
  input: Fields | null,
  options: ConversationOptions,
): { readonly store: ConversationStore; readonly desk: ChatDesk } {
  const store = shared(client, 'conversation', routes.list, input, options, (key, fields) =>
    createConversation(client, key, routes, fields),
  )
  return { store, desk: store.desk }
}

/** What a state is made of: the list of messages is made for whoever reads it. */
type Told = Omit<ConversationState, 'messages'> & { readonly talk: Talk }

interface Waiting extends QueuedMessage {
  readonly answer: (status: Promise<ConversationStatus> | ConversationStatus) => void
}

function createConversation(
  client: Client,
  key: string,
  routes: ChatRoutes,
  input: Fields | null,
): ConversationStore & { readonly desk: ChatDesk; tighten(options: ConversationOptions): void } {
  const { route } = routes.send
  const keepers = keepersOf(client)
  let olderPage: number | null = null
  let queue: readonly Waiting[] = []

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
    desk.talk = talkOf(merged(allOf(desk.talk), items.toReversed(), { older: page > 1 }))
    desk.show({ history: 'success', hasOlder: olderPage !== null, loadingOlder: false, error: ofTurn() })
  }

  const read: Read<ConversationState, Told> = createRead<ConversationState, Told>(client, key, routes.list, input, {
    initial: {
      status: 'idle',
      talk: talkOf([]),
      history: 'pending',
      fetching: false,
      hasOlder: false,
      loadingOlder: false,
      recovering: false,
      elsewhere: false,
      progress: null,
      queued: [],
    },
    stateOf: ({ talk, ...told }) => ({
      ...told,
      get messages() {
        return talk.messages
      },
    }),
    load: (signal) => readPage(1, signal),
    failed: (error) => ({
      error: ofTurn() ?? error,
      loadingOlder: false,
      ...(read.$store.value.history === 'pending' && { history: 'error' }),
    }),
    forget: () => {
      const { turn } = desk
      desk.turn = null
      if (turn?.signal) turn.stop()
      desk.talk = talkOf([])
      olderPage = null
      queue.forEach(({ answer }) => answer('aborted'))
      queue = []
      keepers.forEach((keeper) => keeper.turned(desk))
    },
    busy: () => desk.turn !== null,
  })

  const desk: ChatDesk = {
    key,
    client,
    routes,
    input,
    options: {},
    talk: talkOf([]),
    turn: null,
    state: () => read.$store.value,
    show: (change) => read.set({ talk: desk.talk, elsewhere: desk.turn?.signal === null, ...change }),
    readPage,
    begin: (userKey) => begin(userKey),
    recover: (turn, lost) => recover(turn, lost),
    ended: (status) => {
      // After an answer that failed nobody knows whether the next message still makes sense.
      const next = status === 'settled' || status === 'aborted' ? queue[0] : undefined
      if (!next) return
      line(queue.slice(1))
      next.answer(speak(next.content, next, next.key))
    },
  }
  const { say, submit, recover, begin } = createTurns(desk)
  const line = (waiting: readonly Waiting[]): void => {
    queue = waiting
    desk.show({ queued: queue.map(({ answer: _, ...message }) => message) })
  }

  const speak = (content: string, { file_ids }: MessageExtras, own: string, replaces?: string): Promise<ConversationStatus> => {
    const metadata = { client_message_id: own, ...(replaces !== undefined && { replaces }), ...(file_ids && { file_ids }) }
    return submit(say(own, content, metadata))
  }
  const refuse = (why: string): never => {
    throw new BlockstateError(desk.turn ? 'conflict' : 'invalid_input', `${route}: the message was not sent, ${why}.`)
  }
  const ready = (content: string, waits = false): void => {
    if (input === null) refuse('no conversation is chosen')
    if (desk.turn && !waits) refuse('an answer is under way; stop it or wait')
    if (content.trim() === '') refuse('it is empty')
  }

  const edit = async (own: string, content: string): Promise<ConversationStatus> => {
    ready(content)
    const find = (): Message | undefined => desk.talk.shown.find((message) => message.key === own && message.role === 'user')
    let user = find()
    // Its id is learnt from the list, which may not have been read since it was said.
    if (user?.id === null && user.state === 'done') {
      await read.refetch()
      ready(content)
      user = find()
    }
    if (!user) return refuse(`there is no message of the user with the key '${own}'`)
    if (user.state === 'failed') {
      desk.talk = talkOf(changed(allOf(desk.talk), own, { content, state: 'sending' }))
      return submit({ ...user, content })
    }
    // Ours, as `speak` wrote it.
    return speak(content, (user.metadata ?? {}) as MessageExtras, `own-${client.mint()}`, user.id ?? undefined)
  }
  const lastOfUser = (): Message | undefined => desk.talk.shown.findLast(({ role }) => role === 'user')

  const actions: ConversationActions = {
    send: async (content, extras = {}) => {
      ready(content, desk.options.whenBusy === 'queue')
      const own = `own-${client.mint()}`
      if (!desk.turn) return speak(content, extras, own)
      return new Promise((answer) => line([...queue, { ...extras, key: own, content, answer }]))
    },
    unqueue: (own) => {
      queue.find((one) => one.key === own)?.answer('aborted')
      line(queue.filter((one) => one.key !== own))
    },
    stop: () => desk.turn?.stop(),
    retry: async () => {
      const { status, error } = desk.state()
      const user = lastOfUser()
      if (desk.turn || !user) return status
      return status === 'interrupted' ? recover(begin(user.key), error) : edit(user.key, user.content)
    },
    regenerate: async () => {
      const user = lastOfUser()
      return user ? edit(user.key, user.content) : desk.state().status
    },
    edit,
    loadOlder: async () => {
      const older = olderPage
      if (read.$store.value.fetching || older === null) return
      desk.show({ loadingOlder: true })
      await read.apart((signal) => readPage(older, signal))
    },
    refetch: read.refetch,
  }
  const store = Object.assign(acting(read.$store, actions), {
    desk,
    tighten: (options: ConversationOptions) => {
      desk.options = { ...desk.options, ...options }
      read.tighten(options)
    },
  })
  keepers.forEach((keeper) => keeper.opened(desk))
  follow(client)
  return store
}

/** Where there may be other tabs: what lets them follow each other's answers. Loaded with the first conversation. */
function follow(client: Client): void {
  const { locks, channel } = client.platform
  if (!locks || !channel) return
  // Where it cannot be loaded, each tab streams for itself.
  void oneFor(client, 'chat tabs', () => import('./chatTabs.ts').then(({ followTabs }) => followTabs(client)).catch(() => {}))
}
