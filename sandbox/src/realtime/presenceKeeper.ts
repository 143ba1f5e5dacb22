import type { Place } from '../database/place.ts'
import { instant } from '../database/rows.ts'
import type { After } from '../server/after.ts'
import { envelope } from './envelope.ts'
import { listeners, tell } from './listeners.ts'
import type { OpenSocket } from './openSocket.ts'
import { noteSeen, presenceIn } from './presence.ts'

/** So long after their last connection closed users are still there, in milliseconds: a page that is loaded anew is no leaving. */
const GRACE = 10_000

const statuses: readonly unknown[] = ['online', 'away', 'busy', 'offline']

/** Who is connected, and how often. */
export interface PresenceKeeper {
  /** A socket of theirs is open. */
  arrived(tenant: string, user: string): void
  /** A socket of theirs has closed. */
  left(tenant: string, user: string): void
  /** They say how they are. Answers the sentence that says what is wrong, where something is. */
  set(tenant: string, user: string, status: unknown, status_message: unknown): string | undefined
  /** Nobody is connected any more, and nobody is waited for. */
  forget(): void
}

export interface PresenceKeeperParts {
  readonly place: (tenant: string) => Place
  readonly after: After
  readonly sockets: Iterable<OpenSocket>
}

interface Here {
  connections: number
  /** How many the others were last told of. */
  shown: number
  cancelLeaving: () => void
}

/**
 * Keeps count of everybody's connections, and tells the channels they are in when they come, go, or say how they are. Who loses their last
 * connection is gone ten seconds later, unless back by then.
 *
 * @example
 * const presence = createPresenceKeeper({ place, after, sockets })
 * presence.arrived('demo', user.unique_id)
 */
export function createPresenceKeeper({ place, after, sockets }: PresenceKeeperParts): PresenceKeeper {
  const here = new Map<string, Here>()
  const keyOf = (tenant: string, user: string): string => JSON.stringify([tenant, user])

  const say = (event: string, tenant: string, user: string): void => {
    const where = place(tenant)
    const all = listeners(sockets, tenant, 'RealtimeChannel')
    for (const channel_unique_id of new Set(all.map(({ identifier }) => identifier.channel_unique_id))) {
      const data = presenceIn(where, channel_unique_id).find(({ user_unique_id }) => user_unique_id === user)
      if (data === undefined) continue
      const message = envelope({ event, object_type: 'presence', channel_unique_id, data }, where.now())
      tell(
        all.filter(({ identifier }) => identifier.channel_unique_id === channel_unique_id),
        message,
      )
    }
  }
  const store = (tenant: string, user: string, columns: Readonly<Record<string, string | number | null>>): void => {
    const where = place(tenant)
    noteSeen(where, user)
    // The names are our own.
    const assignments = Object.keys(columns).map((name) => `${name} = ?`)
    const sql = `update realtime_presence set ${assignments.join(', ')} where tenant = ? and user_unique_id = ?`
    where.database.run(sql, ...Object.values(columns), tenant, user)
  }
  const leave = (tenant: string, user: string): void => {
    here.delete(keyOf(tenant, user))
    const where = place(tenant)
    const sql = 'update realtime_presence set left_at = ?, status = null, status_message = null where tenant = ? and user_unique_id = ?'
    where.database.run(sql, instant(where.now()), tenant, user)
    say('presence.leave', tenant, user)
  }
  const shown = (one: Here, tenant: string, user: string): void => {
    if (one.shown === one.connections) return
    one.shown = one.connections
    say('presence.update', tenant, user)
  }

  return {
    arrived: (tenant, user) => {
      const known = here.get(keyOf(tenant, user))
      const one = known ?? { connections: 0, shown: 1, cancelLeaving: () => {} }
      here.set(keyOf(tenant, user), one)
      one.cancelLeaving()
      one.connections += 1
      store(tenant, user, { connections: one.connections })
      if (known === undefined) say('presence.join', tenant, user)
      else shown(one, tenant, user)
    },
    left: (tenant, user) => {
      const one = here.get(keyOf(tenant, user))
      if (one === undefined) return
      one.connections -= 1
      store(tenant, user, { connections: one.connections })
      if (one.connections > 0) shown(one, tenant, user)
      else one.cancelLeaving = after(GRACE, () => leave(tenant, user))
    },
    set: (tenant, user, status, status_message = null) => {
      if (!statuses.includes(status)) return 'status must be one of: online, away, busy, offline'
      if (status_message !== null && typeof status_message !== 'string') return 'status_message must be a text'
      // One of four words, as just checked.
      store(tenant, user, { status: status as string, status_message })
      say('presence.update', tenant, user)
      return undefined
    },
    forget: () => {
      for (const { cancelLeaving } of here.values()) cancelLeaving()
      here.clear()
    },
  }
}
