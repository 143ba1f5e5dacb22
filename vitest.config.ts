import { svelte } from '@sveltejs/vite-plugin-svelte'
import { defaultClientConditions, defaultServerConditions } from 'vite'
import { defineConfig } from 'vitest/config'

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

export default defineConfig({
  test: {
    projects: [
      {
        ...inNode,
        test: {
          name: 'node',
          environment: 'node',
          testTimeout,
          include: ['core/src/**/*.test.ts', 'sandbox/src/**/*.test.ts', 'scripts/**/*.test.ts', 'bench/**/*.test.ts', 'docs/**/*.test.ts'],
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
          include: ['**/*.chromium.test.ts'],
          exclude: ['**/node_modules/**', '**/dist/**'],
          globalSetup: './scripts/chromium-setup.ts',
          testTimeout: 180_000,
          hookTimeout: 60_000,
          fileParallelism: false,
          // After the others: a browser beside two busy workers starves on a small machine.
          sequence: { groupOrder: 1 },
        },
      },
    ],
  },
})
