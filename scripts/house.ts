import { readFileSync } from 'node:fs'
import { comments } from './house/comments.ts'
import { docs } from './house/docs.ts'
import { read, type HouseFile } from './house/file.ts'
import { files } from './house/files.ts'
import { imports } from './house/imports.ts'
import { layout } from './house/layout.ts'
import { purity } from './house/purity.ts'
import { syntax } from './house/syntax.ts'
import { ROOT } from './root.ts'

/** Says what is wrong with a file, a line of text each: `path:line what to do`. */
export type Rule = (file: HouseFile) => string[]

/** Every house rule, each of which looks at one file alone. */
export const RULES: readonly Rule[] = [layout, comments, syntax, docs, imports, purity]

/** What is wrong with one file's text. */
export function inspect(path: string, text: string): string[] {
  const file = read(path, text)
  return RULES.flatMap((rule) => rule(file))
}

/** What is wrong anywhere in the repository. */
export function inspectAll(): string[] {
  return files().flatMap((path) => inspect(path, readFileSync(`${ROOT}${path}`, 'utf8')))
}
