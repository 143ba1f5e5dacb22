import { marked } from 'marked'
import type { MarkedOptions, Token } from 'marked'

/** A paragraph, a list, a table: what stands alone between blank lines. The same object for as long as its text is the same. */
export interface MarkdownBlock {
  readonly text: string
  readonly html: string
}

/** Renders a text that grows. Told the text so far, it answers with its blocks. */
export type GrowingMarkdown = (text: string) => readonly MarkdownBlock[]

export interface GrowingMarkdownOptions {
  /** What makes HTML fit to be inserted. */
  readonly safe: (html: string) => string
  /** Is told how many characters were parsed, at each call that parses. */
  readonly parsed?: (characters: number) => void
}

/** Handed on as a copy: the parser writes its own parts into it. */
const how = { gfm: true, breaks: true } satisfies MarkedOptions

/**
 * Markdown that arrives word by word. A block that is over is parsed once; only the last, which may still become something else, is
 * parsed at each call. A text that does not continue the one before begins anew, so one of these serves one message.
 *
 * A block is over when the block after it has a whole line: half of one may yet turn out to belong to it (`2` after a list, before
 * `2.`). A link by reference finds its address in its own block only.
 *
 * @example
 * const blocksOf = growingMarkdown({ safe: safeHtml })
 * blocksOf('# Pump\n\nGreased **we').map(({ html }) => html) // ['<h1>Pump</h1>', '<p>Greased **we</p>']
 */
export function growingMarkdown({ safe, parsed = () => {} }: GrowingMarkdownOptions): GrowingMarkdown {
  /** The text of all blocks that are over, and they themselves. */
  let over = ''
  let finished: readonly MarkdownBlock[] = []
  let last: { readonly text: string; readonly blocks: readonly MarkdownBlock[] } = { text: '', blocks: [] }

  const blockOf = (token: Token): MarkdownBlock => {
    // What did not change since the last call is the same object, so that nobody renders it again.
    const known = last.blocks.slice(finished.length).find(({ text }) => text === token.raw)
    return known ?? { text: token.raw, html: safe(marked.parser([token], { ...how })) }
  }

  return (said) => {
    const text = said.includes('\r') ? said.replaceAll(/\r\n?/g, '\n') : said
    if (text === last.text) return last.blocks
    if (!text.startsWith(over)) {
      over = ''
      finished = []
    }
    const open = text.slice(over.length)
    parsed(open.length)
    const tokens = marked.lexer(open, { ...how })
    const blocks = tokens.filter(isShown).map(blockOf)
    last = { text, blocks: [...finished, ...blocks] }
    const ended = endOfFinished(tokens, open)
    over = text.slice(0, over.length + ended.length)
    finished = last.blocks.slice(0, finished.length + ended.blocks)
    return last.blocks
  }
}

/** How much of an open text is over: its length, and how many blocks that are shown. */
function endOfFinished(tokens: readonly Token[], open: string): { length: number; blocks: number } {
  const wholeLines = open.lastIndexOf('\n')
  let at = 0
  let shown = 0
  let end = { length: 0, blocks: 0 }
  for (const token of tokens) {
    // From here on there is another block, and a whole line of it: what came before is over.
    if (token.type !== 'space' && at < wholeLines) end = { length: at, blocks: shown }
    at += token.raw.length
    if (isShown(token)) shown += 1
  }
  return end
}

/** Blank lines and the addresses of links are no blocks. */
function isShown({ type }: Token): boolean {
  return type !== 'space' && type !== 'def'
}
