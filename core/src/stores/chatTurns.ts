import { perform } from '../client/call.ts'
import type { Client } from '../client/createClient.ts'
import { pause, signalOf, toError } from '../client/send.ts'
import { readText } from '../client/stream.ts'
import { isResource } from '../declare/index.ts'
import type { Operation } from '../declare/index.ts'
import { allOf, grown, talkOf } from '../model/talk.ts'
import { changed, merged, outcomeOf } from '../model/transcript.ts'
import type { Message, MessageState } from '../model/transcript.ts'
import { fillPath } from '../wire/address.ts'
import { BlockstateError } from '../wire/error.ts'
import type { ErrorCode } from '../wire/error.ts'
import { isObject } from '../wire/json.ts'
import { mayPass } from '../wire/mayPass.ts'
import type { Fields } from '../wire/request.ts'
import { keepersOf } from './chatDesk.ts'
import type { ChatDesk, Turn } from './chatDesk.ts'
import type { ConversationState, ConversationStatus, Progress } from './conversationState.ts'

/** How long to wait before each look at the list after a lost answer, in milliseconds; then we say we do not know. */
const LOOKS = [500, 1_000, 2_000, 4_000, 8_000, 8_000, 8_000, 8_000, 8_000]
/** Who may be looking at another tab sees what a hidden one reads this often, in milliseconds. */
const FOLLOWED_EVERY = 40
/** The server may have the message, and even the answer: look, do not send again. */
const LOST: readonly ErrorCode[] = ['interrupted', 'network', 'timeout']

/** What can be done with the turns of a conversation. */
export interface Turns {
  /** Puts the user's message at the end of the talk. */
  say(key: string, content: string, metadata: Fields): Message
  /** Sends a message of the user that stands in the talk, and sees its answer through to its end. */
  submit(user: Message): Promise<ConversationStatus>
  /** Looks at the list until it holds the answer, or says that the message never arrived, or patience ends. Never sends again. */
  recover(turn: Turn, lost: BlockstateError | undefined): Promise<ConversationStatus>
  begin(userKey: string): Turn
}

/**
 * The course of a turn: sent, streamed, ended; or lost, looked into, found.
 *
 * @example
 * const { say, submit } = createTurns(desk)
 */
export function createTurns(desk: ChatDesk): Turns {
  const { client, routes, input } = desk
  const { platform, scheduler } = client
  const { route } = routes.send
  const keepers = keepersOf(client)

  const mark = (key: string, change: Partial<Message>): void => {
    desk.talk = talkOf(changed(allOf(desk.talk), key, change))
  }
  const add = (key: string, role: Message['role'], content: string, state: MessageState, more: Partial<Message> = {}): Message => {
    const message = { key, id: null, role, content, state, created_at: null, ...more }
    desk.talk = talkOf([...allOf(desk.talk), message])
    return message
  }
  /** The server has the message: this is its row. */
  const take = (row: Fields): void => {
    desk.talk = talkOf(merged(allOf(desk.talk), [row], { older: false }))
    desk.show({})
  }
  const tell = (change: Partial<ConversationState>): void => {
    desk.show(change)
    keepers.forEach((keeper) => keeper.turned(desk))
  }
  /** The one terminal status of a turn, after everything that arrived. A turn that was forgotten has none to show. */
  const end = (mine: Turn, status: ConversationStatus, error?: BlockstateError): ConversationStatus => {
    if (desk.turn !== mine) return 'aborted'
    desk.turn = null
    mark(mine.answerKey, { state: status === 'settled' ? 'done' : status === 'aborted' ? 'stopped' : 'interrupted' })
    tell({ status, recovering: false, error })
    // The list knows the ids, and what the server made of an answer that was stopped; refused messages are in none. Everything above the
    // conversation counts a message more.
    if (allOf(desk.talk).some(({ key, state }) => key === mine.userKey && state === 'done'))
      scheduler.wrote('POST', fillPath(routes.list, input ?? {}))
    desk.ended(status)
    return status
  }
  const begin = (userKey: string): Turn => {
    const abort = new AbortController()
    return (desk.turn = { userKey, answerKey: `answer ${userKey}`, signal: abort.signal, stop: () => abort.abort() })
  }

  /** Reads the answer as it is written. Resolves with its end, or with `null` where what came is no answer, but ours was taken. */
  const stream = async (operation: Operation, body: Fields, mine: Turn, signal: AbortSignal): Promise<void | null> => {
    const { answerKey, userKey } = mine
    let progress: Progress = { sentAt: platform.now(), firstAt: null, tokens: 0 }
    const grew = (piece: string, tokens: number): void => {
      if (desk.turn !== mine) return
      const first = progress.firstAt === null
      if (first) {
        mark(userKey, { state: 'done' })
        add(answerKey, 'assistant', '', 'streaming')
      }
      progress = { ...progress, firstAt: progress.firstAt ?? platform.now(), tokens }
      desk.talk = grown(desk.talk, piece)
      desk.show({ status: 'streaming', progress })
      keepers.forEach((keeper) => (first ? keeper.turned(desk) : keeper.grew(desk, piece)))
    }
    const every = (): number | undefined => (keepers.size > 0 ? FOLLOWED_EVERY : undefined)
    tell({ status: 'submitting', error: undefined, recovering: false, progress })
    const end = await readText(client, operation, body, { grew, every, schedule: desk.options.schedule }, { signal })
    if (desk.turn !== mine) return
    const { type: _, message_id, ...metadata } = end.last
    const whole = isObject(end.last['data']) ? end.last['data'] : undefined
    if (whole) return settle(mine, whole)
    mark(userKey, { state: 'done' })
    mark(answerKey, {
      ...(typeof message_id === 'string' && { id: message_id }),
      ...(Object.keys(metadata).length > 0 && { metadata }),
    })
  }

  /** An answer in one piece: the assistant's row is the answer, any other is the user's, and the answer is still to come. */
  const settle = (mine: Turn, { attributes, ...plain }: Fields): void | null => {
    const row = isObject(attributes) ? { unique_id: plain['id'], ...attributes } : plain
    const { content, role } = row as Fields
    if (role === 'user' || typeof content !== 'string') {
      if (typeof content === 'string') take(row)
      return null
    }
    const id = (row as Fields)['unique_id']
    mark(mine.userKey, { state: 'done' })
    add(mine.answerKey, 'assistant', content, 'done', { id: typeof id === 'string' ? id : null })
  }

  const submit = async (user: Message): Promise<ConversationStatus> => {
    const { key: userKey, content } = user
    const mine = begin(userKey)
    const { answerKey } = mine
    const signal = mine.signal as AbortSignal // `begin` gives every turn of ours one
    const operation = routes.stream ?? routes.send
    let lost: BlockstateError | undefined
    try {
      const body = { ...addressed(operation, routes.list, input ?? {}), content, ...extras(operation, user) }
      if (routes.stream) {
        if ((await stream(operation, body, mine, signal)) !== null) return end(mine, 'settled')
      } else {
        tell({ status: 'submitting', error: undefined, recovering: false })
        const { value } = await perform(client, operation, body, { signal })
        if (desk.turn === mine) take(value as Fields)
      }
    } catch (reason) {
      lost = toError(reason, route)
      if (signal.aborted) {
        mark(userKey, { state: 'done' })
        return end(mine, 'aborted')
      }
      if (!LOST.includes(lost.code)) {
        // What the stream itself reports, it reports of a message it has.
        const begun = lost.code === 'stream' || desk.state().status === 'streaming'
        mark(userKey, { state: begun ? 'done' : 'failed' })
        return end(mine, 'error', lost)
      }
      mark(answerKey, { state: 'interrupted' })
    }
    return recover(mine, lost)
  }

  const recover = async (mine: Turn, lost: BlockstateError | undefined): Promise<ConversationStatus> => {
    const stopped = mine.signal as AbortSignal // only turns of ours are looked into
    const signal = signalOf(client, stopped, true)
    let absent = 0
    // In one step: `interrupted` alone would say that nobody is looking any more.
    if (desk.turn === mine && lost) tell({ status: 'interrupted', error: lost, recovering: true })
    try {
      for (const look of LOOKS) {
        await pause(client, look * (0.75 + platform.random() / 2), signal)
        await reachable(client, signal)
        const failure = await desk.readPage(1, signal).then(
          () => undefined,
          (reason: unknown) => toError(reason, route),
        )
        if (signal.aborted || (failure && !mayPass(failure))) throw failure
        if (failure) continue
        const { outcome, key: answered } = outcomeOf(allOf(desk.talk), mine.userKey)
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
      if (stopped.aborted) return end(mine, 'aborted')
      lost ??= toError(reason, route)
    }
    return end(
      mine,
      'interrupted',
      lost ?? new BlockstateError('interrupted', `${route}: the message arrived, its answer has not yet; ask again later.`),
    )
  }

  return { say: (key, content, metadata) => add(key, 'user', content, 'sending', { metadata }), submit, recover, begin }
}

/** Resolves when the network is there and the page is looked at: nobody's patience ends in a tunnel, and nobody asks for a page unseen. */
function reachable({ platform }: Client, signal: AbortSignal): Promise<void> | void {
  const there = (): boolean => platform.online() && platform.visible()
  if (there()) return
  return new Promise((resolve) => {
    const look = (): void => void ((there() || signal.aborted) && over())
    const offs = [platform.onReconnect(look), platform.onFocus(look)]
    const over = (): void => {
      offs.forEach((off) => off())
      resolve()
    }
    signal.addEventListener('abort', look)
  })
}

/** The ids that say which conversation, under the names this operation has for them: they stand in the same order in every path. */
function addressed({ path }: Operation, list: Operation, input: Fields): Fields {
  const [names, known] = [path, list.path].map((one) => [...one.matchAll(/:(\w+)/g)].map(([, name = '']) => name))
  return Object.fromEntries((names ?? []).map((name, at) => [name, input[known?.[at] ?? name]]))
}

/** What goes beside the words, where the operation has room for it: by our key the list can tell our row from its twin. */
function extras({ declared: { body } }: Operation, { metadata }: Message): Fields {
  const fields = isResource(body) ? body.fields : body
  const file_ids = metadata?.['file_ids']
  return {
    ...(fields?.['role'] && { role: 'user' }),
    ...(fields?.['metadata'] && { metadata }),
    ...(fields?.['file_ids'] && file_ids !== undefined && { file_ids }),
  }
}
