import type { Place } from '../database/place.ts'
import type { Outbox } from '../outbox.ts'
import type { Paging } from './paging.ts'

/** The user behind a bearer token. */
export interface SignedIn {
  readonly unique_id: string
  readonly email: string
  readonly first_name: string | null
  readonly last_name: string | null
  readonly role: string
  /** The session the token belongs to; it ends with a logout. */
  readonly session_id: string
}

/** What every request brings to its handler. */
export interface RequestContext extends Place {
  /** Aborts when the caller has gone. */
  readonly signal: AbortSignal
  readonly request: Request
  /** Waits; resolves early, without throwing, when the signal aborts. */
  pause(ms: number, signal?: AbortSignal): Promise<void>
  readonly outbox: Outbox
  /** Where the sandbox itself is reached, without a slash at the end: `http://localhost:4023`. */
  readonly origin: string
  readonly paging: Paging
  /** The sandbox asks for itself, to tell those who listen: nobody has looked, and nothing is counted. */
  readonly unseen?: true
  /** Configuration by name, as the process was given it (`process.env` in the CLI, nothing in process). */
  readonly env: Readonly<Record<string, string | undefined>>
  /** Keeps work alive beyond the answer; `sandbox.settled()` waits for it. Failures are reported, not swallowed. */
  background(work: Promise<unknown>): void
  /** What is read at this filled path came to be otherwise by work behind an answer: whoever listens there is told. Call it after the commit. */
  changed(path: string): void
}

/** A handler's context: the request's, and who asks. */
export interface Context<User extends SignedIn | null = SignedIn> extends RequestContext {
  readonly user: User
  /** The JSON pointer of a body field as the caller sent it, wrapped or flat: for `refuseField`. */
  pointer(field: string): string
}
