import type { RecordOf } from '@blockstate/core/describe'
import type { PromptVersion } from '@blockstate/core/jarvis'
import { answer } from '../answers/answer.ts'
import type { Asked } from '../answers/compose.ts'
import { modelServer } from '../answers/model.ts'
import type { ModelServer } from '../answers/model.ts'
import { summary } from '../answers/summary.ts'
import { render } from '../answers/template.ts'
import { tokens } from '../answers/tokens.ts'
import { isTaken } from '../database/isTaken.ts'
import { addRow, findRow, instant, notFound } from '../database/rows.ts'
import type { RequestContext } from '../server/context.ts'
import { Refusal } from '../server/refusal.ts'
import { agentSpeaker, everything } from './speakers.ts'
import { promptExecutions, prompts } from './tables.ts'

/** How a version is to be run. */
export interface Settings {
  readonly variables?: Readonly<Record<string, unknown>> | undefined
  readonly model?: string | undefined
  readonly temperature?: number | undefined
  readonly agent_unique_id?: string | undefined
}

/** A version made ready to run. */
export interface Execution {
  readonly prompt: string
  readonly version: RecordOf<typeof PromptVersion>
  readonly settings: Settings
  readonly rendered: string
  readonly model: string | null
  readonly asked: Asked
  readonly begun: number
}

/** A text longer than this that fills a slot is what the prompt is about, rather than a word in it. */
const long = 240

/**
 * Fills the slots of a version and gathers what its output is made from: the agent's texts where one is named, else those of all
 * entities. Throws a 422 refusal that names every slot left empty, and a 404 one for an unknown prompt or agent.
 *
 * @example
 * const execution = prepare(context, 'p1', version, { variables: { machine: 'Pump 3' } })
 */
export function prepare(context: RequestContext, prompt: string, version: RecordOf<typeof PromptVersion>, settings: Settings): Execution {
  const { name, description = '', model = null } = findRow(context, prompts, prompt)
  const { agent_unique_id, variables = {} } = settings
  const known = agent_unique_id === undefined ? undefined : agentSpeaker(context, agent_unique_id)
  const { text, missing } = render(version.content, variables)
  if (missing.length > 0) {
    const title = 'Missing Variable'
    const details = missing.map((slot) => ({ title, detail: `${slot} is required`, source: { pointer: `/variables/${slot}` } }))
    throw new Refusal(422, 'validation_error', details)
  }
  const speaker = known?.speaker ?? { name, description, instructions: '' }
  const asked = { speaker, question: text, history: [], sources: known?.sources ?? everything(context) }
  return { prompt, version, settings, rendered: text, model: settings.model ?? model, asked, begun: context.now() }
}

/**
 * Writes the output of a prepared version, piece by piece. Without a model, a long text in a slot is summarised, and short ones are
 * looked up in what is known.
 *
 * @throws ModelFailure where a model is asked and fails
 * @example
 * for await (const piece of writeOutput(context, execution)) output += piece
 */
export function writeOutput(context: RequestContext, { asked, settings, rendered }: Execution): AsyncIterable<string> {
  const { signal } = context
  const named = modelServer(context.env)
  if (named !== undefined) return answer(asked, signal, withModel(named, settings.model))
  const filled = Object.values(settings.variables ?? {}).filter((value) => typeof value === 'string')
  const texts = filled.filter((value) => value.length > long)
  if (texts.length === 0) return answer(filled.length === 0 ? asked : { ...asked, question: filled.join(' ') }, signal)
  const wanted = Number(/\b([1-9])\s+sentences?\b/i.exec(rendered)?.[1] ?? (/\bone sentence\b/i.test(rendered) ? 1 : 3))
  return pieces(texts.map((text) => summary(text, wanted)).join('\n\n'))
}

/**
 * Stores what came out, and answers the id of the execution. Throws a 404 refusal where the prompt has been deleted meanwhile.
 *
 * @example
 * const id = keep(context, execution, output)
 */
export function keep(context: RequestContext, { prompt, version, settings, rendered, model, begun }: Execution, output: string): string {
  if (!isTaken(context, prompts, prompt)) notFound(prompts.called, prompt)
  const id = context.mint()
  addRow(
    context,
    promptExecutions,
    id,
    {},
    {
      prompt_id: prompt,
      version_id: version.unique_id,
      version_number: version.version_number,
      rendered_prompt: rendered,
      output,
      variables: JSON.stringify(settings.variables ?? {}),
      model,
      temperature: settings.temperature ?? null,
      tokens_used: tokens(rendered).length + tokens(output).length,
      duration_ms: context.now() - begun,
      created_at: instant(context.now()),
    },
  )
  return id
}

async function* pieces(text: string): AsyncGenerator<string, void, undefined> {
  yield* tokens(text)
}

function withModel(server: ModelServer, model: string | undefined): ModelServer {
  return model === undefined ? server : { ...server, model }
}
