import { run, told } from '../run.ts'

/** What oxlint refuses. Warnings are for the editor. */
export async function lint(): Promise<string[]> {
  const ran = await run('oxlint', ['--quiet', '--format=unix'])
  return ran.code === 0 ? [] : told(ran).split('\n')
}
