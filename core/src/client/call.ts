import { isResource } from '../declare/index.ts'
import type { Input, Operation, Output } from '../declare/index.ts'
import { readSessionUser } from '../model/session.ts'
import { fillPath } from '../wire/address.ts'
import { readAnswer } from '../wire/document.ts'
import type { Answer, WireRecord } from '../wire/document.ts'
import { BlockstateError, isBlockstateError } from '../wire/error.ts'
import type { Fields } from '../wire/request.ts'
import { readChallenge, readTokens } from '../wire/tokens.ts'
import type { Client } from './createClient.ts'
import { recordKey } from './entities.ts'
import { send } from './send.ts'
import type { SendOptions } from './send.ts'

/**
 * Calls an operation: sends it, and lets everything the client shows know what it learnt.
 *
 * Records of the answer enter the entity table (merged, never replacing what it does not tell); a write refetches the reads it makes
 * stale; an operation that begins or ends a session does so.
 *
 * @returns the declared output: a record, a list, a page, a plain object, or `undefined`
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

/** An answer and where the entity table stood when its request began. */
export interface Performed extends Answer {
  readonly epoch: number
}

/**
 * The untyped heart of {@link call}, for stores.
 *
 * @param seq the optimistic patch this write settles; 0 where it showed nothing beforehand
 *
 * @example
 * const { records } = await perform(client, listEntities, { page: 2 })
 */
export async function perform(client: Client, operation: Operation, input: Fields, options: SendOptions & { seq?: number } = {}): Promise<Performed> {
  const { keeper, entities, transport, platform, timeout } = client
  const { declared, method } = operation
  const epoch = entities.epoch()
  const asked = { ...numeric('page', input['page']), ...numeric('perPage', input['per_page']) }

  if (declared.session === 'ends') return { ...(await endSession(client, operation, input)), epoch }
  const begins = declared.session === 'begins'
  if (begins) keeper.authenticating()
  const turn = keeper.epoch()
  try {
    const answer = await send(
      client,
      operation,
      input,
      async (request, bearer, signal) => {
        const { head, text } = await transport.exchange(request, { bearer, signal, timeout })
        return readAnswer(operation, head, text, asked, platform.now())
      },
      options,
    )
    if (turn !== keeper.epoch() && declared.auth !== 'none') throw new BlockstateError('aborted', `${operation.route}: the session changed hands meanwhile.`)
    if (begins) beginSession(client, operation, answer)
    store(client, operation, input, answer, epoch, options.seq ?? 0)
    if (declared.session === 'tells') {
      const user = readSessionUser(answer.value)
      if (user) keeper.tells(user)
    }
    if (method !== 'GET' && !begins) {
      client.scheduler.wrote(method, fillPath(operation, input), (declared.stale ?? []).map((path) => fillPath(operation, input, path)))
    }
    return { ...answer, epoch }
  } catch (error) {
    if (begins && isBlockstateError(error)) keeper.failed(error)
    throw error
  }
}

function store({ entities }: Client, operation: Operation, input: Fields, answer: Answer, epoch: number, seq: number): void {
  const { method, declared } = operation
  entities.batch(() => {
    for (const record of answer.included) entities.tell(record, epoch)
    if (method === 'GET') {
      for (const record of answer.records ?? []) entities.tell(record, epoch)
      return
    }
    const target = targetOf(operation, input)
    for (const record of answer.records ?? []) {
      const key = recordKey(record.type, record.id)
      entities.acknowledge(key, key === target ? seq : 0, record.fields)
    }
    const settled = answer.records?.some((record) => recordKey(record.type, record.id) === target)
    if (target && !settled && (seq > 0 || declared.removes)) {
      // A removal asked for without showing it first is one all the same.
      entities.acknowledge(target, seq > 0 ? seq : entities.patch(target, 'removed'), {})
    }
  })
}

/**
 * The key of the record an operation's last path parameter names, where its route ends with it; `null` elsewhere.
 *
 * @example
 * targetOf(updateEntity, { id: 'e1' }) // 'entity/e1'
 */
export function targetOf({ path, declared }: Operation, input: Fields): string | null {
  const name = /:(\w+)$/.exec(path)?.[1]
  const resource = declared.removes ?? (isResource(declared.returns) ? declared.returns : undefined)
  return name && resource ? recordKey(resource.type, String(input[name])) : null
}

function beginSession({ keeper }: Client, operation: Operation, answer: Answer): void {
  const grant = readTokens(answer.body)
  const challenge = grant ? null : readChallenge(answer.body)
  if (grant) {
    const told: readonly WireRecord[] = [...(answer.records ?? []), ...answer.included]
    keeper.begin(grant, readSessionUser(told.find((record) => record.type === 'user')?.fields))
  } else if (challenge) keeper.challenge(challenge)
  else throw new BlockstateError('protocol', `${operation.route} answered without a token or a challenge: nobody is signed in.`, { status: 200 })
}

/** Signed out here at once, with or without the server; that it no longer knows the session either is as good. */
async function endSession(client: Client, operation: Operation, input: Fields): Promise<Answer> {
  const { keeper, transport, platform, timeout } = client
  const nothing: Answer = { records: null, included: [], value: undefined, body: undefined }
  const bearer = keeper.peek()
  keeper.end()
  if (bearer === null) return nothing
  return send(client, { ...operation, declared: { ...operation.declared, auth: 'none' } }, input, async (request, _, signal) => {
    const { head, text } = await transport.exchange(request, { bearer, signal, timeout })
    return head.status === 401 ? nothing : readAnswer(operation, head, text, {}, platform.now())
  })
}

function numeric<K extends string>(name: K, value: unknown): Partial<Record<K, number>> {
  // A computed key widens to string; it is exactly K.
  return typeof value === 'number' ? ({ [name]: value } as Record<K, number>) : {}
}
