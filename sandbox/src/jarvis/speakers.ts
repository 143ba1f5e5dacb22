import type { Speaker } from '../answers/compose.ts'
import type { Source } from '../answers/search.ts'
import { isTaken } from '../database/isTaken.ts'
import type { Place } from '../database/place.ts'
import { findRow, listRows } from '../database/rows.ts'
import type { Owner, Talk } from './conversation.ts'
import { linksOf } from './links.ts'
import { agents, contexts, entities, identities } from './tables.ts'

/** Who answers, and from what. */
export interface Knowing {
  readonly speaker: Speaker
  readonly sources: readonly Source[]
}

/**
 * Who answers in a conversation: its entity, its agent, or the assistant of its user.
 *
 * @example
 * const { speaker, sources } = speakerOf(context, talk)
 */
export function speakerOf(place: Place, { owner, agent, user }: Talk): Knowing {
  if (owner.type === 'entity') return entitySpeaker(place, owner.id)
  if (owner.type === 'agent') return agentSpeaker(place, owner.id)
  if (owner.type === 'identity') return assistantOf(place, owner.id)
  // An agent may have been deleted since the conversation named it.
  if (agent !== null && isTaken(place, agents, agent)) return agentSpeaker(place, agent)
  return user === null ? { speaker: assistant, sources: [] } : assistantOf(place, user)
}

/**
 * An entity, with its contexts and files. Throws a 404 refusal where there is none.
 *
 * @example
 * entitySpeaker(context, 'e1').speaker.name // 'Harbour Pump 3'
 */
export function entitySpeaker(place: Place, id: string): Knowing {
  const { name, description = '', instructions = '', content = '' } = findRow(place, entities, id)
  const own: Source[] = content === '' ? [] : [{ id, name, kind: 'content', text: content }]
  const sources = [...own, ...contextsOf(place, { type: 'entity', id }), ...filesOf(place, id)]
  return { speaker: { name, description, instructions }, sources }
}

/**
 * An agent, with everything that its entities know. Throws a 404 refusal where there is none.
 *
 * @example
 * agentSpeaker(context, 'a1').sources.length
 */
export function agentSpeaker(place: Place, id: string): Knowing {
  const { name, description = '', system_prompt: instructions = '' } = findRow(place, agents, id)
  const sources = linksOf(place, { type: 'agent', id }, 'entity').flatMap((entity) => entitySpeaker(place, entity.id).sources)
  return { speaker: { name, description, instructions }, sources }
}

/**
 * The texts of an entity's files.
 *
 * @example
 * filesOf(context, 'e1')[0]?.name // 'vibration-log.txt'
 */
export function filesOf({ database, tenant }: Place, entity: string): Source[] {
  const sql = `select unique_id as id, name, 'file' as kind, body as text from jarvis_files where tenant = ? and entity_id = ? order by seq`
  return database.all<Source>(sql, tenant, entity)
}

/**
 * The contexts of all entities: what a prompt is answered from when no agent is named.
 *
 * @example
 * everything(context).length
 */
export function everything({ database, tenant }: Place): Source[] {
  const sql = `select c.unique_id as id, e.name || ': ' || c.name as name, 'context' as kind, c.content as text from jarvis_contexts c
    join jarvis_entities e on e.tenant = c.tenant and e.unique_id = c.owner_id where c.tenant = ? order by c.seq`
  return database.all<Source>(sql, tenant)
}

const assistant: Speaker = { name: 'Jarvis', description: 'I remember what is said in this conversation.', instructions: '' }

function assistantOf(place: Place, id: string): Knowing {
  if (!isTaken(place, identities, id)) return { speaker: assistant, sources: [] }
  const { display_name, email } = findRow(place, identities, id)
  const sql = `select unique_id as id, title as name, 'content' as kind, body as text from jarvis_contents
    where tenant = ? and identity_id = ? order by seq`
  const contents = place.database.all<Source>(sql, place.tenant, id)
  const speaker = { name: 'Jarvis', description: `I assist ${display_name ?? email}.`, instructions: '' }
  return { speaker, sources: [...contextsOf(place, { type: 'identity', id }), ...contents] }
}

function contextsOf(place: Place, { type, id }: Owner): Source[] {
  return listRows(place, contexts, { owner_type: type, owner_id: id }).map(({ unique_id, name, content }) => ({
    id: unique_id,
    name,
    kind: 'context',
    text: content,
  }))
}
