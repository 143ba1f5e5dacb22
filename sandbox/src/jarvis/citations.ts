import { lookUp } from '../answers/compose.ts'
import type { Asked } from '../answers/compose.ts'
import type { Found } from '../answers/search.ts'

/** A text that an answer rests on (seed 002: `relevance_score` from 0 to 1). */
export interface Citation {
  readonly file_id: string
  readonly file_name: string
  readonly relevance_score: number
  readonly excerpt: string
}

/**
 * What an answer rests on: of each text the passage that speaks about the question most, best first.
 *
 * @example
 * const sources = citations({ speaker, question: 'How loud may the bearing get?', history: [], sources: filesOf(context, 'e1') })
 */
export function citations(asked: Asked): Citation[] {
  const best = new Map<string, Found>()
  for (const found of lookUp(asked).found) if (!best.has(found.source.id)) best.set(found.source.id, found)
  return [...best.values()].map(({ source, relevance, excerpt }) => ({
    file_id: source.id,
    file_name: source.name,
    relevance_score: relevance,
    excerpt,
  }))
}
