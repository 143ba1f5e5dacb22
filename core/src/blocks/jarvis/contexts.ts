import { resource } from '../../declare/index.ts'

/** A named text that an entity or a user brings into every answer. */
export const Context = resource('context', { name: 'string', content: 'string' })
