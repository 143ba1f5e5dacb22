import { createHash } from 'node:crypto'
import type { Database } from '../database/openDatabase.ts'
import type { RequestContext, SignedIn } from './context.ts'
import { refuse } from './refusal.ts'

/** How long an answer is kept for those who ask again. */
const KEPT = 24 * 3_600_000

/** Does a piece of work, or answers what it answered before to the same caller, key and request. */
export type Once = (context: RequestContext, user: SignedIn | null, work: () => Promise<Response>) => Promise<Response>

export const repeatMigrations: readonly string[] = [
  `create table repeats (
     name text primary key, request text not null, status integer not null, type text not null, body blob not null, kept_at integer not null
   );
   create index repeats_by_time on repeats (kept_at);`,
]

interface KeptRow {
  readonly request: string
  readonly status: number
  readonly type: string
  readonly body: Uint8Array
}

/**
 * Makes a write happen once for each `Idempotency-Key`: the same key with the same request is answered the first answer again for 24
 * hours, also while the first is still being answered; with another request it is refused with 422 `idempotency_key_reused`.
 *
 * A key is a caller's own. Only what went well is kept: what was refused changed nothing, and is judged anew.
 *
 * @example
 * const once = createRepeats(database)
 * const response = await once(context, user, () => answerIt())
 */
export function createRepeats(database: Database): Once {
  const answering = new Map<string, Promise<unknown>>()
  return async (context, user, work) => {
    const { request, tenant, now } = context
    const key = request.headers.get('idempotency-key')
    if (key === null || request.method === 'GET' || request.method === 'HEAD') return work()
    if (key === '' || key.length > 255)
      refuse(400, 'malformed_idempotency_key', 'Malformed key', 'An Idempotency-Key has 1 to 255 characters.')
    const name = JSON.stringify([tenant, user?.unique_id ?? null, key])
    const asked = await digestOf(request.clone())
    while (answering.has(name)) await answering.get(name)
    const sql = 'select request, status, type, body from repeats where name = ? and kept_at > ?'
    const kept = database.get<KeptRow>(sql, name, now() - KEPT)
    if (kept && kept.request !== asked)
      refuse(
        422,
        'idempotency_key_reused',
        'Key used before',
        `Idempotency-Key '${key}' came with another request; make a new one for each.`,
      )
    if (kept) {
      const headers = { ...(kept.type !== '' && { 'content-type': kept.type }), 'idempotent-replayed': 'true' }
      return new Response(kept.status === 204 ? null : new Uint8Array(kept.body), { status: kept.status, headers })
    }
    const first = work().then(async (response) => {
      const type = response.headers.get('content-type') ?? ''
      if (!response.ok || type.startsWith('text/event-stream')) return response
      const body = new Uint8Array(await response.clone().arrayBuffer())
      database.run('delete from repeats where kept_at <= ?', now() - KEPT)
      database.run('insert or replace into repeats values (?, ?, ?, ?, ?, ?)', name, asked, response.status, type, body, now())
      return response
    })
    // Whoever waits asks for the outcome itself.
    const over = first.catch(() => undefined).finally(() => answering.delete(name))
    answering.set(name, over)
    return first
  }
}

/** What was asked for, in short. A form is read part by part: each time it is sent, another boundary stands in it. */
async function digestOf(request: Request): Promise<string> {
  const hash = createHash('sha256')
  const { pathname, search } = new URL(request.url)
  hash.update(JSON.stringify([request.method, pathname, search]))
  const isForm = /^multipart\//i.test(request.headers.get('content-type') ?? '')
  // A form that cannot be read is refused by whoever reads it next.
  const form = isForm ? await request.formData().catch(() => new FormData()) : null
  if (form === null) hash.update(await request.text())
  else for (const [name, part] of form) hash.update(JSON.stringify([name, typeof part === 'string' ? part : await digestOfFile(part)]))
  return hash.digest('hex')
}

async function digestOfFile(file: File): Promise<string[]> {
  const content = new Uint8Array(await file.arrayBuffer())
  return [file.name, file.type, createHash('sha256').update(content).digest('hex')]
}
