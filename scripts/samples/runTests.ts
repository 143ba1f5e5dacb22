import { writeFileSync } from 'node:fs'
import { run, told } from '../run.ts'

/** Three frameworks in one run: each file says by its ending whose it is. React's needs no plugin. */
const CONFIG = `
  import { svelte } from '@sveltejs/vite-plugin-svelte'
  import vue from '@vitejs/plugin-vue'
  import { defaultClientConditions } from 'vite'

  const resolve = { conditions: ['@blockstate/source', 'browser', ...defaultClientConditions] }

  export default {
    plugins: [vue(), svelte({ configFile: false })],
    resolve,
    ssr: { resolve },
    test: {
      include: ['docs-*/*.test.{ts,tsx}'],
      exclude: ['docs-guide-plain/**'],
      // Loading is what takes the time: the three share a process.
      isolate: false,
      server: { deps: { inline: [/svelte/] } },
    },
  }
`

/** Milliseconds after which a test counts as hung: one of a guide opens a whole sandbox, on whatever machine. */
const HUNG = '60000'

/**
 * Runs the tests that the guides show, from where {@link layOut} put them: vitest's by vitest, Node's by Node. Empty where all pass.
 *
 * @example
 * expect(await runTests(folder)).toEqual([])
 */
export async function runTests(folder: string): Promise<string[]> {
  writeFileSync(`${folder}/vitest.config.js`, CONFIG)
  const options = { cwd: folder, env: { VITEST: undefined, NODE_ENV: 'test' } }
  const ran = await Promise.all([
    run(process.execPath, ['--conditions=@blockstate/source', '--test', 'docs-guide-plain/talk.test.ts'], options),
    run('vitest', ['run', '--root', '.', '--reporter', 'default', '--testTimeout', HUNG], options),
  ])
  return ran.filter(({ code }) => code !== 0).map(told)
}
