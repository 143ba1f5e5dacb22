import { checkSamples, pages, readPage } from './samples/check.ts'
import { isProgram } from './samples/layOut.ts'

// `node scripts/samples.ts docs/errors.md` looks at one page only.
const asked = process.argv.slice(2)
const fences = (asked.length > 0 ? asked : pages()).flatMap(readPage)
const problems = await checkSamples(fences)
for (const problem of problems) console.error(problem)
console.log(`${fences.filter(isProgram).length} samples, ${problems.length} problems`)
process.exit(problems.length === 0 ? 0 : 1)
