import { fileURLToPath } from 'node:url'

/** The repository's own folder, with a trailing slash. */
export const ROOT = fileURLToPath(new URL('../', import.meta.url))

/** Where scripts keep what they can make again. */
export const CACHE = `${ROOT}node_modules/.cache/blockstate/`
