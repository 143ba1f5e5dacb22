import { op, resource } from '../../declare/index.ts'

/** The stages deals go through, in order. The totals count by stage key, and name only stages that hold deals. */
export const Pipeline = resource('pipeline', {
  name: 'string',
  stages: [{ name: 'string', key: 'string?', probability: 'integer?', outcome: 'open|won|lost?' }],
  is_default: 'boolean?',
  deals_count: 'integer!?',
  deals_value: 'decimal!?',
  stage_counts: 'integer{}!?',
  stage_values: 'decimal{}!?',
})

export const listPipelines = op('GET crm/pipelines', {
  about: 'List all pipelines with their totals, the default one first',
  returns: [Pipeline],
})
export const getPipeline = op('GET crm/pipelines/:id', { about: 'Read one pipeline and its totals', returns: Pipeline })
export const createPipeline = op('POST crm/pipelines', {
  about: 'Define a pipeline and its stages',
  body: Pipeline,
  returns: Pipeline,
  optimistic: false,
})
