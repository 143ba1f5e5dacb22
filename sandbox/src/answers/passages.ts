/** A piece of a text small enough to be quoted, under the heading it stands beneath (empty where there is none). */
export interface Passage {
  readonly heading: string
  readonly sentences: readonly string[]
}

/**
 * Cuts a text into the passages that are searched and quoted: paragraphs and list items, long ones at sentence ends (Unicode UAX 29)
 * into parts of about `size` characters. A short line without a full stop, or one that starts with `#`, is the heading of what follows.
 *
 * @example
 * passages('Bearings\n\nGrease them monthly. Use little.') // [{ heading: 'Bearings', sentences: ['Grease them monthly.', 'Use little.'] }]
 */
export function passages(text: string, size = 420): Passage[] {
  const found: Passage[] = []
  let heading = ''
  for (const block of text.replace(/\r\n?/g, '\n').split(/\n\s*\n|\n(?=\s*[-*•] )/)) {
    const item = /^\s*[-*•] /.test(block)
    const paragraph = block
      .replace(/^\s*(?:#+|[-*•] )\s*/, '')
      .replace(/\s+/g, ' ')
      .trim()
    if (paragraph === '') continue
    if (!item && paragraph.length < 70 && !/[.!?;]$/.test(paragraph)) heading = paragraph.replace(/:$/, '')
    else for (const part of parts(paragraph, size)) found.push({ heading, sentences: part })
  }
  // A text of one short line is all there is to quote.
  return found.length === 0 && heading !== '' ? [{ heading: '', sentences: [heading] }] : found
}

function parts(paragraph: string, size: number): string[][] {
  const all: string[][] = []
  let part: string[] = []
  let length = 0
  for (const { segment } of new Intl.Segmenter('en', { granularity: 'sentence' }).segment(paragraph)) {
    const sentence = segment.trim()
    if (length > 0 && length + sentence.length > size) {
      all.push(part)
      part = []
      length = 0
    }
    part.push(sentence)
    length += sentence.length
  }
  return [...all, part]
}
