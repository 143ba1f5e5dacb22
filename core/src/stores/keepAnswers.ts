import type { Client } from '../client/createClient.ts'
import type { SessionStorage } from '../client/sessionStorage.ts'
import { userOf } from '../client/userOf.ts'
import { allOf, talkOf } from '../model/talk.ts'
import { withTurn } from '../model/toldTurn.ts'
import type { ToldTurn } from '../model/toldTurn.ts'
import { BlockstateError } from '../wire/error.ts'
import { isObject, parseJson } from '../wire/json.ts'
import { keepersOf } from './chatDesk.ts'
import type { ChatDesk } from './chatDesk.ts'
import { desksOf } from './desksOf.ts'

/** Milliseconds between two times of storing a growing answer: a key of a storage is a text that is written whole. */
const EVERY = 1_000

export interface KeepAnswersOptions {
  /** Default the tab's own `sessionStorage`, which survives a reload and nothing else. */
  readonly storage?: SessionStorage
}

/**
 * Lets an answer survive a reload in its middle: what has arrived is stored, at most once a second and when the page goes out of sight. A
 * page that is loaded anew shows it as soon as its conversation is asked for, and looks at the list until it has the whole. Kept under
 * the user, gone with the turn's end.
 *
 * Other tabs that show the conversation go on without it: one of them finds out what became of the answer.
 *
 * @returns what ends it
 *
 * @example
 * const client = createClient({ appId: 'demo' })
 * keepAnswers(client)
 */
export function keepAnswers(client: Client, { storage = globalThis.sessionStorage }: KeepAnswersOptions = {}): () => void {
  const { platform, session, signal } = client
  const pending = new Map<ChatDesk, () => void>()
  /** Under which name each answer is stored: the user may be another when it has to go. */
  const names = new Map<ChatDesk, string>()
  const nameOf = ({ key }: ChatDesk): string => `blockstate:answer:${client.appId}@${client.addresses.baseUrl} ${userOf(client)} ${key}`

  const save = (desk: ChatDesk): void => {
    pending.get(desk)?.()
    pending.delete(desk)
    const { turn } = desk
    if (!turn?.signal) return
    const all = allOf(desk.talk)
    const user = all.find(({ key }) => key === turn.userKey)
    const answer = all.find(({ key }) => key === turn.answerKey) ?? null
    try {
      if (!user) return
      const name = names.get(desk) ?? nameOf(desk)
      names.set(desk, name)
      storage.setItem(name, JSON.stringify({ user, answer } satisfies ToldTurn))
    } catch {
      // No room, or not allowed: after a reload the list alone tells, as it does without this.
    }
  }
  const keeper = {
    opened: (desk: ChatDesk): void => {
      const told = parseJson(storage.getItem(nameOf(desk)) ?? '')
      if (desk.turn || !isObject(told) || !isObject(told['user'])) return
      // Written by `save`, for this user and conversation.
      const { user, answer } = told as unknown as ToldTurn
      desk.talk = talkOf(withTurn(allOf(desk.talk), { user, answer: answer && { ...answer, state: 'interrupted' } }))
      const { route } = desk.routes.send
      const lost = new BlockstateError('interrupted', `${route}: the page was loaded anew. What arrived is kept.`)
      void desk.recover(desk.begin(user.key), lost)
    },
    turned: (desk: ChatDesk): void => {
      if (desk.turn?.signal) return save(desk)
      pending.get(desk)?.()
      pending.delete(desk)
      storage.removeItem(names.get(desk) ?? nameOf(desk))
      names.delete(desk)
    },
    grew: (desk: ChatDesk): void => {
      if (!pending.has(desk))
        pending.set(
          desk,
          platform.after(EVERY, () => save(desk)),
        )
    },
  }
  const keepers = keepersOf(client).add(keeper)
  const openAll = (): void => desksOf(client).forEach(keeper.opened)
  const offs = [session.listen(openAll), platform.onHide?.(() => desksOf(client).forEach(save))]
  const stop = (): void => {
    keepers.delete(keeper)
    pending.forEach((cancel) => cancel())
    pending.clear()
    offs.forEach((off) => off?.())
  }
  signal.addEventListener('abort', stop)
  openAll()
  return stop
}
