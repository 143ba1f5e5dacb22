import { defineConfig } from 'vitest/config'

/** The packages run from their sources: nothing need be built to test. */
const conditions = ['@blockstate/source']

export default defineConfig({
  test: {
    projects: [
      {
        resolve: { conditions },
        ssr: { resolve: { conditions } },
        test: {
          name: 'node',
          environment: 'node',
          include: ['core/src/**/*.test.ts', 'sandbox/src/**/*.test.ts', 'scripts/**/*.test.ts'],
          typecheck: { enabled: true, include: ['**/*.test-d.ts'], tsconfig: './tsconfig.json' },
        },
      },
    ],
  },
})
