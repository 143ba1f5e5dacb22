import { op, paged, resource } from '../../declare/index.ts'

/** Something agents may call. `parameters` is the JSON Schema of what it takes. */
export const Tool = resource('tool', {
  name: 'string',
  description: 'string',
  tool_type: 'string',
  parameters: 'json',
  api_method: 'string?',
  api_url: 'string?',
  requires_auth: 'boolean?',
  response_mapping: 'string?',
  api_headers: 'json{}?',
  agents_count: 'integer!?',
})

export const listTools = op('GET jarvis/tools', { about: 'Page through tools', query: paged({ search: 'string?' }), returns: [Tool] })
export const getTool = op('GET jarvis/tools/:id', { about: 'Read one tool', returns: Tool })
export const registerTool = op('POST jarvis/tools', {
  about: 'Register a tool for agents to call',
  body: Tool,
  returns: Tool,
  optimistic: false,
})
export const updateTool = op('PUT jarvis/tools/:id', { about: 'Change fields of a tool', body: Tool, returns: Tool })
export const deleteTool = op('DELETE jarvis/tools/:id', { about: 'Delete a tool', removes: Tool, stale: ['jarvis/agents'] })
