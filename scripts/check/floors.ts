import { existsSync } from 'node:fs'
import { ROOT } from '../root.ts'
import { run, told } from '../run.ts'

const FOLDERS = ['core', 'sandbox', 'bindings', 'demos']

/** Who imports whom, and may not: the rules are in .dependency-cruiser.mjs. */
export async function floors(): Promise<string[]> {
  const folders = FOLDERS.filter((folder) => existsSync(`${ROOT}${folder}`))
  const ran = await run('depcruise', ['--config', '.dependency-cruiser.mjs', ...folders])
  return ran.code === 0 ? [] : [told(ran).trim()]
}
