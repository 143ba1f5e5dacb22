import type { SignedIn } from '../server/context.ts'
import type { Farewell } from './frames.ts'
import type { Identifier } from './identifier.ts'

/** The way frames leave by: a WebSocket's, or one in memory. */
export interface Transport {
  send(text: string): void
  close(code?: number, reason?: string): void
  /** Breaks it off, without a word. */
  terminate(): void
  /** Asks the other end for a sign of life, which is told by {@link Connection.alive}. */
  ping(): void
}

/** The server's end of one connection. */
export interface Connection {
  receive(text: string): void
  closed(): void
  /** The other end has answered a ping. */
  alive(): void
}

/** Somebody's open connection. */
export interface OpenSocket {
  readonly id: string
  readonly tenant: string
  readonly user: SignedIn
  /** Where it found the sandbox: `http://localhost:4023`. */
  readonly origin: string
  /** Milliseconds since 1970. */
  readonly opened_at: number
  /** What it listens to, by the identifier as it was sent. */
  readonly subscriptions: Map<string, Identifier>
  /** False as soon as either end has closed it. */
  open(): boolean
  send(frame: string): void
  /** Says why, and closes. */
  end(reason: Farewell): void
  /** Breaks it off, as a network does. */
  cut(): void
}
