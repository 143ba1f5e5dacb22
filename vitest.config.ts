import { availableParallelism } from 'node:os'
import { svelte } from '@sveltejs/vite-plugin-svelte'
import { defaultClientConditions, defaultServerConditions } from 'vite'
import { defineConfig } from 'vitest/config'
import { BaseSequencer } from 'vitest/node'
import type { TestSequencer, TestSequencerConstructor, TestSpecification, Vitest } from 'vitest/node'

/** The packages run from their sources: nothing need be built to test. */
const source = '@blockstate/source'
const server = [source, ...defaultServerConditions]
const client = [source, 'browser', ...defaultClientConditions]

const inNode = { resolve: { conditions: server }, ssr: { resolve: { conditions: server } } }
const inDom = { plugins: [svelte({ configFile: false })], resolve: { conditions: client }, ssr: { resolve: { conditions: client } } }

/** Milliseconds after which a test counts as hung. Not a measure of speed: the machine may be small, and busy. */
const testTimeout = 60_000

const elsewhere = ['**/node_modules/**', '**/dist/**', '**/*.chromium.test.*']
const react18 = `${import.meta.dirname}/bindings/react-18/node_modules`

/** They take minutes where others take seconds, and are too small to be begun first by their size: last, they would be waited for. */
const SLOW = /of4\.test\.ts$/

/** The order vitest would choose, with those first that take longest. */
function slowFirst(vitest: Vitest): TestSequencer {
  const usual = new BaseSequencer(vitest)
  const slow = ({ moduleId }: TestSpecification): boolean => SLOW.test(moduleId)
  return {
    shard: (files) => usual.shard(files),
    sort: async (files) => {
      const sorted = await usual.sort(files)
      return [...sorted.filter(slow), ...sorted.filter((file) => !slow(file))]
    },
  }
}

/** One for every core, as the tests wait for no one: left to itself, vitest keeps a core back, and of two that is half. */
const maxWorkers = Math.max(2, availableParallelism())

export default defineConfig({
  test: {
    maxWorkers,
    // Called with `new`, a function that returns an object returns that object.
    sequence: { sequencer: slowFirst as unknown as TestSequencerConstructor },
    projects: [
      {
        ...inNode,
        test: {
          name: 'node',
          environment: 'node',
          // Nothing of ours happens at import and nothing lives in a module, so files may share one: their 300 starts were a third of the time.
          isolate: false,
          pool: 'threads',
          testTimeout,
          include: [
            'core/src/**/*.test.ts',
            'demos/**/*.test.ts',
            'sandbox/src/**/*.test.ts',
            'scripts/**/*.test.ts',
            'bench/**/*.test.ts',
            'docs/**/*.test.ts',
          ],
          exclude: [...elsewhere, '**/*.dom.test.ts'],
          // Errors in sources are for `npm run check`; here the type tests speak.
          typecheck: { enabled: true, include: ['**/*.test-d.ts'], tsconfig: './tsconfig.json', ignoreSourceErrors: true },
        },
      },
      {
        ...inDom,
        test: {
          name: 'dom',
          environment: 'happy-dom',
          testTimeout,
          include: ['bindings/**/*.test.{ts,tsx}', 'core/src/**/*.dom.test.ts'],
          exclude: elsewhere,
          // Svelte's server half would be picked where Node resolves it.
          server: { deps: { inline: [/svelte/] } },
        },
      },
      {
        ...inDom,
        resolve: { ...inDom.resolve, alias: { react: `${react18}/react`, 'react-dom': `${react18}/react-dom` } },
        test: {
          name: 'dom-react-18',
          environment: 'happy-dom',
          testTimeout,
          include: ['bindings/react/**/*.test.{ts,tsx}'],
          exclude: elsewhere,
          // Left to Node, it would bring the other React.
          server: { deps: { inline: [/@nanostores\/react/] } },
        },
      },
      {
        ...inNode,
        test: {
          name: 'chromium',
          environment: 'node',
          // As in Node, and one after the other all the same: each start alone was ten seconds.
          isolate: false,
          pool: 'threads',
          include: ['**/*.chromium.test.ts'],
          exclude: ['**/node_modules/**', '**/dist/**'],
          globalSetup: './scripts/chromium-setup.ts',
          testTimeout: 180_000,
          hookTimeout: 60_000,
          // A second, as it is by default, is a measure of the machine.
          expect: { poll: { timeout: 30_000 } },
          fileParallelism: false,
          // After the others: a browser beside two busy workers starves on a small machine.
          sequence: { groupOrder: 1 },
        },
      },
    ],
  },
})
