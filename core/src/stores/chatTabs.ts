import type { Client } from '../client/createClient.ts'
import type { Channel } from '../client/platform.ts'
import { scopeOf } from '../client/scopeOf.ts'
import { allOf, grown, talkOf } from '../model/talk.ts'
import { withTurn } from '../model/toldTurn.ts'
import type { ToldTurn } from '../model/toldTurn.ts'
import { changed } from '../model/transcript.ts'
import { fillPath } from '../wire/address.ts'
import { BlockstateError } from '../wire/error.ts'
import type { ErrorCode } from '../wire/error.ts'
import { isObject } from '../wire/json.ts'
import { keepersOf } from './chatDesk.ts'
import type { ChatDesk, Turn } from './chatDesk.ts'
import { desksOf } from './desksOf.ts'
import type { ConversationState } from './conversationState.ts'

/** Of what is told between tabs. Tabs of another version of this library are not understood, and do not understand. */
const VERSION = 1

/** Where a turn stands, as one tab tells the others. */
interface TurnNews extends ToldTurn, Pick<ConversationState, 'status' | 'recovering' | 'progress'> {
  readonly error: { readonly code: ErrorCode; readonly message: string } | null
  /** It has come to its end. */
  readonly over: boolean
}

/** What tabs tell each other of the conversation with this key. */
type News = { readonly key: string } & (
  | { readonly turn: TurnNews }
  /** The answer to this message grew by a piece that begins here. */
  | { readonly grew: string; readonly at: number; readonly piece: string }
  /** How does it stand? */
  | { readonly asks: true }
  /** Whoever streams it is to stop. */
  | { readonly stop: true }
)

/** What this tab does about a turn. */
interface Part {
  readonly turn: Turn
  /** It holds the lock: only then do the others hear of a turn, or they might get the lock first and take it for abandoned. */
  held: boolean
  /** Gives its lock back, or its place in the line for it. */
  readonly leave: () => void
}

/**
 * Lets the tabs of one user follow each other's answers: the tab that sends streams, holds a lock meanwhile and tells the others what
 * arrives. They show it, may stop it, and stand in line for the lock: whoever gets it before the turn is over knows that the tab which
 * streamed is gone, and looks at the list.
 *
 * @example
 * followTabs(client)
 */
export function followTabs(client: Client): void {
  const { platform, session, signal } = client
  const { locks, channel: open } = platform
  const parts = new Map<string, Part>()
  let line: { readonly scope: string; readonly channel: Channel } | null = null

  const post = (news: News): void => line?.channel.post({ version: VERSION, scope: line.scope, ...news })
  const leave = (key: string): void => {
    parts.get(key)?.leave()
    parts.delete(key)
  }
  /** Stands in line for the turn's lock; with it, runs `run` and keeps the lock until that is over or this tab leaves. */
  const take = (key: string, turn: Turn, run: (left: Promise<void>) => Promise<unknown>): void => {
    const over = new AbortController()
    const left = new Promise<void>((resolve) => over.signal.addEventListener('abort', () => resolve()))
    leave(key)
    const part: Part = { turn, held: false, leave: () => over.abort() }
    parts.set(key, part)
    locks
      ?.request(`blockstate chat ${line?.scope ?? ''} ${key}`, { signal: over.signal }, async () => {
        if (over.signal.aborted) return
        part.held = true
        await run(left)
      })
      .catch(() => {}) // taken back, or no lock to be had in such a page: then each tab is for itself
  }
  const tell = (desk: ChatDesk, { userKey, answerKey }: Turn, over: boolean): void => {
    const all = allOf(desk.talk)
    const user = all.find(({ key }) => key === userKey)
    const answer = all.find(({ key }) => key === answerKey) ?? null
    const { status, recovering, progress, error } = desk.state()
    // Without its question it was forgotten: there is nothing to tell.
    if (user)
      post({
        key: desk.key,
        turn: { user, answer, status, recovering, progress, over, error: error ? { code: error.code, message: error.message } : null },
      })
  }

  /** The tab that streamed is gone. */
  const takeOver = async (desk: ChatDesk, turn: Turn): Promise<void> => {
    if (desk.turn !== turn) return
    const mine = desk.begin(turn.userKey)
    parts.set(desk.key, { turn: mine, held: true, leave: parts.get(desk.key)?.leave ?? (() => {}) })
    desk.talk = talkOf(changed(allOf(desk.talk), turn.answerKey, { state: 'interrupted' }))
    const { route } = desk.routes.send
    await desk.recover(mine, new BlockstateError('interrupted', `${route}: the tab that read the answer was closed. What arrived is kept.`))
  }
  const hear = (desk: ChatDesk, { user, answer, status, recovering, progress, error, over }: TurnNews): void => {
    if (desk.turn?.signal || (over && !desk.turn)) return
    desk.talk = talkOf(withTurn(allOf(desk.talk), { user, answer }))
    const answerKey = answer?.key ?? `answer ${user.key}`
    if (over) {
      desk.turn = null
      leave(desk.key)
    } else if (desk.turn?.userKey !== user.key) {
      const turn: Turn = { userKey: user.key, answerKey, signal: null, stop: () => post({ key: desk.key, stop: true }) }
      desk.turn = turn
      take(desk.key, turn, () => takeOver(desk, turn))
    }
    desk.show({ status, recovering, progress, error: error ? new BlockstateError(error.code, error.message) : undefined })
    if (!over) return
    client.scheduler.wrote('POST', fillPath(desk.routes.list, desk.input ?? {}))
    desk.ended(status)
  }
  const read = (desk: ChatDesk, news: News): void => {
    const { turn, talk, key } = desk
    if ('turn' in news) hear(desk, news.turn)
    else if ('grew' in news) {
      if (turn?.signal !== null || turn.userKey !== news.grew) {
        if (!turn) post({ key, asks: true })
      } else if (talk.growing?.content.length === news.at) {
        desk.talk = grown(talk, news.piece)
        desk.show({ status: 'streaming' })
      } else if ((talk.growing?.content.length ?? 0) < news.at) post({ key, asks: true })
    } else if ('asks' in news) {
      if (turn?.signal && parts.get(key)?.held) tell(desk, turn, false)
    } else if (turn?.signal) turn.stop()
  }

  const connect = (): void => {
    const scope = scopeOf(`${client.appId}@${client.addresses.baseUrl}`, session.value as Parameters<typeof scopeOf>[1])
    if (scope === line?.scope && !signal.aborted) return
    parts.forEach((_, key) => leave(key))
    line?.channel.close()
    line = null
    if (scope === null || signal.aborted || !open) return
    const opened = { scope, channel: open(`blockstate chats ${scope}`) }
    line = opened
    opened.channel.onMessage((message) => {
      if (line !== opened || !isObject(message) || message['version'] !== VERSION || message['scope'] !== scope) return
      const desk = desksOf(client).find(({ key }) => key === message['key'])
      // Posted by this library, in this version, for this user.
      if (desk) read(desk, message as unknown as News)
    })
    desksOf(client).forEach(keeper.opened)
  }
  const keeper = {
    opened: (desk: ChatDesk): void => {
      keeper.turned(desk)
      if (!desk.turn && desk.input) post({ key: desk.key, asks: true })
    },
    turned: (desk: ChatDesk): void => {
      const { key, turn } = desk
      const part = parts.get(key)
      if (!turn) {
        if (part?.held && part.turn.signal) tell(desk, part.turn, true)
        return leave(key)
      }
      if (!turn.signal) return
      if (part?.turn === turn) {
        if (part.held) tell(desk, turn, false)
      } else
        take(key, turn, (left) => {
          tell(desk, turn, false)
          return left
        })
    },
    grew: (desk: ChatDesk, piece: string): void => {
      const { growing } = desk.talk
      if (desk.turn?.signal && growing && parts.get(desk.key)?.held)
        post({ key: desk.key, grew: desk.turn.userKey, at: growing.content.length - piece.length, piece })
    },
  }
  keepersOf(client).add(keeper)
  const off = session.listen(connect)
  signal.addEventListener('abort', () => {
    off()
    connect()
  })
  connect()
}
