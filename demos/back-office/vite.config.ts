import react from '@vitejs/plugin-react'
import { defaultClientConditions, defineConfig } from 'vite'

export default defineConfig({
  plugins: [react()],
  // The workspace's packages are read from their sources: nothing has to be built to try them.
  resolve: { conditions: ['@blockstate/source', ...defaultClientConditions] },
  build: { target: 'es2022' },
})
