import { EventSourceParserStream } from 'eventsource-parser/stream'
import type { Turn } from './compose.ts'

/** A server that speaks OpenAI's chat protocol. */
export interface ModelServer {
  /** Up to and without `/chat/completions`. */
  readonly url: string
  readonly key: string
  readonly model: string
}

/** Why a model gave no answer, in the words of a stream's `error` event. */
export interface ModelFailure extends Error {
  readonly code: string
}

/**
 * The server that the environment names, if any: `BLOCKSTATE_LLM_URL`, `_KEY` and `_MODEL`, or OpenAI's own `OPENAI_BASE_URL`,
 * `OPENAI_API_KEY` and `OPENAI_MODEL`.
 *
 * @example
 * modelServer({ BLOCKSTATE_LLM_URL: 'http://localhost:11434/v1', BLOCKSTATE_LLM_MODEL: 'qwen3' })
 */
export function modelServer(environment: Readonly<Record<string, string | undefined>>): ModelServer | undefined {
  const url = environment['BLOCKSTATE_LLM_URL'] ?? environment['OPENAI_BASE_URL']
  if (url === undefined || url === '') return undefined
  return {
    url: url.replace(/\/+$/, ''),
    key: environment['BLOCKSTATE_LLM_KEY'] ?? environment['OPENAI_API_KEY'] ?? '',
    model: environment['BLOCKSTATE_LLM_MODEL'] ?? environment['OPENAI_MODEL'] ?? 'gpt-4o-mini',
  }
}

/**
 * Asks a model and gives its answer piece by piece, as the pieces arrive.
 *
 * @throws ModelFailure `provider_unreachable`, `provider_error` (a refusal, or an error amid the stream), `provider_interrupted`
 *   (the stream ended before the model did)
 * @example
 * for await (const piece of askModel(server, [{ role: 'user', content: 'Hello' }], signal)) write(piece)
 */
export async function* askModel(
  server: ModelServer,
  messages: readonly Turn[],
  signal: AbortSignal,
  fetched: typeof fetch = fetch,
): AsyncGenerator<string, void, undefined> {
  const headers = new Headers({ 'content-type': 'application/json', accept: 'text/event-stream' })
  if (server.key !== '') headers.set('authorization', `Bearer ${server.key}`)
  const body = JSON.stringify({ model: server.model, messages, stream: true })
  const response = await fetched(`${server.url}/chat/completions`, { method: 'POST', headers, body, signal }).catch((cause: unknown) => {
    throw failure('provider_unreachable', `No answer from ${server.url}`, cause)
  })
  if (!response.ok || response.body === null) {
    throw failure('provider_error', `${server.model} answered ${response.status}: ${(await response.text()).slice(0, 200)}`)
  }
  const events = response.body.pipeThrough(new TextDecoderStream()).pipeThrough(new EventSourceParserStream())
  try {
    for await (const { data } of events) {
      if (data === '[DONE]') return
      const { content, ended, error } = readPiece(data)
      if (error !== undefined) throw failure('provider_error', error)
      if (content !== '') yield content
      if (ended) return
    }
  } catch (thrown) {
    // A connection that breaks, or JSON that is cut: what came was not the end of the answer.
    throw isModelFailure(thrown)
      ? thrown
      : failure('provider_interrupted', `${server.model} was cut off in the middle of its answer`, thrown)
  }
  throw failure('provider_interrupted', `${server.model} stopped in the middle of its answer`)
}

interface Piece {
  choices?: { delta?: { content?: string | null }; finish_reason?: string | null }[]
  error?: { message?: string }
}

function readPiece(data: string): { content: string; ended: boolean; error?: string } {
  // A provider's JSON: every member may be missing, so each is asked for.
  const read = JSON.parse(data) as Piece
  if (read.error !== undefined) return { content: '', ended: true, error: read.error.message ?? 'The model failed' }
  const choice = read.choices?.[0]
  return { content: choice?.delta?.content ?? '', ended: choice?.finish_reason != null }
}

function failure(code: string, message: string, cause?: unknown): ModelFailure {
  return Object.assign(new Error(message, { cause }), { code })
}

/** Is this the failure of a model, and not of the sandbox itself? */
export function isModelFailure(thrown: unknown): thrown is ModelFailure {
  return thrown instanceof Error && 'code' in thrown && typeof thrown.code === 'string' && thrown.code.startsWith('provider_')
}
