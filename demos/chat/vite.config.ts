import { svelte } from '@sveltejs/vite-plugin-svelte'
import react from '@vitejs/plugin-react'
import vue from '@vitejs/plugin-vue'
import { defaultClientConditions, defineConfig } from 'vite'

export default defineConfig({
  plugins: [react(), vue(), svelte({ configFile: false })],
  // The workspace's packages are read from their sources: nothing has to be built to try them.
  resolve: { conditions: ['@blockstate/source', ...defaultClientConditions] },
  build: { target: 'es2022' },
})
