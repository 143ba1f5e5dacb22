import type { Client } from '@blockstate/core'
import type { Kind, Props, Shown } from './kinds.ts'

/** What a component is mounted with. */
export interface Mounting<K extends Kind> {
  readonly client: Client
  readonly kind: K
  readonly props: Props<K>
  /** Called whenever the component renders. Returns the line it writes on the screen. */
  readonly rendered: (props: Props<K>, shown: Shown<K>) => string
  /** Mounted the way the framework makes it hardest: React's StrictMode, Vue's KeepAlive left and entered again, Svelte's `{#key}`. */
  readonly hard: boolean
}

/** A component on a screen of its own. */
export interface OnScreen<K extends Kind> {
  /** Gives it other props. */
  update(props: Props<K>): void
  /** Gives it another client: React's provider gets another prop, in Vue and Svelte what is below the provider is made anew. */
  provide(client: Client): void
  unmount(): void
  /** What is to be read on its screen. */
  text(): string
}

/** What a binding brings to be tested: how to put a component of a kind on a screen. */
export interface Harness {
  mount<K extends Kind>(mounting: Mounting<K>): OnScreen<K>
}
