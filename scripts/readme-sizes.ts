import { readFileSync, writeFileSync } from 'node:fs'
import { measureAll } from './measure.ts'
import { ROOT } from './root.ts'

/** Writes what `npm run size` measures into the README, so that no number there was typed by hand. */
const README = `${ROOT}README.md`
const PLACE = /(<!-- sizes: [^\n]* -->\n)[\s\S]*?(<!-- \/sizes -->)/

const text = readFileSync(README, 'utf8')
if (!PLACE.test(text)) throw new Error('README.md has lost its place for sizes: <!-- sizes: … --> and <!-- /sizes -->')

const { rows, problems } = await measureAll()
const lines = rows.map(({ name, bytes }) => `| ${name} | ${bytes.toLocaleString('en-US')} B |`)
const table = ['| minified, gzip | bytes |', '|---|---:|', ...lines].join('\n')
writeFileSync(
  README,
  text.replace(PLACE, (_, open: string, close: string) => `${open}\n${table}\n\n${close}`),
)
console.log(table)
for (const problem of problems) console.error(problem)
