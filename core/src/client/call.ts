import { isRead } from '../declare/index.ts'
import type { Input, Operation, Output } from '../declare/index.ts'
import { readSessionUser } from '../model/session.ts'
import { fillPath } from '../wire/address.ts'
import { readAnswer } from '../wire/document.ts'
import type { Answer } from '../wire/document.ts'
import { BlockstateError, abortedBy, isBlockstateError } from '../wire/error.ts'
import { isObject } from '../wire/json.ts'
import { namedIn } from '../wire/request.ts'
import type { Fields } from '../wire/request.ts'
import { readChallenge, readTokens } from '../wire/tokens.ts'
import type { Client } from './client.ts'
import { learn } from './learn.ts'
import type { Shown } from './learn.ts'
import { addressed, madeHere } from './madeHere.ts'
import { makeStale } from './makeStale.ts'
import { send, toError } from './send.ts'
import type { SendOptions } from './send.ts'
import { targetsOf } from './target.ts'

/**
 * Calls an operation: sends it, and lets everything the client shows know what it learnt.
 *
 * Records of the answer enter the entity table (merged, never replacing what it does not tell); a write refetches the reads it makes
 * stale; an operation that begins or ends a session does so.
 *
 * @returns the declared output: a record, a list, a page, a plain object, or `undefined`; tokens are never in it
 * Rejects with a {@link BlockstateError}, `code` says which: `invalid_input` before anything is sent; `aborted` when `signal` aborts
 * or the session changed hands meanwhile; the server's refusals; `network`, `timeout`, `protocol`.
 *
 * @example
 * const { items, totalCount } = await call(client, listEntities, { page: 1, per_page: 20 })
 */
export async function call<O extends Operation>(client: Client, operation: O, input: Input<O>, options?: SendOptions): Promise<Output<O>> {
  // Input and Output are the static faces of exactly what request.ts takes and document.ts builds.
  return (await perform(client, operation, input as Fields, options)).value as Output<O>
}

/** How often a write that came second is put on top of what came first. */
const REBASES = 3

export interface PerformOptions extends SendOptions {
  /** What the screen shows of this write already. */
  readonly shown?: Shown
}

/**
 * The untyped heart of {@link call}, for stores.
 *
 * An id that was made up here waits for the server's. Where the declaration names a field for `If-Match`, a write that came second
 * (409, 412) reads the record and is sent again on top of it.
 *
 * @example
 * const { records } = await perform(client, listEntities, { page: 2 })
 */
export async function perform(client: Client, operation: Operation, input: Fields, options: PerformOptions = {}): Promise<Answer> {
  const { entities } = client
  const made = madeHere(entities, input)
  for (const id of made) await entities.decided(id)
  const asked = made.length > 0 ? addressed(entities, input) : input
  const { ifMatch, returns, auth } = operation.declared
  const [target] = ifMatch ? targetsOf(entities, operation, asked) : []
  if (!ifMatch || !target) return exchange(client, operation, asked, options)
  for (let tries = 1; ; tries += 1) {
    const known = entities.base(target)?.[ifMatch]
    const headers = known == null ? {} : { 'if-match': `"${String(known)}"` }
    try {
      return await exchange(client, operation, asked, { ...options, headers })
    } catch (error) {
      const overtaken = isBlockstateError(error) && (error.status === 412 || error.status === 409)
      if (!overtaken || tries === REBASES || !returns) throw error
      const { path } = operation
      const names = Object.entries(asked).filter(([name]) => namedIn(path, name))
      const read: Operation = { route: `GET ${path}`, method: 'GET', path, declared: { about: '', returns, ...(auth && { auth }) } }
      await exchange(client, read, Object.fromEntries(names), options.signal ? { signal: options.signal } : {})
      if (entities.base(target)?.[ifMatch] === known) throw error // it was no other write: asking again would say the same
    }
  }
}

async function exchange(client: Client, operation: Operation, input: Fields, options: PerformOptions): Promise<Answer> {
  const { keeper, entities, transport, platform, timeout, scheduler } = client
  const { declared, route } = operation
  const { page, per_page: perPage } = input
  // Both are numbers where the operation is paged; elsewhere they are not looked at.
  const asked = { page, perPage } as { page?: number; perPage?: number }
  const ends = declared.session === 'ends'
  const begins = declared.session === 'begins'
  const last = ends ? keeper.end() : null // signed out here at once, with or without the server
  if (begins) keeper.authenticating()
  let ticket = 0
  const over = keeper.signal()
  const wrote = (): void => {
    if (!isRead(operation) && !begins && !ends) makeStale(client, operation, input)
  }
  try {
    const answer = await send(
      client,
      operation,
      input,
      (request, bearer, signal) => {
        ticket = entities.begin() // of the try that is answered
        return transport(request, { bearer: bearer ?? last, signal, timeout }, async (head, response) => {
          // That the server does not know the session or the record any more is what was asked for.
          const gone = (ends && head.status === 401) || (declared.removes && !declared.returns && /404|410/.test(`${head.status}`))
          return readAnswer(operation, gone ? { ...head, status: 204 } : head, gone ? '' : await response.text(), asked, platform.now())
        })
      },
      options,
    )
    if (over.aborted && declared.auth !== 'none') throw abortedBy(over)
    if (begins) {
      const grant = readTokens(answer.body)
      const challenge = readChallenge(answer.body)
      const user = [...(answer.records ?? []), ...answer.included].find(({ type }) => type === 'user')
      if (grant) keeper.begin(grant, readSessionUser(user?.fields))
      else if (challenge) keeper.challenge(challenge)
      else throw new BlockstateError('protocol', `${route} answered without a token or a challenge: nobody is signed in.`)
    }
    // Which of two reads that contradict each other knows better only a third can tell.
    if (learn(entities, operation, input, answer, ticket, options.shown)) scheduler.wrote('PUT', fillPath(operation, input))
    const user = declared.session === 'tells' && readSessionUser(answer.value)
    if (user) keeper.tells(user)
    wrote()
    // The keeper has the tokens; whoever asked gets the answer without them.
    return begins && isObject(answer.value) ? { ...answer, value: withoutTokens(answer.value), body: undefined } : answer
  } catch (reason) {
    const error = toError(reason, route)
    if (begins) keeper.failed(error)
    // It may have happened all the same: only reading tells.
    if (/^(network|timeout|server|protocol)$/.test(error.code)) wrote()
    throw error
  }
}

function withoutTokens({ access_token: _, refresh_token: __, ...value }: Fields): Fields {
  return value
}
