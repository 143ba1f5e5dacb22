import { run, told } from '../run.ts'

/** Which files are not laid out as `npx prettier --write .` would. */
export async function format(): Promise<string[]> {
  const ran = await run('prettier', ['--list-different', '.'])
  return ran.code === 0 ? [] : told(ran).split('\n')
}
