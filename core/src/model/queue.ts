/** What deciding about a write needs to know of it. Plain data, oldest first. */
export interface Queued {
  readonly id: string
  /** Writes of one lane go out one at a time, in order: the row a write concerns, or its own id. */
  readonly lane: string
  readonly status: 'waiting' | 'sending' | 'failed'
  /** Kept back for now: its maker may still take it back. */
  readonly held: boolean
  /** It had to wait for the network or for a restart: such writes go out one after the other, whatever their lanes. */
  readonly backlog: boolean
  /** Ids made up here that its input names. */
  readonly needs: readonly string[]
  /** The id it makes up, for a creation. */
  readonly makes: string | null
  /** Neighbours in a lane with the same text go out as one; `null` for what never does. */
  readonly joins: string | null
}

/**
 * The writes to send next, as one request; none where nothing may go out now.
 *
 * The first that waits and whose lane is free, and whose row has its name, together with those behind it in the lane that it can be
 * joined with. A write that is held, or waits for a name, holds up its lane and no other.
 *
 * @param pending is the id still without the server's name?
 *
 * @example
 * due(queue, (id) => entities.idOf(id) === null)
 */
export function due<W extends Queued>(queue: readonly W[], pending: (id: string) => boolean): readonly W[] {
  const busy = new Set<string>()
  const ready = (write: W): boolean => write.status === 'waiting' && !write.held && !write.needs.some(pending)
  let draining = queue.some(({ backlog, status }) => backlog && status === 'sending')
  for (const [at, write] of queue.entries()) {
    if (write.status === 'failed') continue
    const turn = !busy.has(write.lane) && !(write.backlog && draining)
    busy.add(write.lane)
    draining ||= write.backlog
    if (!turn || !ready(write)) continue
    const lane = queue.slice(at + 1).filter((other) => other.lane === write.lane && other.status !== 'failed')
    const end = lane.findIndex((other) => write.joins === null || other.joins !== write.joins || !ready(other))
    return [write, ...lane.slice(0, end < 0 ? lane.length : end)]
  }
  return []
}

/**
 * The writes that cannot be without this one: those that name the record it would have created, and those that name what these
 * would have.
 *
 * @example
 * dependants(queue, creation) // its edits, and the creation of rows below it
 */
export function dependants<W extends Queued>(queue: readonly W[], write: W): readonly W[] {
  const lost = new Set(write.makes === null ? [] : [write.makes])
  return queue.filter((other) => {
    const depends = other !== write && other.status === 'waiting' && other.needs.some((id) => lost.has(id))
    if (depends && other.makes !== null) lost.add(other.makes)
    return depends
  })
}
