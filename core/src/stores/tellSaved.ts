import type { Client } from '../client/createClient.ts'
import type { Saved } from '../wire/savedAnswer.ts'

/**
 * Tells the entity table what was read elsewhere at `at` (milliseconds since 1970).
 *
 * As news where nothing was written here since then, by a client that was there already; else as older than all this client read, which
 * changes no field anybody knows better.
 *
 * @returns the ticket it was told with
 *
 * @example
 * const ticket = tellSaved(client, saved, at)
 */
export function tellSaved({ entities, scheduler }: Client, saved: Saved, at: number): number {
  // Tickets begin at 1. Below it, what was saved later knows better; times stay below it for 30,000 years.
  const ticket = at > scheduler.wroteAt() ? entities.begin() : at / 1e15
  entities.batch(() => {
    for (const { records, included } of [saved].flat()) for (const one of [...included, ...(records ?? [])]) entities.tell(one, ticket)
  })
  return ticket
}
