/// <reference types="vite/client" />

interface ImportMetaEnv {
  /** Where the sandbox answers; `npm start` names it. */
  readonly VITE_SANDBOX_URL?: string
}
