import { publishMessage } from '../blocks/realtime.ts'
import type { Client } from '../client/createClient.ts'
import { userOf } from '../client/userOf.ts'
import { writesOf } from '../client/writes.ts'
import type { Write } from '../client/writes.ts'
import type { ToldMessage } from '../model/channelLog.ts'
import type { BlockstateError } from '../wire/error.ts'

/** A message as a channel shows it. */
export interface ChannelEntry extends ToldMessage {
  /** What rows are rendered by. Of one's own messages it stays the same from the first moment on. */
  readonly key: string
  /** `sending`: nobody else sees it yet. `failed`: it was refused, see `error`; retry or discard it. */
  readonly state: 'sending' | 'sent' | 'failed'
  readonly error?: BlockstateError
}

/** The messages of one channel, with those of ours that wait among the client's writes. */
export interface ChannelEntries {
  /** Ours that wait, or wait for their answer, as they are now. */
  waiting(): readonly ChannelEntry[]
  /** What is shown of these messages and of ours that waited then. The part that is as it was the last time is not made anew. */
  of(told: readonly ToldMessage[], waiting: readonly ChannelEntry[]): readonly ChannelEntry[]
  /** Keeps one of ours in sight until its answer is told. */
  hold(key: string, sent: Promise<unknown>, tell: (message: ToldMessage) => void): Promise<ToldMessage>
  /** Calls `run` after one of ours came, went or was refused. Returns the undo. */
  listen(run: () => void): () => void
  forget(): void
}

const nothing: readonly ChannelEntry[] = []

/**
 * What a channel shows: the same object for the same message, so that only rows that changed are rendered.
 *
 * @example
 * const entries = channelEntries(client, id)
 * const shown = entries.of(log.messages, entries.waiting())
 */
export function channelEntries(client: Client, id: string): ChannelEntries {
  const { $queue } = writesOf(client)
  let told = new WeakMap<ToldMessage, ChannelEntry>()
  let entries = new WeakMap<Write, ChannelEntry>()
  /** Ours, by their keys: they keep them when the server names them. */
  const own = new Set<string>()
  /** Those whose answer is being waited for, as they were last seen. */
  const held = new Map<string, ChannelEntry | null>()
  let seen: readonly ToldMessage[] = []
  let made: readonly ChannelEntry[] = []

  const keyOf = (write: Write): string => String(write.input['idempotency_key'] ?? write.id)
  const waits = (): readonly Write[] =>
    $queue.value.writes.filter(({ operation, input }) => operation.route === publishMessage.route && input['id'] === id)
  const entryOf = (write: Write): ChannelEntry => {
    const { input, at, status, error } = write
    const key = keyOf(write)
    const created_at = new Date(at).toISOString()
    const { id: _, ...message } = input as Pick<ToldMessage, 'content'> & { id: string } // as publishMessage takes it
    const entry: ChannelEntry = entries.get(write) ?? {
      ...message,
      unique_id: key,
      created_at,
      updated_at: created_at,
      sender_id: userOf(client),
      channel_unique_id: id,
      key,
      state: status === 'failed' ? 'failed' : 'sending',
      ...(error && { error }),
    }
    entries.set(write, entry)
    own.add(key)
    return entry
  }
  const sentOf = (message: ToldMessage): ChannelEntry => {
    const { idempotency_key: mine, unique_id } = message
    const known = told.get(message)
    const key = mine && own.has(mine) ? mine : unique_id
    if (known?.key === key) return known
    const entry: ChannelEntry = { ...message, key, state: 'sent' }
    told.set(message, entry)
    return entry
  }
  const waiting = (): readonly ChannelEntry[] => {
    const ours = new Map(waits().map((write) => [keyOf(write), entryOf(write)] as const))
    for (const [key, last] of held) {
      const now = ours.get(key)
      if (now) held.set(key, now)
      else if (last) ours.set(key, last)
    }
    return ours.size > 0 ? [...ours.values()] : nothing
  }

  return {
    waiting,
    of: (messages, ours) => {
      let same = 0
      while (same < seen.length && seen[same] === messages[same]) same += 1
      if (same < messages.length || same < made.length) made = [...made.slice(0, same), ...messages.slice(same).map(sentOf)]
      seen = messages
      if (ours.length === 0) return made
      const shown = new Set(made.map(({ key }) => key))
      return [...made, ...ours.filter(({ key }) => !shown.has(key))]
    },
    hold: async (key, sent, tell) => {
      const write = waits().find((one) => keyOf(one) === key)
      held.set(key, write ? entryOf(write) : null)
      try {
        const message = (await sent) as ToldMessage // what publishMessage returns
        tell(message)
        return message
      } finally {
        held.delete(key)
      }
    },
    listen: (run) => $queue.listen(run),
    forget: () => {
      told = new WeakMap()
      entries = new WeakMap()
      seen = made = []
      own.clear()
      held.clear()
    },
  }
}
