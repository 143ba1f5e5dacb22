import { isRead, pathNames } from '@blockstate/core/describe'
import { checkAnswer, checkEvent } from './checkAnswer.ts'
import type { Answer, StreamAnswer } from './answer.ts'
import type { RequestContext, SignedIn } from './context.ts'
import { encode } from './encode.ts'
import { eventStream } from './eventStream.ts'
import type { Framing } from './eventStream.ts'
import { readBody } from './readBody.ts'
import { readInput } from './readInput.ts'
import { refuse } from './refusal.ts'
import type { Once } from './repeats.ts'
import { chooseOperation } from './routes.ts'
import type { RouteEntry } from './routes.ts'
import type { WatchWrite } from './watchWrite.ts'
import type { Operation } from '@blockstate/core/describe'

export interface ServeOptions {
  /** Tells who sends the request, or refuses it. */
  readonly authenticate: (context: RequestContext) => Promise<SignedIn>
  /** Does a write once for each key its caller names it by. */
  readonly once: Once
  readonly checkAnswers: boolean
  readonly framing: Framing
  /** Called when the reader of a stream has gone. */
  readonly onGone: () => void
  readonly watchWrite: WatchWrite
}

/**
 * Serves one request to a route: chooses the operation, asks who is there, checks the input, calls the handler, prints the answer.
 *
 * Throws the {@link Refusal} of whichever step refuses.
 *
 * @example
 * const response = await serveOperation(entry, '/v1/auth/profile', context, options)
 */
export async function serveOperation(entry: RouteEntry, path: string, context: RequestContext, options: ServeOptions): Promise<Response> {
  const [first] = entry.operations
  if (first === undefined) throw new Error(`The route ${entry.path} has no operation`)
  const shared = entry.operations.length > 1
  const fields = shared ? (await readBody(first.operation, context.request.clone())).fields : undefined
  const { operation, handled, skill } = chooseOperation(entry.operations, fields) ?? first
  if (handled === undefined) refuse(501, 'not_implemented', 'Not in the sandbox', `The sandbox declares ${skill} but does not serve it.`)
  const user = operation.declared.auth === 'none' ? null : await options.authenticate(context)
  return options.once(context, user, async () => {
    const { input, base } = await readInput(operation, pathValues(operation, path), context.request)
    const wrote = isRead(operation) ? undefined : await options.watchWrite({ operation, context, path: path.slice('/v1/'.length), input })
    const answer = await handled.handler({ ...context, user, pointer: (field) => `${base}/${field}` }, input)
    if (options.checkAnswers) checkAnswer(operation, answer)
    // What a stream writes is written when it has ended.
    if (answer.kind === 'stream') return print(operation, { ...answer, events: followed(answer, () => wrote?.(answer)) }, context, options)
    wrote?.(answer)
    return print(operation, answer, context, options)
  })
}

function print(operation: Operation, answer: Answer, context: RequestContext, options: ServeOptions): Response {
  if (answer.kind === 'nothing') return new Response(null, { status: 204 })
  if (answer.kind === 'stream') {
    const events = options.checkAnswers ? checkedEvents(operation, answer) : answer.events
    return new Response(eventStream(events, { framing: options.framing, onGone: options.onGone, background: context.background }), {
      headers: { 'content-type': 'text/event-stream; charset=utf-8', 'cache-control': 'no-cache', 'x-accel-buffering': 'no' },
    })
  }
  if (answer.kind === 'file') {
    const disposition = `attachment; filename*=UTF-8''${encodeURIComponent(answer.name)}`
    return new Response(answer.content, { headers: { 'content-type': answer.type, 'content-disposition': disposition } })
  }
  const { status, document } = encode(answer, operation.method, context.paging)
  return new Response(JSON.stringify(document), { status, headers: { 'content-type': 'application/json' } })
}

async function* followed({ events }: StreamAnswer, ended: () => void): AsyncGenerator<Readonly<Record<string, unknown>>> {
  try {
    yield* events
  } finally {
    ended()
  }
}

async function* checkedEvents(operation: Operation, { events }: StreamAnswer): AsyncGenerator<Readonly<Record<string, unknown>>> {
  for await (const event of events) {
    checkEvent(operation, event)
    yield event
  }
}

/** The path's values under the operation's own names: operations that share a route may name its parameters differently. */
function pathValues(operation: Operation, path: string): Record<string, string> {
  const asked = path.split('/').slice(2)
  const declared = operation.path.split('/')
  const names = pathNames(operation.path)
  const values = declared.flatMap((segment, index) => (segment.startsWith(':') ? [decode(asked[index] ?? '')] : []))
  return Object.fromEntries(names.map((name, index) => [name, values[index] ?? '']))
}

/** Once and no more: `%2525` means `%25`. A stray percent sign means itself. */
function decode(segment: string): string {
  try {
    return decodeURIComponent(segment)
  } catch {
    return segment
  }
}
