import type { Place } from '../../database/place.ts'
import { addRow, instant } from '../../database/rows.ts'
import type { Owner } from '../conversation.ts'
import { conversations, messages } from '../tables.ts'
import type { Dialogue } from './dialogues.ts'

/**
 * Plants a conversation that ended `endedAgo` milliseconds ago, a question every 40 minutes and its answer four seconds later.
 *
 * @example
 * plantTalk(context, { type: 'entity', id: 'e1' }, 'Storm season', stormSeason, 3_600_000)
 */
export function plantTalk(place: Place, owner: Owner, title: string, dialogue: Dialogue, endedAgo: number): string {
  const id = place.mint()
  const between = 40 * 60_000
  const begun = place.now() - endedAgo - dialogue.length * between
  addRow(
    place,
    conversations,
    id,
    { title },
    {
      owner_type: owner.type,
      owner_id: owner.id,
      created_at: instant(begun - 1000),
      updated_at: instant(begun + (dialogue.length - 1) * between + 4000),
    },
  )
  const say = (role: string, content: string, at: number): void =>
    addRow(place, messages, place.mint(), { role, content }, { conversation_id: id, created_at: instant(at) })
  dialogue.forEach(([question, answer], turn) => {
    say('user', question, begun + turn * between)
    say('assistant', answer, begun + turn * between + 4000)
  })
  return id
}
