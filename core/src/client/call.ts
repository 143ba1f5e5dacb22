import { isResource } from '../declare/index.ts'
import type { Input, Operation, Output } from '../declare/index.ts'
import { readSessionUser } from '../model/session.ts'
import { fillPath } from '../wire/address.ts'
import { readAnswer } from '../wire/document.ts'
import type { Answer } from '../wire/document.ts'
import { BlockstateError } from '../wire/error.ts'
import { isObject } from '../wire/json.ts'
import type { Fields } from '../wire/request.ts'
import { readChallenge, readTokens } from '../wire/tokens.ts'
import type { Client } from './createClient.ts'
import { recordKey } from './entities.ts'
import { send, toError } from './send.ts'
import type { SendOptions } from './send.ts'

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

/**
 * The untyped heart of {@link call}, for stores.
 *
 * @param seq the optimistic patch this write settles; 0 where it showed nothing beforehand
 *
 * @example
 * const { records } = await perform(client, listEntities, { page: 2 })
 */
export async function perform(
  client: Client,
  operation: Operation,
  input: Fields,
  options: SendOptions & { seq?: number } = {},
): Promise<Answer> {
  const { keeper, entities, transport, platform, timeout, scheduler } = client
  const { declared, method, path, route } = operation
  const { page, per_page: perPage } = input
  // Both are numbers where the operation is paged; elsewhere they are not looked at.
  const asked = { page, perPage } as { page?: number; perPage?: number }
  const ends = declared.session === 'ends'
  const begins = declared.session === 'begins'
  const last = ends ? keeper.end() : null // signed out here at once, with or without the server
  if (begins) keeper.authenticating()
  const epoch = entities.epoch()
  const turn = keeper.epoch()
  const wrote = (): void => {
    if (method === 'GET' || begins || ends) return
    scheduler.wrote(
      method,
      [path, ...(declared.stale ?? [])].map((one) => fillPath(operation, input, one)),
    )
  }
  try {
    const sent = ends ? { ...operation, declared: { ...declared, auth: 'none' as const } } : operation
    const answer = await send(
      client,
      sent,
      input,
      (request, bearer, signal) =>
        transport(request, { bearer: bearer ?? last, signal, timeout }, async (head, response) => {
          // That the server no longer knows the session either is as good as an empty answer.
          const gone = ends && head.status === 401
          return readAnswer(operation, gone ? { ...head, status: 204 } : head, gone ? '' : await response.text(), asked, platform.now())
        }),
      options,
    )
    if (turn !== keeper.epoch() && declared.auth !== 'none')
      throw new BlockstateError('aborted', `${route}: the session changed hands meanwhile.`)
    if (begins) {
      const grant = readTokens(answer.body)
      const challenge = readChallenge(answer.body)
      const user = [...(answer.records ?? []), ...answer.included].find(({ type }) => type === 'user')
      if (grant) keeper.begin(grant, readSessionUser(user?.fields))
      else if (challenge) keeper.challenge(challenge)
      else throw new BlockstateError('protocol', `${route} answered without a token or a challenge: nobody is signed in.`)
    }
    store(client, operation, input, answer, epoch, options.seq ?? 0)
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

function store({ entities }: Client, operation: Operation, input: Fields, { records, included }: Answer, epoch: number, seq: number): void {
  entities.batch(() => {
    for (const record of included) entities.tell(record, epoch)
    let target = targetOf(operation, input)
    for (const record of records ?? []) {
      const key = recordKey(record.type, record.id)
      if (operation.method === 'GET') entities.tell(record, epoch)
      else if (key === target) entities.acknowledge(key, seq, record.fields, epoch, input)
      else entities.acknowledge(key, 0, record.fields, epoch)
      if (key === target) target = null
    }
    // A removal asked for without showing it first is one all the same.
    if (target && (seq || operation.declared.removes)) entities.acknowledge(target, seq || entities.patch(target, 'removed'), {})
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
  const resource = declared.removes ?? declared.returns
  return name && isResource(resource) ? recordKey(resource.type, String(input[name])) : null
}
