import { op, paged, resource } from '../../declare/index.ts'

/** One run of a prompt version: what was asked, with the slots filled, and what came out. */
export const PromptExecution = resource('prompt_execution', {
  version_id: 'uuid!',
  version_number: 'integer!?',
  rendered_prompt: 'string!',
  output: 'string!',
  variables: 'json{}!?',
  model: 'string|null!?',
  temperature: 'number|null!?',
  tokens_used: 'integer!',
  duration_ms: 'integer!',
  likes_count: 'integer!?',
  saves_count: 'integer!?',
  comments_count: 'integer!?',
})

/** The pieces of a streamed output: only here does the end tell what was used. */
const output = {
  token: { content: 'string' },
  done: { execution_id: 'string', tokens_used: 'integer' },
  error: { code: 'string?', message: 'string?' },
} as const

export const listPromptExecutions = op('GET jarvis/prompts/:id/executions', {
  about: 'Page through what a prompt has produced',
  query: paged(),
  returns: [PromptExecution],
})
export const getPromptExecution = op('GET jarvis/prompts/:id/executions/:exec_id', {
  about: 'Read one execution',
  returns: PromptExecution,
})
export const executePrompt = op('POST jarvis/prompts/:id/versions/:version_id/execute', {
  about: 'Run a prompt version with its slots filled and wait for the output',
  body: { variables: 'json{}?', model: 'string?', temperature: 'number?' },
  returns: PromptExecution,
  optimistic: false,
  stale: ['jarvis/prompts/:id/executions'],
})
export const streamPromptVersionExecution = op('POST jarvis/prompts/:id/versions/:version_id/execute/stream', {
  about: 'Run a prompt version and read its output as it is written',
  body: { variables: 'json{}?', agent_unique_id: 'uuid?' },
  streams: output,
  optimistic: false,
  stale: ['jarvis/prompts/:id/executions'],
})
export const streamPromptExecution = op('POST jarvis/prompts/:id/execute/stream', {
  about: 'Run the version of a prompt in use and read its output as it is written',
  body: { variables: 'json{}?', agent_unique_id: 'uuid?' },
  streams: output,
  optimistic: false,
  stale: ['jarvis/prompts/:id/executions', 'jarvis/prompts/:id/versions'],
})
