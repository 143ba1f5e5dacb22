import { answer } from '../answers/answer.ts'
import type { Asked } from '../answers/compose.ts'
import { isModelFailure, modelServer } from '../answers/model.ts'
import { tokens } from '../answers/tokens.ts'
import type { Database } from '../database/openDatabase.ts'
import { addRow, findRow, instant } from '../database/rows.ts'
import type { RequestContext } from '../server/context.ts'
import { say, turns } from './conversation.ts'
import type { Talk } from './conversation.ts'
import { takeTime } from './pace.ts'
import { speakerOf } from './speakers.ts'
import { agents, runs } from './tables.ts'

/** Runs that are being worked on, by the database they are kept in: a run that is in no set was left behind by a stopped server. */
const underWay = new WeakMap<Database, Set<string>>()

/**
 * Queues a run and begins it in the background; answers its id. The message is stored in the thread at once.
 *
 * @example
 * const id = queueRun(context, talk, 'Plan the next service')
 */
export function queueRun(context: RequestContext, talk: Talk, input: string): string {
  const id = context.mint()
  context.database.transaction(() => {
    const model = findRow(context, agents, talk.owner.id).model ?? null
    say(context, talk.id, { role: 'user', content: input })
    const beside = { thread_id: talk.id, status: 'queued', input_message: input, model, created_at: instant(context.now()) }
    addRow(context, runs, id, {}, beside)
  })
  workOn(context, talk, id)
  return id
}

/**
 * Takes up the runs of a thread that a stopped server left unfinished. Reads call it, so nobody waits for such a run forever.
 *
 * @example
 * resumeRuns(context, talk)
 */
export function resumeRuns(context: RequestContext, talk: Talk): void {
  const sql = `select unique_id from jarvis_runs where tenant = ? and thread_id = ? and status in ('queued', 'running')`
  for (const { unique_id } of context.database.all<{ unique_id: string }>(sql, context.tenant, talk.id)) workOn(context, talk, unique_id)
}

function workOn(context: RequestContext, talk: Talk, id: string): void {
  const working = underWay.get(context.database) ?? new Set()
  underWay.set(context.database, working)
  if (working.has(id)) return
  working.add(id)
  context.background(complete(context, talk, id).finally(() => working.delete(id)))
}

async function complete(context: RequestContext, talk: Talk, id: string): Promise<void> {
  // Whoever queued the run has had their answer: their leaving does not end it.
  const { signal } = new AbortController()
  const { database, tenant } = context
  await takeTime(context, 10, signal)
  const begun = context.now()
  const thread = `jarvis/agents/${talk.owner.id}/threads/${talk.id}`
  if (database.run(`update jarvis_runs set status = 'running' where tenant = ? and unique_id = ?`, tenant, id) === 0) return
  context.changed(`${thread}/runs/${id}`)
  const question = findRow(context, runs, id).input_message
  const said = turns(context, talk.id)
  const asking = said.findLastIndex(({ role, content }) => role === 'user' && content === question)
  const history = said.filter((_, at) => at !== asking)
  const asked: Asked = { ...speakerOf(context, talk), question, history }
  const { output, failed } = await writeOutput(context, asked, signal)
  await takeTime(context, tokens(output).length, signal)
  database.transaction(() => {
    const used = tokens(question).length + tokens(output).length
    const sql = `update jarvis_runs set status = ?, output_message = ?, tokens_used = ?, duration_ms = ?, completed_at = ?
      where tenant = ? and unique_id = ?`
    const ended = context.now()
    const changed = database.run(sql, failed ? 'failed' : 'completed', output, used, ended - begun, instant(ended), tenant, id)
    if (changed > 0 && !failed) say(context, talk.id, { role: 'assistant', content: output })
  })
  for (const path of [`runs/${id}`, 'messages']) context.changed(`${thread}/${path}`)
}

async function writeOutput(context: RequestContext, asked: Asked, signal: AbortSignal): Promise<{ output: string; failed: boolean }> {
  try {
    const pieces: string[] = []
    for await (const piece of answer(asked, signal, modelServer(context.env))) pieces.push(piece)
    return { output: pieces.join(''), failed: false }
  } catch (thrown) {
    if (!isModelFailure(thrown)) throw thrown
    return { output: thrown.message, failed: true }
  }
}
