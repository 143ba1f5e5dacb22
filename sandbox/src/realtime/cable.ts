import { disturbFrames } from '../faults/disturbFrames.ts'
import type { FaultRules } from '../faults/faultRules.ts'
import { sessionUser } from '../auth/sessionUser.ts'
import type { Place } from '../database/place.ts'
import { readAddress } from '../server/address.ts'
import { every } from '../server/after.ts'
import type { After } from '../server/after.ts'
import type { SignedIn } from '../server/context.ts'
import type { InProcess } from '../server/inProcess.ts'
import { inOrder } from '../server/inOrder.ts'
import type { RouteEntry } from '../server/routes.ts'
import type { WatchWrite } from '../server/watchWrite.ts'
import { createChanges } from './changes.ts'
import { createReadOf } from './changesChannel.ts'
import { createCableChannels } from './cableChannels.ts'
import { deliver, lastEvent } from './deliver.ts'
import { SUBPROTOCOL, frames, readFrame } from './frames.ts'
import type { Connection, OpenSocket, Transport } from './openSocket.ts'
import { noteSeen } from './presence.ts'
import { createPresenceKeeper } from './presenceKeeper.ts'
import { CABLE } from './socketTokenHandlers.ts'
import { spendSocketToken } from './socketToken.ts'

/** Milliseconds between two `ping` frames: clients that miss two of them open anew. */
const BEAT = 3_000

/** Milliseconds between two questions whether the other end lives; one that has not answered by the next is cut. */
const PROBE = 15_000

/** A socket that somebody wants to open. */
export interface Knock {
  readonly url: string
  readonly protocols: readonly string[]
}

/** Whether a socket may be opened: not, with the status an HTTP server would refuse the upgrade with; or how. */
export type Admission = { readonly refused: number } | { readonly open: (transport: Transport) => Connection }

/** An open socket, for those who look after the sandbox. */
export interface SocketSummary {
  readonly id: string
  readonly tenant: string
  readonly user_unique_id: string
  readonly email: string
  /** Milliseconds since 1970. */
  readonly opened_at: number
  readonly subscriptions: readonly string[]
}

/** All sockets of one sandbox, whatever they are carried by. */
export interface Cable {
  /** Somebody knocks. Resolves when it is decided. */
  admit(knock: Knock): Promise<Admission>
  /** Something may have been written: ends the sockets of sessions that are over, and tells what was announced. */
  settle(): void
  /** Follows a write, to tell those whom it concerns. */
  readonly watchWrite: WatchWrite
  /** What is read at a filled path came to be otherwise, by no write. */
  changed(tenant: string, path: string): void
  list(): readonly SocketSummary[]
  /** Breaks off every socket, as a network does. Answers how many. */
  cut(): number
  /** Says goodbye to everybody: the server restarts. */
  close(): void
}

export interface CableParts {
  /** The names of all blocks. */
  readonly blocks: readonly string[]
  readonly routes: readonly RouteEntry[]
  readonly place: (tenant: string) => Place
  readonly mint: () => string
  readonly after: After
  readonly faults: Pick<FaultRules, 'strike'>
  readonly ask: InProcess
  /** Keeps work alive that outlives its frame, and reports its failures. */
  readonly background: (work: Promise<unknown>) => void
}

/**
 * The sockets of a sandbox, in the frames of ActionCable v1 JSON. It knows nothing of what carries them: what goes out leaves by a
 * {@link Transport}, what comes in enters by a {@link Connection}.
 *
 * @example
 * const cable = createCable(parts)
 * const admission = await cable.admit({ url: 'ws://localhost:4023/v1/realtime/cable?token=…&app_id=demo', protocols: ['actioncable-v1-json'] })
 */
export function createCable({ blocks, routes, place, mint, after, faults, ask, background }: CableParts): Cable {
  const sockets = new Set<OpenSocket>()
  // Of no tenant: what every socket reads and asks of the sandbox as a whole.
  const { database, now } = place('')
  const readOf = createReadOf(routes)
  const presence = createPresenceKeeper({ place, after, sockets })
  let told = 0
  let closed = false
  // Whoever was connected to the process before is not connected to this one.
  const served = blocks.includes('realtime')
  if (served) database.run('update realtime_presence set connections = 0 where connections > 0')

  const settle = (): void => {
    if (sockets.size === 0) return
    for (const socket of sockets)
      if (sessionUser({ database, tenant: socket.tenant }, socket.user.unique_id, socket.user.session_id) === undefined)
        socket.end('remote')
    told = deliver(place, sockets, told)
  }

  const channels = createCableChannels({ readOf, ask, place, sockets, presence, settle })

  const open = (transport: Transport, { url }: Knock): Connection => {
    const { searchParams, host, protocol } = new URL(url)
    const tenant = searchParams.get('app_id') ?? ''
    const user = spendSocketToken({ database, tenant, now }, searchParams.get('token') ?? '')
    if (user === undefined || closed) {
      transport.send(frames.disconnect(closed ? 'server_restart' : 'unauthorized'))
      transport.close(1008, 'unauthorized')
      return { receive: () => {}, closed: () => {}, alive: () => {} }
    }
    return welcome(transport, { tenant, user, origin: `${protocol.replace(/^ws/, 'http')}//${host}` })
  }

  const welcome = (transport: Transport, who: { tenant: string; user: SignedIn; origin: string }): Connection => {
    const { tenant, user } = who
    let isOpen = true
    let silent = false
    const shut = (): void => {
      if (!isOpen) return
      isOpen = false
      for (const stop of timers) stop()
      sockets.delete(socket)
      presence.left(tenant, user.unique_id)
    }
    const socket: OpenSocket = {
      ...who,
      id: mint(),
      opened_at: now(),
      subscriptions: new Map(),
      open: () => isOpen,
      send: (frame) => {
        if (isOpen) transport.send(frame)
      },
      end: (reason) => {
        if (!isOpen) return
        transport.send(frames.disconnect(reason))
        transport.close(reason === 'server_restart' ? 1001 : 1008, reason)
        shut()
      },
      cut: () => {
        transport.terminate()
        shut()
      },
    }
    const timers = [
      every(after, BEAT, () => socket.send(frames.ping(now()))),
      every(after, PROBE, () => {
        if (silent) return socket.cut()
        silent = true
        transport.ping()
      }),
    ]
    if (sockets.size === 0) told = lastEvent(database)
    sockets.add(socket)
    presence.arrived(tenant, user.unique_id)
    socket.send(frames.welcome())
    // Frames are answered in the order they came, also where an answer takes its time.
    const take = inOrder(background)
    return {
      receive: (text) => {
        const frame = readFrame(text)
        if (frame === undefined) return socket.end('invalid_request')
        take(async () => {
          if (isOpen) await channels.take(socket, frame)
        })
      },
      closed: shut,
      alive: () => {
        if (!isOpen) return
        silent = false
        noteSeen(place(tenant), user.unique_id)
      },
    }
  }

  return {
    admit: async (knock) => {
      const { path } = readAddress(knock.url, blocks)
      const fault = faults.strike('GET', path)
      const { delay, status } = fault
      if (delay !== undefined) await new Promise<void>((resolve) => void after(delay, resolve))
      if (status !== undefined) return { refused: status }
      if (path !== CABLE || !served) return { refused: 404 }
      if (closed) return { refused: 503 }
      // A client that offers protocols and is given none must fail (RFC 6455, 4.1): better that it hears why.
      if (knock.protocols.length > 0 && !knock.protocols.includes(SUBPROTOCOL)) return { refused: 400 }
      return { open: (transport) => open(disturbFrames(transport, fault, after), knock) }
    },
    settle,
    ...createChanges({ routes, readOf, ask, place, sockets, background }),
    list: () =>
      [...sockets].map(({ id, tenant, user, opened_at, subscriptions }) => ({
        id,
        tenant,
        user_unique_id: user.unique_id,
        email: user.email,
        opened_at,
        subscriptions: [...subscriptions.keys()],
      })),
    cut: () => {
      const all = [...sockets]
      for (const socket of all) socket.cut()
      return all.length
    },
    close: () => {
      closed = true
      for (const socket of sockets) socket.end('server_restart')
      presence.forget()
    },
  }
}
