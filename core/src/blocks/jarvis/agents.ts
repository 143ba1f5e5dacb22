import { op, paged, resource } from '../../declare/index.ts'

/** An AI agent: instructions, and the model that follows them. Its relationships are told by the single read. */
export const Agent = resource('agent', {
  name: 'string',
  description: 'string?',
  system_prompt: 'string?',
  provider: 'openai|anthropic|google|mistral|perplexity|openai_compatible|custom?',
  model: 'string?',
  code: 'string?',
  supervisor_user_uid: 'uuid?',
  status: 'active|inactive?',
  prompts_count: 'integer!?',
  entities_count: 'integer!?',
  prompts: 'ref[]!?',
  entities: 'ref[]!?',
})

export const listAgents = op('GET jarvis/agents', {
  about: 'Page through agents',
  query: paged({ status: 'string?', search: 'string?' }),
  returns: [Agent],
})
export const getAgent = op('GET jarvis/agents/:id', { about: 'Read one agent with the prompts and entities it works with', returns: Agent })
export const createAgent = op('POST jarvis/agents', { about: 'Create an agent', body: Agent, returns: Agent, optimistic: false })
export const updateAgent = op('PUT jarvis/agents/:id', { about: 'Change fields of an agent', body: Agent, returns: Agent })
export const deleteAgent = op('DELETE jarvis/agents/:id', { about: 'Delete an agent with its threads', removes: Agent })
