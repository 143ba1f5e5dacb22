import type { Place } from '../../database/place.ts'
import { addRow, instant } from '../../database/rows.ts'
import { link } from '../links.ts'
import { agents, clusters, prompts, tools, workflows, workflowSteps } from '../tables.ts'
import { addVersion, publishVersion } from '../versions.ts'

interface Stamps {
  readonly created_at: string
  readonly updated_at: string
}

/** The twins that the planted work is about, by what they are. */
export interface WorkTwins {
  readonly pump: string
  readonly turbine: string
  readonly loom: string
  readonly almanac: string
}

/**
 * Plants agents, prompts, tools, a cluster and a workflow around twins that are there already; answers the agents' ids.
 *
 * @example
 * const [planner] = plantWork(context, { pump, turbine, loom, almanac })
 */
export function plantWork(place: Place, twins: WorkTwins): [planner: string, guide: string] {
  const at = instant(place.now() - 30 * 86_400_000)
  const stamps = { created_at: at, updated_at: at }
  const planner = plantAgent(place, stamps, [twins.pump, twins.turbine, twins.loom], {
    name: 'Maintenance Planner',
    description: 'Knows the machines and says what is due next.',
    system_prompt: 'Name the machine first, then the work, then the date. Be brief.',
    provider: 'anthropic',
    model: 'claude-sonnet-4-5',
  })
  const guide = plantAgent(place, stamps, [twins.almanac], {
    name: 'Almanac Guide',
    description: 'Helps farmers to choose a plan and to set up their stations.',
    system_prompt: 'Answer customers of Almanac kindly and to the point.',
    provider: 'openai',
    model: 'gpt-4o-mini',
  })
  const reminder = plantPrompt(place, stamps, 'Maintenance reminder', 'A short note to a technician about work that is due.', [
    'Remind {{technician}} of {{work}}.',
    'Write to {{technician}} that {{machine}} needs {{work}}, and say why it matters.',
  ])
  const shortens = ['Summarise this report in 2 sentences:\n\n{{report}}']
  plantPrompt(place, stamps, 'Report in brief', 'Shortens a report to a few sentences.', shortens)
  link(place, { type: 'agent', id: planner }, { type: 'prompt', id: reminder })
  plantTools(place, stamps, planner)
  const cluster = place.mint()
  addRow(place, clusters, cluster, { name: 'Rotating machinery', description: 'Everything with a shaft that turns.' }, stamps)
  for (const id of [twins.pump, twins.turbine, twins.loom]) link(place, { type: 'cluster', id: cluster }, { type: 'entity', id })
  const workflow = place.mint()
  addRow(place, workflows, workflow, { name: 'Grease a bearing', description: 'From the request to the signed card.' }, stamps)
  const steps = [
    ['Order the work', 'human_review'],
    ['Grease', 'human_review'],
    ['Watch the temperature', 'automated'],
    ['Sign the card', 'human_review'],
  ]
  steps.forEach(([name, step_type], index) => {
    const ends = { is_entry_point: index === 0, is_exit_point: index === steps.length - 1 }
    addRow(place, workflowSteps, place.mint(), { name, step_type, ...ends, position: index + 1 }, { workflow_id: workflow, ...stamps })
  })
  return [planner, guide]
}

function plantAgent(place: Place, stamps: Stamps, knows: readonly string[], agent: Readonly<Record<string, string>>): string {
  const id = place.mint()
  addRow(place, agents, id, agent, { ...stamps })
  for (const entity of knows) link(place, { type: 'agent', id }, { type: 'entity', id: entity })
  return id
}

/** Its first version is the one in use; those behind it are drafts. */
function plantPrompt(place: Place, stamps: Stamps, name: string, description: string, contents: readonly string[]): string {
  const id = place.mint()
  addRow(place, prompts, id, { name, description, content: contents.at(-1) }, { ...stamps })
  const [first] = contents.map((content) => addVersion(place, id, content))
  if (first !== undefined) publishVersion(place, id, first)
  return id
}

function plantTools(place: Place, stamps: Stamps, agent: string): void {
  const text = (description: string): object => ({ type: 'string', description })
  const planted = [
    {
      name: 'read_tide_table',
      description: 'Tells when the next high and low water is, and how high.',
      parameters: { type: 'object', properties: { place: text('Where the tide is wanted'), day: text('ISO date') }, required: ['place'] },
      api_method: 'GET',
      api_url: 'https://tides.example/v1/table',
    },
    {
      name: 'open_work_order',
      description: 'Opens a work order and answers its number.',
      parameters: {
        type: 'object',
        properties: { machine: text('What is to be worked on'), work: text('What is to be done') },
        required: ['machine', 'work'],
      },
      api_method: 'POST',
      api_url: 'https://orders.example/v1/orders',
    },
  ]
  for (const tool of planted) {
    const id = place.mint()
    addRow(place, tools, id, { ...tool, tool_type: 'function' }, { ...stamps })
    link(place, { type: 'agent', id: agent }, { type: 'tool', id })
  }
}
