import { passages } from './passages.ts'
import { terms } from './terms.ts'

/**
 * Shortens a text to those of its own sentences that its other sentences speak about most, in their order (Luhn's method, 1958).
 *
 * @example
 * summary('The pump runs. The pump leaks. It is Monday.', 1) // 'The pump runs.'
 */
export function summary(text: string, count: number): string {
  const sentences = passages(text).flatMap((passage) => passage.sentences)
  const often = new Map<string, number>()
  for (const word of sentences.flatMap(terms)) often.set(word, (often.get(word) ?? 0) + 1)
  return sentences
    .map((sentence, at) => {
      const words = terms(sentence)
      // The square root keeps a long sentence from winning by its length alone, and a short one by its shortness.
      return { sentence, at, weight: words.reduce((sum, word) => sum + (often.get(word) ?? 0), 0) / Math.sqrt(words.length + 1) }
    })
    .sort((a, b) => b.weight - a.weight || a.at - b.at)
    .slice(0, count)
    .sort((a, b) => a.at - b.at)
    .map(({ sentence }) => sentence)
    .join(' ')
}
