import { call } from '@blockstate/core'
import {
  createAgentThread,
  createEntityConversation,
  createIdentityConversation,
  listAgents,
  listEntities,
  listEntityConversations,
} from '@blockstate/core/jarvis'
import { demoUsers } from '@blockstate/sandbox'
import type { Scene } from './scene.ts'

/** The id of the demo twin of that name. */
export async function twin({ client }: Scene, name = 'Harbour Pump 3'): Promise<string> {
  const { items } = await call(client, listEntities, { search: name, per_page: 50 })
  return idOf(items.find((row) => row.name === name))
}

/** A new conversation with the pump. */
export async function newTalk(scene: Scene): Promise<{ id: string; conv_id: string }> {
  const id = await twin(scene)
  const { unique_id } = await call(scene.client, createEntityConversation, { id, title: 'Test' })
  return { id, conv_id: unique_id }
}

/** The pump's long conversation: sixty messages. */
export async function longTalk(scene: Scene): Promise<{ id: string; conv_id: string }> {
  const id = await twin(scene)
  const { items } = await call(scene.client, listEntityConversations, { id })
  return { id, conv_id: idOf(items.find((row) => row.title === 'Storm season' || row.name === 'Storm season')) }
}

/** A new conversation of Ada's identity. */
export async function newIdentityTalk({ client }: Scene): Promise<{ id: string; conv_id: string }> {
  const id = demoUsers.ada.unique_id
  const { unique_id } = await call(client, createIdentityConversation, { id, title: 'Test' })
  return { id, conv_id: unique_id }
}

/** A new thread with the first agent. */
export async function newThread({ client }: Scene): Promise<{ id: string; thread_id: string }> {
  const { items } = await call(client, listAgents, {})
  const id = idOf(items[0])
  const { unique_id } = await call(client, createAgentThread, { id, title: 'Test' })
  return { id, thread_id: unique_id }
}

function idOf(row: { unique_id: string } | undefined): string {
  if (!row) throw new Error('The demo data lacks what this behaviour needs.')
  return row.unique_id
}
