import { run, told } from '../run.ts'

/** Files, exports and packages that nobody uses, and packages used without being named. */
export async function unused(): Promise<string[]> {
  const ran = await run('knip', ['--no-progress', '--no-config-hints'])
  return ran.code === 0 ? [] : [told(ran)]
}
