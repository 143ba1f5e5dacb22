import type { RecordOf, Resource } from '@blockstate/core/describe'
import type { Message } from '@blockstate/core/jarvis'
import type { Turn } from '../answers/compose.ts'
import { toColumn } from '../database/fromColumns.ts'
import type { Place } from '../database/place.ts'
import { addRow, findRow, instant, listRows, notFound } from '../database/rows.ts'
import type { Table } from '../database/table.ts'
import { agents, entities, identities, messages } from './tables.ts'

/** To whom a conversation belongs; `none` stands by itself. A thread belongs to an agent. */
export type OwnerType = 'entity' | 'identity' | 'agent' | 'none'

/** A conversation's owner. */
export interface Owner {
  readonly type: OwnerType
  readonly id: string
}

/** One conversation of one owner: where messages are read and written. */
export interface Talk {
  readonly owner: Owner
  readonly id: string
  readonly title: string | null
  readonly agent: string | null
  readonly user: string | null
}

/** What somebody says. */
export interface Said {
  readonly role: 'user' | 'assistant' | 'system'
  readonly content: string
  readonly metadata?: unknown
  /** The files it is about: answered from them alone. */
  readonly file_ids?: readonly string[] | undefined
}

const owners: { readonly [T in Exclude<OwnerType, 'none'>]: Table<Resource> } = { entity: entities, identity: identities, agent: agents }

/**
 * Makes sure that an owner exists. Throws a 404 refusal in its name where it does not.
 *
 * @example
 * findOwner(context, { type: 'entity', id: 'e1' })
 */
export function findOwner(place: Place, { type, id }: Owner): void {
  if (type !== 'none') findRow(place, owners[type], id)
}

interface TalkRow {
  readonly owner_type: OwnerType
  readonly owner_id: string
  readonly title: string | null
  readonly agent_unique_id: string | null
  readonly user_unique_id: string | null
}

/**
 * Finds a conversation of this owner; with owner `none`, any conversation of the tenant by its id alone, as the deployed
 * `/conversations/:id` routes address them. Throws a 404 refusal where the owner or the conversation is missing.
 *
 * @example
 * const talk = findTalk(context, { type: 'entity', id: 'e1' }, 'c1')
 */
export function findTalk(place: Place, owner: Owner, id: string): Talk {
  findOwner(place, owner)
  const row = place.database.get<TalkRow>(
    'select owner_type, owner_id, title, agent_unique_id, user_unique_id from jarvis_conversations where tenant = ? and unique_id = ?',
    place.tenant,
    id,
  )
  const reached = owner.type === 'none' ? row?.owner_type !== 'agent' : row?.owner_type === owner.type && row.owner_id === owner.id
  if (row === undefined || !reached) return notFound(owner.type === 'agent' ? 'Thread' : 'Conversation', id)
  return { owner: { type: row.owner_type, id: row.owner_id }, id, title: row.title, agent: row.agent_unique_id, user: row.user_unique_id }
}

/**
 * Adds a message to a conversation and answers it. Times of one conversation never repeat or go back, so that every order of
 * its messages is the order they were said in. Call it inside a transaction.
 *
 * @example
 * const row = say(context, talk.id, { role: 'user', content: 'Hello' })
 */
export function say(place: Place, conversation: string, { role, content, metadata }: Said): RecordOf<typeof Message> {
  const { database, tenant } = place
  const last = database.get<{ at: string | null }>(
    'select max(created_at) as at from jarvis_messages where tenant = ? and conversation_id = ?',
    tenant,
    conversation,
  )?.at
  const at = instant(Math.max(place.now(), last == null ? 0 : Date.parse(last) + 1))
  const id = place.mint()
  addRow(place, messages, id, { role, content }, { conversation_id: conversation, metadata: toColumn('json?', metadata), created_at: at })
  database.run('update jarvis_conversations set updated_at = ? where tenant = ? and unique_id = ?', at, tenant, conversation)
  return findRow(place, messages, id)
}

/**
 * What was said so far, oldest first: the history that an answer is made with. A message that says which one it replaces
 * (`metadata.replaces`) takes that and all after it out of the history; the rows stay.
 *
 * @example
 * const history = turns(context, talk.id)
 */
export function turns(place: Place, conversation: string, next?: Said): Turn[] {
  const said = listRows(place, messages, { conversation_id: conversation })
  const kept: typeof said = []
  for (const row of said) {
    cutAt(kept, row)
    kept.push(row)
  }
  if (next) cutAt(kept, next)
  return kept.map(({ role, content }) => ({ role, content }))
}

/** Takes out of a history what this message replaces. */
function cutAt(kept: { readonly unique_id: string }[], { metadata }: { readonly metadata?: unknown }): void {
  // Any JSON may stand in it.
  const { replaces } = (metadata ?? {}) as { readonly replaces?: unknown }
  const at = kept.findIndex(({ unique_id }) => unique_id === replaces)
  if (at >= 0) kept.splice(at)
}

/**
 * Deletes all conversations of an owner, or one of them, with everything said in them. Call it inside a transaction.
 *
 * @example
 * removeTalks(context, { type: 'entity', id: 'e1' })
 */
export function removeTalks({ database, tenant }: Place, owner: Owner, only?: string): void {
  const ids = `select unique_id from jarvis_conversations
    where tenant = ? and owner_type = ? and owner_id = ? and (? is null or unique_id = ?)`
  const chosen = [tenant, owner.type, owner.id, only ?? null, only ?? null]
  database.run(`delete from jarvis_messages where tenant = ? and conversation_id in (${ids})`, tenant, ...chosen)
  database.run(`delete from jarvis_runs where tenant = ? and thread_id in (${ids})`, tenant, ...chosen)
  database.run(`delete from jarvis_conversations where tenant = ? and unique_id in (${ids})`, tenant, ...chosen)
}
