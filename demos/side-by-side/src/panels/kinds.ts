import type { PanelName } from '../stage/probe.ts'
import type { Mount } from './panel.ts'

/** What the page says about a panel, and where its code is. */
export interface PanelKind {
  readonly name: PanelName
  readonly title: string
  readonly letter: string
  /** The line that binds it. */
  readonly line: string
  readonly load: () => Promise<Mount>
}

/** The four, each fetched when first shown. */
export const PANELS: readonly PanelKind[] = [
  {
    name: 'react',
    title: 'React',
    letter: 'R',
    line: 'useEntityChat(talk)',
    load: async () => (await import('./react/mount.tsx')).mount,
  },
  {
    name: 'vue',
    title: 'Vue',
    letter: 'V',
    line: 'useEntityChat(() => talk)',
    load: async () => (await import('./vue/mount.ts')).mount,
  },
  {
    name: 'svelte',
    title: 'Svelte',
    letter: 'S',
    line: 'createEntityChat(() => talk)',
    load: async () => (await import('./svelte/mount.svelte.ts')).mount,
  },
  {
    name: 'plain',
    title: 'Plain JS',
    letter: 'JS',
    line: 'chat.subscribe(render)',
    load: async () => (await import('./plain/mount.ts')).mount,
  },
]
