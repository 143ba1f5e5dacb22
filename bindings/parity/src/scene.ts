import type { Client } from '@blockstate/core'
import type { TestClient } from '@blockstate/core/testing'
import type { Sandbox } from '@blockstate/sandbox'
import type { Kind, Props, Shown } from './kinds.ts'

/** A mounted component, as a behaviour sees it. */
export interface Mounted<K extends Kind> {
  /** What its last render showed, with its actions. */
  shown(): Shown<K>
  /** What is to be read on its screen. */
  text(): string
  /** Every line it rendered, in order, without repetitions. */
  readonly lines: readonly string[]
  update(props: Props<K>): void
  /** Another client from above. */
  provide(client: Client): void
  unmount(): void
}

export interface MountOptions {
  readonly client?: Client
  readonly hard?: boolean
}

/** Where a behaviour takes place: a sandbox, a client signed in as Ada, and screens. */
export interface Scene extends TestClient {
  readonly sandbox: Sandbox
  mount<K extends Kind>(kind: K, props: Props<K>, options?: MountOptions): Mounted<K>
  /** Lets so much time pass, a little at a time, until something is so; at most `ms`. */
  within(ms: number, condition: () => boolean): Promise<void>
  /** Bad days: `faults({ 'GET /v1/jarvis/entities/*': 'status=403' })`, each once unless `times` says otherwise. */
  faults(rules: Readonly<Record<string, string>>, times?: number): Promise<void>
  /** How many requests began so: `asked('GET jarvis/entities')`. */
  asked(start: string): number
  /** Grace signs in at a machine of her own; once a scene. */
  grace(): Promise<TestClient>
  /** The page is loaded anew: another client, the same storage. */
  reload(): TestClient
}

/** One thing every binding must do, whatever framework it is for. */
export interface Behaviour {
  /** A sentence. */
  readonly name: string
  /** Nobody is signed in when it begins. */
  readonly anonymous?: true
  /** Blocks it needs besides the AI block. */
  readonly blocks?: readonly string[]
  /** Its clients take turns by locks, as in a browser. */
  readonly locks?: true
  run(scene: Scene): Promise<void>
}
