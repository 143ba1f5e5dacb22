import { measureAll } from './measure.ts'
import { putFigures } from './putFigures.ts'

/** Writes what `npm run size` measures into the README. */
const { rows, problems } = await measureAll()
const lines = rows.map(({ name, bytes }) => `| ${name} | ${bytes.toLocaleString('en-US')} B |`)
putFigures('sizes', ['| minified, gzip | bytes |', '|---|---:|', ...lines])
for (const problem of problems) console.error(problem)
