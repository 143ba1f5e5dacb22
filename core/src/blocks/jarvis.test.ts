import { readdirSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import * as jarvis from './jarvis.ts'
import { isResource } from '../declare/index.ts'
import type { Operation } from '../declare/index.ts'

/** Block 13 of the platform's list of skills. */
const skills = `create_agent get_agent list_agents update_agent create_prompt execute_prompt create_workflow execute_workflow
  create_conversation send_message get_conversation create_digital_twin create_cluster register_tool list_conversations`

/** The endpoints of the Identities and Entities references. */
const endpoints = `list_identities get_identity register_identity update_identity list_identity_contexts create_identity_context
  list_identity_conversations create_identity_conversation list_identity_messages send_identity_message get_identity_content
  list_entities get_entity create_entity update_entity delete_entity list_entity_contexts create_entity_context
  list_entity_conversations create_entity_conversation list_entity_messages send_entity_message stream_entity_message query_entity_files`

/** Methods of the official SDK that travel other routes, and what deployments offer besides. */
const besides = `register_entity add_entity_prompt sdk_create_entity_context sdk_send_entity_message sdk_stream_entity_message
  stream_agent_thread_message stream_prompt_version_execution stream_prompt_execution create_agent_run query_conversation
  list_conversation_messages update_conversation rename_conversation archive_conversation restore_conversation delete_conversation
  delete_agent list_agent_threads create_agent_thread get_agent_thread list_agent_thread_messages send_agent_thread_message
  list_agent_runs get_agent_run list_prompts get_prompt update_prompt delete_prompt render_prompt list_prompt_versions
  get_prompt_version publish_prompt_version list_prompt_executions get_prompt_execution list_workflows get_workflow
  list_workflow_steps create_workflow_step get_workflow_instance step_workflow_instance suspend_workflow_instance
  resume_workflow_instance list_clusters get_cluster add_cluster_member remove_cluster_member list_tools get_tool update_tool delete_tool`

const camel = (skill: string): string => skill.replace(/_(\w)/g, (_, letter: string) => letter.toUpperCase())
const names = (list: string): string[] => list.split(/\s+/).map(camel)

const isOperation = (value: unknown): value is Operation =>
  typeof value === 'object' && value !== null && 'route' in value && 'declared' in value
const operations = Object.entries(jarvis).filter((entry): entry is [(typeof entry)[0], (typeof entry)[1] & Operation] =>
  isOperation(entry[1]),
)

const inputs = ({ path, declared }: Operation): string[] => {
  const { query, body } = declared
  const fields = body === undefined ? {} : isResource(body) ? body.fields : body
  const written = Object.entries(fields).filter(([, word]) => !(typeof word === 'string' && /^=|!/.test(word)))
  return [...path.matchAll(/:(\w+)/g)]
    .map(([, name = '']) => name)
    .concat(
      Object.keys(query ?? {}),
      written.map(([name]) => name),
    )
}

test('every skill and endpoint is declared under its own name, and nothing else is', () => {
  expect(operations.map(([name]) => name).sort()).toEqual(names(`${skills} ${endpoints} ${besides}`).sort())
})

test('the skills count as the sources count them', () => {
  expect([names(skills).length, names(endpoints).length]).toEqual([15, 24])
})

test('a route is declared once; the twin that two skills create is the only exception', () => {
  const routes = operations.filter(([name]) => name !== 'createDigitalTwin').map(([, operation]) => operation.route)
  expect(routes.filter((route, at) => routes.indexOf(route) !== at)).toEqual([])
  expect(jarvis.createDigitalTwin.route).toBe(jarvis.createEntity.route)
})

test.each(operations)('%s says what it is about, stays in its block, and names each input once', (_, operation) => {
  expect(operation.declared.about.length).toBeGreaterThan(5)
  expect(operation.path).toMatch(/^jarvis\//)
  expect(operation.method === 'GET' && operation.declared.body !== undefined).toBe(false)
  const given = inputs(operation)
  expect(given.filter((name, at) => given.indexOf(name) !== at)).toEqual([])
})

test.each(operations)('%s marks stale only what its route does not say, with names its input holds', (_, operation) => {
  for (const path of operation.declared.stale ?? []) {
    expect(operation.path === path || operation.path.startsWith(`${path}/`)).toBe(false)
    for (const [, name = ''] of path.matchAll(/:(\w+)/g)) expect(inputs(operation)).toContain(name)
  }
})

test('streams tell tokens, an end and an error', () => {
  const streams = operations.filter(([name]) => /^stream|^sdkStream/.test(name))
  expect(streams).toHaveLength(5)
  for (const [, operation] of streams) expect(Object.keys(operation.declared.streams ?? {})).toEqual(['token', 'done', 'error'])
})

test('the chats name routes that address the same messages', () => {
  for (const chat of [jarvis.entityChat, jarvis.identityChat, jarvis.agentChat]) {
    expect(chat.send.path).toBe(chat.list.path)
    if ('stream' in chat) expect(chat.stream.path).toBe(`${chat.list.path}/stream`)
  }
})

test('no declaration spreads another: bundlers would keep it', () => {
  const here = new URL('.', import.meta.url)
  const files = ['jarvis.ts', ...readdirSync(new URL('jarvis/', here)).map((name) => `jarvis/${name}`)]
  for (const file of files) expect(readFileSync(new URL(file, here), 'utf8')).not.toContain('...')
})
