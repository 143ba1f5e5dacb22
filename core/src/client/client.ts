import type { ReadableAtom } from 'nanostores'
import type { Input, Operation, Output } from '../declare/index.ts'
import type { SessionState } from '../model/session.ts'
import type { Addresses } from '../wire/address.ts'
import type { Entities } from './entities.ts'
import type { Gate } from './gate.ts'
import type { Platform } from './platform.ts'
import type { Scheduler } from './scheduler.ts'
import type { SessionKeeper } from './sessionKeeper.ts'
import type { Transport } from './transport.ts'

/**
 * One app's connection, and everything it knows. All state hangs on it: two clients in one process never see each other.
 *
 * Apps use `session` and `dispose`; the other members are the floor that stores stand on.
 */
export interface Client {
  readonly appId: string
  /** Names this client among all: the ids of its requests begin with it. */
  readonly name: string
  /** Who is signed in: a union on `status`. */
  readonly session: ReadableAtom<SessionState>
  readonly addresses: Addresses
  readonly platform: Platform
  readonly timeout: number
  readonly attempts: number
  readonly transport: Transport
  /** The one it was made with, if it was: uploads send with it. */
  readonly fetch: typeof globalThis.fetch | undefined
  readonly gate: Gate
  readonly keeper: SessionKeeper
  readonly entities: Entities
  readonly scheduler: Scheduler
  /** Opens sockets; `undefined` where the platform has none. */
  readonly socket: typeof globalThis.WebSocket | undefined
  /**
   * Calls an operation, as the function of this name does. For what is loaded later: if it imported that one, a bundler would split it,
   * and all that it stands on, off the app.
   */
  call<O extends Operation>(operation: O, input: Input<O>): Promise<Output<O>>
  /** A text that no other client makes: names for what the server has not named yet, and keys of writes. */
  mint(): string
  /** Stores by key, so that everybody who asks for the same thing watches the same one. */
  readonly stores: Map<string, unknown>
  /** Aborts when the client is disposed of. */
  readonly signal: AbortSignal
  /** Ends everything under way: listeners, timers, requests, streams. The session stays stored. */
  dispose(): void
}
