/// <reference types="vite/client" />

interface ImportMetaEnv {
  /** Where the sandbox answers; `npm start` names it. */
  readonly VITE_SANDBOX_URL?: string
}

// For compilers that do not read Vue's files; vue-tsc sees the real component.
declare module '*.vue' {
  import type { DefineComponent } from 'vue'
  const component: DefineComponent<Record<string, unknown>>
  export default component
}
