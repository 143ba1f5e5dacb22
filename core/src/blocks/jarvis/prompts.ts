import { op, paged, resource } from '../../declare/index.ts'

/** A text with `{{variable}}` slots, kept in versions. */
export const Prompt = resource('prompt', {
  name: 'string',
  content: 'string',
  description: 'string?',
  provider: 'string?',
  model: 'string?',
  status: 'draft|published!',
  likes_count: 'integer!?',
  saves_count: 'integer!?',
  versions_count: 'integer!?',
  versions: 'ref[]!?',
})

/** What a prompt said at one time. `variables` are the names of its slots. */
export const PromptVersion = resource('prompt_version', {
  version_number: 'integer!',
  content: 'string!',
  status: 'draft|published!',
  is_published: 'boolean!',
  variables: 'string[]!?',
  executions_count: 'integer!?',
  published_at: 'timestamp|null!?',
})

export const listPrompts = op('GET jarvis/prompts', {
  about: 'Page through prompts',
  query: paged({ status: 'string?', search: 'string?' }),
  returns: [Prompt],
})
export const getPrompt = op('GET jarvis/prompts/:id', { about: 'Read one prompt and which versions it has', returns: Prompt })
export const createPrompt = op('POST jarvis/prompts', {
  about: 'Write a prompt; its first version is a draft',
  body: Prompt,
  returns: Prompt,
  optimistic: false,
})
export const updatePrompt = op('PUT jarvis/prompts/:id', {
  about: 'Change a prompt; new content becomes its next version',
  body: Prompt,
  returns: Prompt,
  stale: ['jarvis/prompts/:id/versions'],
})
export const deletePrompt = op('DELETE jarvis/prompts/:id', {
  about: 'Delete a prompt with its versions and executions',
  removes: Prompt,
  stale: ['jarvis/agents'],
})
export const renderPrompt = op('POST jarvis/prompts/:id/render', {
  about: 'Fill the slots of a prompt without running it, naming those left empty',
  body: { variables: 'json{}?' },
  returns: { rendered_content: 'string', variables_used: 'string[]', missing_variables: 'string[]' },
  reads: true,
})

export const listPromptVersions = op('GET jarvis/prompts/:id/versions', {
  about: 'List all versions of a prompt',
  returns: [PromptVersion],
})
export const getPromptVersion = op('GET jarvis/prompts/:id/versions/:version_id', {
  about: 'Read one version of a prompt',
  returns: PromptVersion,
})
export const publishPromptVersion = op('POST jarvis/prompts/:id/versions/:version_id/publish', {
  about: 'Make a version the one that is used',
  returns: PromptVersion,
})
