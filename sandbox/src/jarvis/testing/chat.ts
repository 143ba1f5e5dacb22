import type { streamEntityMessage } from '@blockstate/core/jarvis'
import type { StreamEvent } from '@blockstate/core/describe'
import { jarvisWorld } from './jarvisWorld.ts'
import type { BlockWorld } from '../../testing/blockWorld.ts'

/** An entity that knows one thing, and a conversation with it. */
export interface Chat extends BlockWorld {
  /** Of its messages, behind `/v1/jarvis/`. */
  readonly path: string
  readonly rows: () => Promise<{ role: string; content: string; unique_id: string }[]>
}

/**
 * Opens a conversation with an entity that knows when its bearing is greased.
 *
 * @example
 * const { send, path, rows } = await chat()
 */
export async function chat(env: Readonly<Record<string, string>> = {}): Promise<Chat> {
  const world = await jarvisWorld({ env })
  const entity = await world.made('entities', { entity: { name: 'Pump', entity_type: 'machine' } })
  const content = 'The bearing is greased every 500 running hours with twelve grams of grease. The fitter wipes the nipple first.'
  await world.made(`entities/${entity}/contexts`, { context: { name: 'Plan', content } })
  const talk = await world.made(`entities/${entity}/conversations`, { conversation: { title: 'Grease' } })
  const path = `entities/${entity}/conversations/${talk}/messages`
  const rows = async (): Promise<{ role: string; content: string; unique_id: string }[]> => {
    const answer = await world.send('GET', `${path}?records=100`)
    // The list's own form: a record for each message.
    const { data } = answer.json as { data: { attributes: { role: string; content: string; unique_id: string } }[] }
    return data.map(({ attributes }) => attributes)
  }
  return { ...world, path, rows }
}

/** An event of the stream. */
export type ChatEvent = StreamEvent<typeof streamEntityMessage>

/**
 * Reads a stream's text without the project's own parser, which must not vouch for itself.
 *
 * @example
 * events(answer.body).at(-1) // { type: 'done', message_id: '…' }
 */
export const events = (body: string): ChatEvent[] =>
  body.split('\n').flatMap((line) => (line.startsWith('data: ') ? [JSON.parse(line.slice(6)) as ChatEvent] : []))
/**
 * What the tokens of a stream say together.
 *
 * @example
 * said(events(answer.body))
 */
export const said = (all: readonly ChatEvent[]): string => all.map((event) => (event.type === 'token' ? event.content : '')).join('')
/** What is asked of it. */
export const question = { message: { content: 'How often is the bearing greased?' } }
