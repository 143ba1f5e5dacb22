import { existsSync } from 'node:fs'
import ts from 'typescript'
import { ROOT } from '../root.ts'
import { lineOf, nodes, type HouseFile } from './file.ts'

/** Comments explain: they neither silence the compiler nor put work off, and the pages they point to are there. */
export function comments(file: HouseFile): string[] {
  return [...ranges(file)].flatMap(({ pos, end }) => {
    const text = file.text.slice(pos, end)
    const where = lineOf(file, pos)
    const problems: string[] = []
    if (/@ts-(ignore|nocheck)\b/.test(text)) problems.push(`${where} silences the compiler: fix the type`)
    if (/@ts-expect-error\b/.test(text) && !file.isTest) problems.push(`${where} expects a type error outside a test: fix the type`)
    if (/(oxlint|eslint)-disable(?!-next-line)/.test(text))
      problems.push(`${where} turns the linter off for a whole file: do it for one line, with the reason`)
    if (/\b(TODO|FIXME|XXX|HACK)\b/.test(text)) problems.push(`${where} puts work off: do it, or open an issue`)
    for (const [page] of text.matchAll(/(?<![\w/.:-])[\w-]+(\/[\w-]+)*\.md\b/g)) {
      if (!existsSync(`${ROOT}${page}`)) problems.push(`${where} points to ${page}, which is not in the repository`)
    }
    return problems
  })
}

/** Every comment once. Comments live before or behind a token; words in strings are none. */
function* ranges(file: HouseFile): Generator<ts.CommentRange> {
  const seen = new Set<number>()
  for (const node of nodes(file)) {
    if (node.getChildCount(file.source) > 0 || ts.isJsxText(node)) continue
    const text = file.source?.text ?? ''
    const found = [
      ...(ts.getLeadingCommentRanges(text, node.getFullStart()) ?? []),
      ...(ts.getTrailingCommentRanges(text, node.getEnd()) ?? []),
    ]
    for (const range of found) {
      if (seen.has(range.pos)) continue
      seen.add(range.pos)
      yield range
    }
  }
}
