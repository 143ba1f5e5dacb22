import type { RecordOf } from '@blockstate/core/describe'
import type { Message } from '@blockstate/core/jarvis'
import type { Asked } from '../answers/compose.ts'
import { answer } from '../answers/answer.ts'
import { isModelFailure, modelServer } from '../answers/model.ts'
import { tokens } from '../answers/tokens.ts'
import type { RequestContext } from '../server/context.ts'
import { refuseField } from '../server/refusal.ts'
import { citations } from './citations.ts'
import { say, turns } from './conversation.ts'
import type { Said, Talk } from './conversation.ts'
import { takeTime } from './pace.ts'
import { speakerOf } from './speakers.ts'

/** A piece of a stream, as it goes out. */
export type StreamEvent = Readonly<Record<string, unknown>> & { readonly type: 'token' | 'done' | 'error' }

/** A stored message of the user, and what its reply is to be made of. */
export interface Exchange {
  readonly talk: Talk
  readonly row: RecordOf<typeof Message>
  readonly asked: Asked
}

/**
 * Stores what somebody said and gathers what a reply needs, before a byte of that reply is written.
 *
 * @example
 * const exchange = hear(context, talk, { role: 'user', content: 'Who are you?' })
 */
export function hear(context: RequestContext, talk: Talk, said: Said): Exchange {
  return context.database.transaction(() => {
    const history = turns(context, talk.id, said)
    const row = say(context, talk.id, said)
    return { talk, row, asked: about(said, { ...speakerOf(context, talk), question: said.content, history }) }
  })
}

/**
 * The reply to a message as it is written: `token` events, then the stored row's id in `done` (seed 002), or an `error`.
 *
 * Where the reader leaves (the signal aborts), writing stops and what was written is stored. A connection that is merely cut does
 * not abort the signal: then the whole reply is stored, for the client to find in the list. A failed model leaves no row.
 *
 * @example
 * return stream(streamReply(context, hear(context, talk, input)))
 */
export async function* streamReply(context: RequestContext, { talk, asked }: Exchange): AsyncGenerator<StreamEvent, void, undefined> {
  const { signal } = context
  let written = ''
  try {
    for await (const content of answer(asked, signal, modelServer(context.env))) {
      if (written !== '') await takeTime(context, 1, signal)
      if (signal.aborted) break
      written += content
      yield { type: 'token', content }
    }
  } catch (thrown) {
    // An aborted request to a model throws too: that is the reader leaving, not a failure.
    if (!signal.aborted) {
      yield failureOf(thrown)
      return
    }
  }
  if (signal.aborted && written === '') return
  const row = conclude(context, talk, reply(asked, written))
  yield row === undefined
    ? { type: 'error', code: 'not_found', message: 'The conversation was deleted before the reply was finished' }
    : { type: 'done', message_id: row.unique_id }
}

/**
 * Writes the reply to a message that was posted without a stream. The answer to that post does not wait for it; where a model
 * fails, a system message says so.
 *
 * @example
 * context.background(writeReply(context, exchange))
 */
export async function writeReply(context: RequestContext, { talk, asked }: Exchange): Promise<void> {
  // Whoever posted has had their answer: their leaving does not end this work.
  const { signal } = new AbortController()
  try {
    const pieces: string[] = []
    for await (const content of answer(asked, signal, modelServer(context.env))) pieces.push(content)
    await takeTime(context, pieces.length, signal)
    conclude(context, talk, reply(asked, pieces.join('')))
  } catch (thrown) {
    conclude(context, talk, { role: 'system', content: String(failureOf(thrown)['message']) })
  }
}

/** Narrows what a reply is made of to the files it was asked about. An unknown one is a 422 refusal. */
function about({ file_ids = [] }: Said, asked: Asked): Asked {
  const sources = asked.sources.filter(({ id }) => file_ids.includes(id))
  const missing = file_ids.find((id) => !sources.some((source) => source.id === id))
  if (missing !== undefined) refuseField('/message/file_ids', `must name files of this conversation's owner: there is no ${missing}`)
  return file_ids.length > 0 ? { ...asked, sources } : asked
}

/** What is stored of a reply. What it rests on stands in `metadata`: the documented `done` has no room for it. */
function reply(asked: Asked, content: string): Said {
  const sources = citations(asked)
  return { role: 'assistant', content, ...(sources.length > 0 && { metadata: { sources, tokens_used: tokens(content).length } }) }
}

/**
 * A model's failure as a stream's last event; anything else is thrown on, for the server to report.
 *
 * @example
 * yield failureOf(thrown) // { type: 'error', code: 'provider_error', message: '…' }
 */
export function failureOf(thrown: unknown): StreamEvent {
  if (!isModelFailure(thrown)) throw thrown
  return { type: 'error', code: thrown.code, message: thrown.message }
}

/** Stores the end of an exchange, unless its conversation is gone. */
function conclude(context: RequestContext, talk: Talk, said: Said): RecordOf<typeof Message> | undefined {
  const { database, tenant } = context
  return database.transaction(() => {
    const there = database.get('select 1 from jarvis_conversations where tenant = ? and unique_id = ?', tenant, talk.id)
    return there === undefined ? undefined : say(context, talk.id, said)
  })
}
