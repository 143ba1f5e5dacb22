import type { Operation } from '@blockstate/core/describe'
import type { BlockWorld } from '../../testing/blockWorld.ts'

/** The ids of one record of each kind, all of them connected. */
export interface OnePiece {
  readonly entities: string
  readonly identities: string
  readonly conversations: string
  readonly agents: string
  readonly prompts: string
  readonly workflows: string
  readonly clusters: string
  readonly tools: string
  readonly entityTalk: string
  readonly identityTalk: string
  readonly thread_id: string
  readonly run_id: string
  readonly version_id: string
  readonly exec_id: string
  readonly inst_id: string
}

/**
 * Makes one record of each kind through the API, so that every route has something to be called with.
 *
 * @example
 * const piece = await onePiece(await jarvisWorld())
 */
export async function onePiece({ made, send, world }: BlockWorld): Promise<OnePiece> {
  const entities = await made('entities', { entity: { name: 'Pump', entity_type: 'machine', description: 'Lifts water' } })
  await made(`entities/${entities}/contexts`, { context: { name: 'Plan', content: 'The bearing is greased monthly.' } })
  const identities = world.sandbox.database.get<{ id: string }>('select lower(hex(randomblob(16))) as id')?.id ?? ''
  await made(`identities/${identities}/register`, { user: { email: 'greta@example.com' } })
  const agents = await made('agents', { agent: { name: 'Planner' } })
  const thread_id = await made(`agents/${agents}/threads`, { thread: { title: 'Today' } })
  const run_id = await made(`agents/${agents}/threads/${thread_id}/runs`, { run: { message: 'Plan the day' } })
  await world.sandbox.settled()
  const prompts = await made('prompts', { prompt: { name: 'Reminder', content: 'Remind {{who}}' } })
  const version_id = (await send('GET', `prompts/${prompts}/versions`)).told('data.0.id')
  const exec_id = await made(`prompts/${prompts}/versions/${version_id}/execute`, { variables: { who: 'Ada' } })
  const workflows = await made('workflows', { workflow: { name: 'Grease' } })
  await made(`workflows/${workflows}/steps`, { step: { name: 'Order', step_type: 'human_review' } })
  const tool = { name: 'tides', description: 'Tells tides', tool_type: 'function', parameters: { type: 'object' } }
  const clusters = await made('clusters', { cluster: { name: 'Pumps' } })
  await send('POST', `clusters/${clusters}/members/${entities}`)
  return {
    entities,
    identities,
    agents,
    thread_id,
    run_id,
    prompts,
    version_id,
    exec_id,
    workflows,
    clusters,
    conversations: await made('conversations', { conversation: { title: 'Alone' } }),
    entityTalk: await made(`entities/${entities}/conversations`, { conversation: { title: 'Questions' } }),
    identityTalk: await made(`identities/${identities}/conversations`, { conversation: { title: 'Mine' } }),
    inst_id: await made(`workflows/${workflows}/instances`, { instance: { input: { by: 'Ada' } } }),
    tools: await made('tools', { tool }),
  }
}

/**
 * The path values whose names alone do not say what they are.
 *
 * @example
 * ownIds(listIdentityMessages, piece).conv_id === piece.identityTalk
 */
export function ownIds({ path }: Operation, piece: OnePiece): Readonly<Record<string, string>> {
  const conv_id = path.startsWith('jarvis/identities/') ? piece.identityTalk : piece.entityTalk
  return { conv_id, context_unique_id: piece.entityTalk, entity_id: piece.entities }
}
