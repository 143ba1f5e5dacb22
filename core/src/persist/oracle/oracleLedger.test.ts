import { expect, test } from 'vitest'
import { FIELDS, oracleServer } from './oracleServer.test.ts'
import type { Exchange, Row } from './oracleServer.test.ts'

/** Something a person asked for. Tried once more it is another one, behind what was asked for meanwhile. */
export interface Ask {
  readonly what: 'create' | 'edit' | 'remove'
  /** The id of its row on the screen; for a creation the one that is made up, as soon as it is known. */
  readonly row: string
  readonly fields: Partial<Row>
  /** What `writes` calls it; empty until that is known. */
  readonly id: string
  /** It waited for the network or for a reload. */
  readonly backlog: boolean
  /**
   * `ended`: its connection is over, and until the client says so too, either side of it may be seen. `failed` may be tried again.
   * `over`: taken back, or forgotten.
   */
  readonly state: 'waiting' | 'sent' | 'ended' | 'done' | 'failed' | 'over'
  /** It lies on the disk of a page that is being loaded, or is just being taken back: either side of it may be seen. */
  readonly asleep: boolean
  /** The page it was asked on, counted from 1. */
  readonly visit: number
  /** The request it went out with. */
  readonly exchange?: Exchange
}

/** A write as the client shows it. */
interface Shown {
  readonly id: string
  readonly status: string
}

/** What was asked for, what was sent of it, and what came of it: from what the person did and what the network saw, and nothing else. */
export interface Ledger {
  /** The oldest first. */
  readonly asks: readonly Ask[]
  /** The row under the name it had first: the one made up here, where it was made here. */
  rowOf(id: string): string
  ask(asked: Pick<Ask, 'what' | 'row' | 'fields' | 'backlog'> & { readonly id?: string }): Ask
  find(id: string): Ask | undefined
  /** A request came in. */
  arrived(exchange: Exchange): void
  /** The connection of a request is over, whichever way. Returns what went with it. */
  ended(exchange: Exchange): readonly Ask[]
  /** The client says what came of it. True where that is news, and good. */
  settled(ask: Ask, acknowledged: boolean): boolean
  /** What is taken back with this one. */
  with(ask: Ask): readonly Ask[]
  /** It is being taken back, and then it is. */
  taking(some: readonly Ask[]): void
  taken(some: readonly Ask[]): void
  /** It is refused, and nobody wants to try it again. */
  forget(ask: Ask | undefined): void
  /** The row that a creation makes up, and what `writes` calls what was asked for. */
  called(ask: Ask, name: Partial<Pick<Ask, 'row' | 'id'>>): void
  /** Another number whenever anything here is another. */
  version(): number
  /** The page is gone. */
  closed(): void
  /** The next page has taken in what the last one left. */
  restored(): void
  /** This is what the client still has to write. */
  queue(writes: readonly Shown[]): void
  /** Nothing is under way any more. */
  rest(): void
}

const isOpen = ({ state }: Ask): boolean => state === 'waiting' || state === 'sent'

/**
 * The rules, for every request that writes:
 *
 * It carries what was asked for and was not sent yet, word for word: one thing, or edits of one row that waited together. Of a row
 * nothing is under way and nothing asked for earlier still waits. What waited for the network or for a reload goes in the order it was
 * asked for, one after the other. What the client calls done the server has done and said so; what it calls refused was refused, or was
 * lost on the way, or stood on what was. Nothing is forgotten, and nothing is remembered that is over.
 *
 * @example
 * const ledger = createLedger((fault) => faults.push(fault))
 * server.arrived = ledger.arrived
 */
export function createLedger(fault: (sentence: string) => void): Ledger {
  const asks: Ask[] = []
  const carried = new Map<Exchange, readonly Ask[]>()
  /** The creations by what the server calls their rows. */
  const named = new Map<string, Ask>()
  let visit = 1
  let restoring = true
  let version = 0

  const move = (ask: Ask, to: Partial<Ask>): void => {
    version += 1
    Object.assign(ask, to)
  }

  const rowOf = (id: string): string => named.get(id)?.row ?? id
  const nameOf = ({ what, row, fields }: Ask): string => `${what} ${row} ${JSON.stringify(fields)}`
  const succeeded = ({ method, status }: Exchange): boolean => (status > 0 && status < 300) || (method === 'DELETE' && status === 404)
  const fail = (ask: Ask): void => {
    move(ask, { state: 'failed' })
    for (const [id, creation] of named) if (creation === ask) named.delete(id)
  }
  const dependants = (ask: Ask): Ask[] =>
    ask.what === 'create' ? asks.filter((other) => other !== ask && other.state === 'waiting' && other.row === ask.row) : []
  /** The asks a request must be for, and what it must say. */
  const expected = ({ method, id, fields }: Exchange): readonly Ask[] => {
    const open = asks.filter(({ state }) => state === 'waiting')
    if (method === 'POST') return open.filter(({ what, fields: { name } }) => what === 'create' && name === fields.name).slice(0, 1)
    const mine = open.filter(({ row }) => rowOf(row) === rowOf(id))
    if (method === 'DELETE') return mine.filter(({ what }) => what === 'remove').slice(0, 1)
    const says = (ask: Ask): boolean => FIELDS.some((field) => ask.fields[field] !== undefined && ask.fields[field] === fields[field])
    // Only neighbours go as one: what waits behind a removal may say the same once more, and is another request.
    const other = mine.findIndex(({ what, asleep }) => what !== 'edit' && !asleep)
    const edits = mine.slice(0, other < 0 ? undefined : other).filter(({ what }) => what === 'edit')
    return edits.slice(0, edits.findLastIndex(says) + 1)
  }

  return {
    asks,
    rowOf,
    ask: ({ what, row, fields, backlog, id = '' }) => {
      const making = asks.findLast((one) => one.what === 'create' && one.row === row)
      // What it belongs to could not be made.
      const state = what !== 'create' && making?.state === 'failed' ? 'failed' : 'waiting'
      const ask: Ask = { what, row, fields, id, backlog, state, asleep: false, visit }
      asks.push(ask)
      version += 1
      return ask
    },
    find: (id) => asks.findLast((ask) => ask.id === id),
    arrived: (exchange) => {
      const { method, id, fields } = exchange
      if (method === 'GET') return
      const what = `${method} ${id} ${JSON.stringify(fields)}`
      const mine = expected(exchange)
      const [first] = mine
      carried.set(exchange, mine)
      if (!first) return fault(`${what} was sent, and nobody asked for it now`)
      const text = JSON.stringify(FIELDS.map((field) => mine.reduce((all, ask) => ({ ...all, ...ask.fields }), {} as Partial<Row>)[field]))
      if (text !== JSON.stringify(FIELDS.map((field) => fields[field]))) fault(`${what} was sent for ${mine.map(nameOf).join(', ')}`)
      const before = asks.slice(0, asks.indexOf(first)).filter((ask) => isOpen(ask) && !ask.asleep)
      const ahead = before.filter((ask) => rowOf(ask.row) === rowOf(first.row) || (first.backlog && ask.backlog))
      if (ahead.length > 0) fault(`${what} was sent before ${ahead.map(nameOf).join(', ')}`)
      if (first.asleep) fault(`${what} was sent before the page was restored`)
      for (const ask of mine) move(ask, { state: 'sent', exchange })
    },
    ended: (exchange) => {
      const mine = (carried.get(exchange) ?? []).filter(({ state }) => state === 'sent')
      for (const ask of mine) {
        move(ask, { state: 'ended' })
        if (exchange.made) named.set(exchange.made, ask)
      }
      return mine
    },
    settled: (ask, acknowledged) => {
      const { state, exchange } = ask
      if (state === 'done' || state === 'failed' || state === 'over') return false
      const done = exchange !== undefined && succeeded(exchange)
      // Those that stand on what is refused hear of it first.
      const stands = asks.some((one) => one.state === 'ended' && one.exchange?.status !== 201 && dependants(one).includes(ask))
      if (state !== 'ended' && (acknowledged || !stands))
        fault(`${nameOf(ask)} is called ${acknowledged ? 'done' : 'refused'}, and is ${state}`)
      else if (state === 'ended' && acknowledged !== done)
        fault(`${nameOf(ask)} is called ${done ? 'refused, and was done' : 'done, and was refused or lost'}`)
      if (acknowledged) move(ask, { state: 'done' })
      else for (const one of [ask, ...dependants(ask)]) fail(one)
      return acknowledged
    },
    with: (ask) => [ask, ...dependants(ask)],
    taking: (some) => some.forEach((ask) => move(ask, { asleep: true })),
    taken: (some) => some.forEach((ask) => move(ask, { asleep: false, state: 'over' })),
    forget: (ask) => {
      if (ask?.state === 'failed') move(ask, { state: 'over' })
    },
    called: move,
    version: () => version,
    closed: () => {
      for (const ask of asks) {
        // What was asked for before the disk was read has not reached it.
        if (restoring && ask.visit === visit) move(ask, { state: 'over' })
      }
      for (const mine of carried.values()) {
        const [first, ...rest] = mine.filter(({ state }) => state === 'sent')
        if (!first) continue
        // What went as one is one to decide about.
        move(first, { fields: rest.reduce((all, ask) => ({ ...all, ...ask.fields }), first.fields) })
        for (const ask of [first, ...dependants(first)]) fail(ask)
        for (const ask of rest) move(ask, { state: 'over' })
      }
      for (const ask of asks) move(ask, { asleep: true, backlog: true })
      visit += 1
      restoring = true
    },
    restored: () => {
      restoring = false
      for (const ask of asks) move(ask, { asleep: false })
    },
    queue: (writes) => {
      const here = asks.filter((ask) => !ask.asleep && (isOpen(ask) || ask.state === 'failed') && ask.id)
      const says = ({ id, state }: Ask): string => `${id} ${state === 'sent' ? 'sending' : state}`
      const [wanted, shown] = [here.map(says).toSorted(), writes.map(({ id, status }) => `${id} ${status}`).toSorted()]
      if (wanted.join() !== shown.join()) fault(`the writes are ${shown.join(', ')} where they should be ${wanted.join(', ')}`)
      const [order, given] = [
        here.filter(isOpen).map(({ id }) => id),
        writes.filter(({ status }) => status !== 'failed').map(({ id }) => id),
      ]
      if (order.toSorted().join() === given.toSorted().join() && order.join() !== given.join())
        fault(`the writes stand in the order ${given.join()} where it should be ${order.join()}`)
    },
    rest: () => {
      for (const ask of asks) if (/waiting|sent|ended/.test(ask.state)) fault(`at rest ${nameOf(ask)} is ${ask.state}`)
    },
  }
}

test('the ledger finds fault with what is sent unasked, twice, too early, or joined with what it should not be, and with nothing else', async () => {
  const faults: string[] = []
  const [server, ledger] = [oracleServer(), createLedger((fault) => faults.push(fault))]
  server.arrived = ledger.arrived
  server.insert(0, {})
  ledger.restored()
  const send = (method: string, path: string, fields: object = {}): Exchange => {
    const body = method === 'DELETE' ? null : JSON.stringify({ item: fields })
    void server.fetch(`http://sandbox.test/v1/shop/items${path}`, { method, body }).catch(() => {})
    return server.exchanges.at(-1) as Exchange // the one that was just sent
  }
  const faultsOf = (run: () => unknown): number => {
    const before = faults.length
    run()
    return faults.length - before
  }
  const edit = (name: string, id: string): Ask => ledger.ask({ what: 'edit', row: 'r1', fields: { name }, backlog: false, id })

  const first = edit('a', 'w1')
  expect(faultsOf(() => send('PUT', '/r1', { name: 'a', note: 'b' }))).toBe(1)
  expect(first.state).toBe('sent')
  expect(faultsOf(() => send('PUT', '/r1', { name: 'a' }))).toBe(1)
  const exchange = server.exchanges[0] as Exchange // there is one
  edit('c', 'w2')
  edit('d', 'w3')
  expect(faultsOf(() => ledger.queue([{ id: 'w1', status: 'sending' }]))).toBe(1)
  expect(faultsOf(() => send('PUT', '/r1', { name: 'd' }))).toBe(1) // the first is under way
  exchange.work(true)
  exchange.end()
  ledger.ended(exchange)
  expect(faultsOf(() => ledger.settled(first, true))).toBe(1)

  const waited = ['x', 'y'].map((name) =>
    ledger.ask({ what: 'create', row: `new-${name}`, fields: { name, note: '' }, backlog: true, id: name }),
  )
  expect(faultsOf(() => send('POST', '', { name: 'y', note: '' }))).toBe(1)
  expect(faultsOf(() => send('POST', '', { name: 'x', note: '' }))).toBe(0)
  expect(waited.map(({ state }) => state)).toEqual(['sent', 'sent'])
  expect(faultsOf(() => ledger.rest())).toBe(4)
  ledger.closed()
  expect(waited.map(({ state }) => state)).toEqual(['failed', 'failed'])
})
