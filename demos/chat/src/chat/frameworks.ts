import type { MountChat } from './mountChat.ts'

/** Something that can render the chat, and where its code is. */
export interface Framework {
  readonly id: 'react' | 'vue' | 'svelte'
  readonly name: string
  readonly load: () => Promise<MountChat>
}

/** The three, each fetched when it is first chosen. */
export const FRAMEWORKS: readonly [Framework, ...Framework[]] = [
  { id: 'react', name: 'React', load: async () => (await import('../react/mount.tsx')).mount },
  { id: 'vue', name: 'Vue', load: async () => (await import('../vue/mount.ts')).mount },
  { id: 'svelte', name: 'Svelte', load: async () => (await import('../svelte/mount.svelte.ts')).mount },
]
