import { readFileSync, writeFileSync } from 'node:fs'
import { ROOT } from './root.ts'

/**
 * Puts a table of figures into the README, between `<!-- name: … -->` and `<!-- /name -->`, so that no number there was typed by hand.
 *
 * Throws where the README has lost the place.
 *
 * @example
 * putFigures('sizes', ['| minified, gzip | bytes |', '|---|---:|', …])
 */
export function putFigures(name: string, table: readonly string[]): void {
  const file = `${ROOT}README.md`
  const place = new RegExp(`(<!-- ${name}: [^\\n]* -->\\n)[\\s\\S]*?(<!-- /${name} -->)`)
  const text = readFileSync(file, 'utf8')
  if (!place.test(text)) throw new Error(`README.md has lost its place for ${name}: <!-- ${name}: … --> and <!-- /${name} -->`)
  const lines = table.join('\n')
  writeFileSync(
    file,
    text.replace(place, (_, open: string, close: string) => `${open}\n${lines}\n\n${close}`),
  )
  console.log(lines)
}
