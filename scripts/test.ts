import { mkdirSync, rmSync } from 'node:fs'
import { findChromium } from './chromium.ts'
import { CACHE } from './root.ts'
import { run } from './run.ts'
import { readTotals, REPORT, sentence } from './totals.ts'

try {
  process.env['CHROMIUM'] = await findChromium()
} catch (error) {
  console.error(error instanceof Error ? error.message : error)
  process.exit(1)
}

mkdirSync(CACHE, { recursive: true })
rmSync(REPORT, { force: true })
const args = ['run', '--reporter=default', '--reporter=json', `--outputFile.json=${REPORT}`, ...process.argv.slice(2)]
const ran = await run('vitest', args, { show: true, env: process.stdout.isTTY ? { FORCE_COLOR: '1' } : {} })
const totals = readTotals(ran.code)
console.log(`\n${sentence(totals)}`)
process.exit(totals.failed === 0 ? 0 : 1)
