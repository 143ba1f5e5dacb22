import { expect, test } from 'vitest'
import { createLedger } from './oracleLedger.test.ts'
import type { Ask, Ledger } from './oracleLedger.test.ts'
import { FIELDS, oracleServer } from './oracleServer.test.ts'
import type { Field, OracleServer, Row } from './oracleServer.test.ts'

/** What a list shows, as far as it is judged. */
interface ShownList {
  readonly status: 'pending' | 'success' | 'error'
  readonly items: readonly Row[]
  readonly totalCount: number | null
}

/** Knows what was asked for and what the server once said, and finds fault with what is shown. */
export interface Judge {
  /** An answer of the list is on its way to the client: rows of others may come and go with it. */
  landing(): void
  /** It has reached it. */
  landed(): void
  /** The client calls it done. */
  acknowledged(ask: Ask): void
  /** Another page is opened: what this one showed need not be there at once. */
  closed(): void
  list(shown: ShownList): void
  one(id: string, shown: Row | undefined): void
}

/**
 * The rules, for every published frame:
 *
 * A field under a pending write shows that write. Otherwise it shows what the server had at some time since the latest
 * acknowledgement that told this field: so neither refused writes nor answers from before. A row being removed, or whose removal was
 * acknowledged, is not there. No row is there twice, none leaves without a removal or another page read, no total is negative. A row
 * that is made here is there once, from the moment it is made, whichever comes first, the answer or a list that has it; none of one
 * that was refused.
 *
 * @example
 * const judge = createJudge(server, ledger, (fault) => faults.push(fault))
 * $all.subscribe(judge.list)
 */
export function createJudge(server: OracleServer, ledger: Ledger, fault: (sentence: string) => void): Judge {
  const { asks, rowOf } = ledger
  const since = new Map<string, number>()
  const removed = new Set<string>()
  const seen = new Set<string>()
  let listed: readonly string[] = []
  let landing = false
  let read = false
  let open: readonly Ask[] = []
  let known = -1

  /** What is being done to a row, the oldest first, as far as it can be seen. */
  const logOf = (id: string): readonly Ask[] => {
    const now = ledger.version()
    if (known !== now) open = asks.filter(({ state }) => state === 'waiting' || state === 'sent' || state === 'ended')
    known = now
    return open.length === 0 ? open : open.filter(({ row }) => rowOf(row) === rowOf(id))
  }
  /** May either side of it be seen? */
  const loose = ({ state, asleep }: Ask): boolean => asleep || state === 'ended'
  const makingOf = (id: string): Ask | undefined => asks.findLast(({ what, row }) => what === 'create' && row === rowOf(id))
  const learnt = (id: string, field: string, at: number): void => {
    const key = `${rowOf(id)} ${field}`
    since.set(key, Math.max(at, since.get(key) ?? 0))
  }
  const mayBeHidden = (id: string): boolean => removed.has(rowOf(id)) || logOf(id).some(({ what }) => what === 'remove')
  const allowed = (id: string, field: Field, value: string): boolean => {
    for (const ask of logOf(id).toReversed()) {
      const mine = ask.fields[field]
      if (mine === undefined) continue
      if (mine === value) return true
      if (!loose(ask)) return false
    }
    return server.past(id, field).some((span) => span.value === value && span.until > (since.get(`${rowOf(id)} ${field}`) ?? 0))
  }
  /** Rows that were found in order, and when: what the server does meanwhile can make none of them wrong. */
  const sound = new WeakMap<Row, number>()
  const row = (where: string, shown: Row): void => {
    const id = shown.unique_id
    const now = ledger.version()
    if (sound.get(shown) === now) return
    if (removed.has(rowOf(id))) fault(`${where} shows ${id}, whose removal was acknowledged`)
    if (logOf(id).some((ask) => ask.what === 'remove' && !loose(ask))) fault(`${where} shows ${id}, which is being removed`)
    for (const field of FIELDS)
      if (!allowed(id, field, shown[field])) fault(`${where} shows ${id} with the ${field} '${String(shown[field])}'`)
    sound.set(shown, now)
  }

  return {
    landing: () => {
      landing = true
    },
    landed: () => {
      landing = false
    },
    acknowledged: ({ what, row: id, fields, exchange }) => {
      const { at = 0, told = [], made = '' } = exchange ?? {}
      if (what === 'remove') removed.add(rowOf(id))
      if (what === 'edit') for (const field of [...Object.keys(fields), ...told]) learnt(id, field, at)
      if (what === 'create') for (const field of FIELDS) learnt(id, field, server.past(made, field)[0]?.from ?? 0)
    },
    closed: () => {
      // Rows that were made here are all the same there when the list is.
      listed = listed.filter((id) => makingOf(id)?.state === 'done')
      seen.clear()
      landing = read = false
    },
    list: ({ status, items, totalCount }) => {
      read ||= status === 'success'
      const ids = items.map(({ unique_id }) => unique_id)
      // Another answer may come in before the one that says which row was made.
      const known = ids.map((id) => (makingOf(id)?.state === 'ended' ? id : rowOf(id)))
      if (new Set(known).size < ids.length) fault(`the list shows a row twice: ${ids.join(' ')}`)
      if (totalCount !== null && !(totalCount >= 0)) fault(`the list shows a total of ${totalCount}`)
      const makings = asks.filter(({ what }) => what === 'create')
      for (const id of ids) {
        const fresh = id.startsWith('new-') && !makingOf(id) && makings.find((ask) => ask.row === '')
        if (fresh) ledger.called(fresh, { row: id })
      }
      for (const item of items) row('the list', item)
      const rows = ids.map(rowOf)
      for (const making of makings) {
        const { row: id, fields, state, exchange } = making
        if (state === 'failed' && makingOf(id) === making && ids.includes(id)) fault(`the list shows ${id}, whose making was refused`)
        if (!/waiting|sent/.test(state) || loose(making)) continue
        if (read && !rows.includes(id) && !mayBeHidden(id)) fault(`the list does not show '${fields.name}', which is being made`)
        // One for each that the server made, of this try or of those before it, and one for what it has not made yet. Nothing but what
        // it says tells a row that a list brings back before the answer: where somebody changed it meanwhile, it is another.
        const made = server.exchanges.filter((one) => one.made && one.fields.name === fields.name).map((one) => one.made)
        const alike = items.filter(({ name, note, unique_id }) => made.includes(unique_id) && name === fields.name && note === fields.note)
        const shown = [...ids.filter((one) => one === id), ...alike.map(({ unique_id }) => unique_id)]
        if (shown.length > made.length + (exchange?.made ? 0 : 1)) fault(`the list shows '${fields.name}' too often: ${shown.join(' ')}`)
      }
      const refused = (id: string): boolean => {
        const making = makingOf(id)
        return making !== undefined && (loose(making) || /failed|over/.test(making.state))
      }
      const lost = listed.filter((id) => !rows.includes(rowOf(id)) && !mayBeHidden(id) && !refused(id))
      if (lost.length > 0 && read && !landing) fault(`the list no longer shows ${lost.join(' ')}`)
      if (read) listed = ids
    },
    one: (id, shown) => {
      if (shown) row('the record', shown)
      else if (seen.has(id) && !mayBeHidden(id)) fault(`the record ${id} is no longer shown`)
      if (shown) seen.add(id)
    },
  }
}

test('the judge of the oracle finds fault with what must not be shown, and with nothing else', () => {
  const faults: string[] = []
  const fault = (sentence: string): void => void faults.push(sentence)
  const [server, ledger] = [oracleServer(), createLedger(fault)]
  server.arrived = ledger.arrived
  const [first, second] = [server.insert(0, { name: 'old' }), server.insert(1, {})]
  const judge = createJudge(server, ledger, fault)
  ledger.restored()
  const faultsOf = (run: () => void): number => {
    const before = faults.length
    run()
    return faults.length - before
  }
  const list = (items: readonly Row[], totalCount: number | null = 2): number =>
    faultsOf(() => judge.list({ status: 'success', items, totalCount }))
  /** Asks for something, and has it done or refused. */
  const done = (asked: Pick<Ask, 'what' | 'fields'>, refuses = false): void => {
    const ask = ledger.ask({ row: 'r1', backlog: false, ...asked })
    const [method, body] = ask.what === 'remove' ? ['DELETE', null] : ['PUT', JSON.stringify({ item: ask.fields })]
    void server.fetch('http://sandbox.test/v1/shop/items/r1', { method, body }).catch(() => {})
    const exchange = server.exchanges.at(-1)
    exchange?.work(refuses)
    exchange?.end()
    if (exchange) ledger.ended(exchange)
    if (ledger.settled(ask, !refuses)) judge.acknowledged(ask)
  }
  expect(list([first, second])).toBe(0)
  expect(list([first, second, second])).toBe(1)
  expect(list([first, second], -1)).toBe(1)
  expect(list([first])).toBe(1)

  const waiting = ledger.ask({ what: 'edit', row: 'r1', fields: { name: 'mine' }, backlog: false })
  expect([list([{ ...first }]), list([{ ...first, name: 'mine' }])]).toEqual([1, 0])
  ledger.taken([waiting])
  expect([list([{ ...first }]), list([{ ...first, name: 'mine' }])]).toEqual([0, 1])

  done({ what: 'edit', fields: { name: 'new' } })
  const mine = { ...first, name: 'new' }
  expect([list([first]), list([mine])]).toEqual([1, 0])
  done({ what: 'edit', fields: { note: 'refused' } }, true)
  expect([list([{ ...mine, note: 'refused' }]), list([mine])]).toEqual([1, 0])

  const removal = ledger.ask({ what: 'remove', row: 'r1', fields: {}, backlog: false })
  expect([list([{ ...mine }]), list([])]).toEqual([1, 0])
  ledger.taken([removal])
  done({ what: 'remove', fields: {} })
  expect(faultsOf(() => judge.one('r1', { ...mine }))).toBe(1)
  expect(faultsOf(() => judge.one('r2', second))).toBe(0)
  expect(faultsOf(() => judge.one('r2', undefined))).toBe(1)
})
