/** A piece of text, and whether it is one of the words. */
export interface Piece {
  readonly text: string
  readonly hit: boolean
}

/**
 * Cuts a text where words begin that were searched for.
 *
 * @example
 * marked('The tides of Tidemouth', 'tide') // 'tides' and 'Tidemouth' are hits
 */
export function marked(text: string, words: string): readonly Piece[] {
  const stems = words.match(/[\p{L}\p{N}]{2,}/gu) ?? []
  if (stems.length === 0) return [{ text, hit: false }]
  const pattern = new RegExp(`(?<![\\p{L}\\p{N}])((?:${stems.join('|')})[\\p{L}\\p{N}]*)`, 'giu')
  // What the pattern catches stands at every second place.
  return text.split(pattern).map((piece, at) => ({ text: piece, hit: at % 2 === 1 }))
}
