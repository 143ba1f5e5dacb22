/** A fenced block of code in a page. */
export interface Fence {
  /** The page, by path from the repository's root. */
  page: string
  /** The line of its first line of code, from 1. */
  line: number
  /** `ts`, `tsx`, `js`, `vue`, `svelte`; anything else is not looked at. */
  language: string
  /** What the page calls the file: blocks of one name are one file, in the page's order. */
  file: string | undefined
  code: string
}

/**
 * The fenced blocks of a page, in its order. The first line of a block says its language and, after it, `file=Chat.tsx`.
 *
 * @example
 * fencesIn('README.md', text).filter(({ language }) => language === 'vue')
 */
export function fencesIn(page: string, text: string): Fence[] {
  const fences: Fence[] = []
  let open: { fence: Fence; mark: string; lines: string[] } | undefined
  for (const [index, line] of text.split('\n').entries()) {
    const [, mark = '', language = '', file] = /^(```+)\s*(\w*)(?:\s+file=(\S+))?\s*$/.exec(line) ?? []
    if (open) {
      if (mark !== open.mark || language !== '') open.lines.push(line)
      else {
        fences.push({ ...open.fence, code: `${open.lines.join('\n')}\n` })
        open = undefined
      }
    } else if (mark !== '') open = { fence: { page, line: index + 2, language, file, code: '' }, mark, lines: [] }
  }
  if (open) throw new Error(`${page}:${open.fence.line} a block of code is never closed`)
  return fences
}
