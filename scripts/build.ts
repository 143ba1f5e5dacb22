import { buildAll } from './dist.ts'

const failures = await buildAll({ fresh: !process.argv.includes('--if-stale') })
for (const failure of failures) console.error(failure)
process.exit(failures.length === 0 ? 0 : 1)
