import type { Edit, Row } from './row.ts'
import type { Server } from './server.ts'

/** A library at work behind one screen that lists all rows. */
export interface Running {
  edit(id: string, fields: Edit): void
  remove(id: string): void
  /** Reads the list again, as a focus or a timer would. */
  refetch(): void
  /** What the screen shows now. */
  rows(): readonly Row[]
  stop(): void
}

/** A library, used as its own documentation recommends. */
export interface Subject {
  readonly name: string
  /** Opens the screen; `published` hears every frame. */
  start(server: Server, published: (rows: readonly Row[]) => void): Running | Promise<Running>
}
