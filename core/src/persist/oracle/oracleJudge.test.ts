import { expect, test } from 'vitest'
import { FIELDS, oracleServer } from './oracleServer.test.ts'
import type { Exchange, Field, OracleServer, Row } from './oracleServer.test.ts'

/** A write as the person made it. */
interface Write {
  readonly change: Partial<Row> | 'removed'
  /** What came of it on the network; until its promise settles too, either side of it may be seen. */
  ended?: Pick<Exchange, 'at' | 'told'>
}

/** A row as the person made it. */
interface Making {
  readonly fields: Partial<Row>
  /** The id it was made up with, as soon as it is seen. */
  id?: string
  /** `ended`: its connection is over; until its promise settles too, either side of it may be seen. */
  state: 'open' | 'ended' | 'done' | 'refused'
}

/** What a list shows, as far as it is judged. */
interface ShownList {
  readonly items: readonly Row[]
  readonly totalCount: number | null
}

/** Knows what was written and what the server once said, and finds fault with what is shown. */
export interface Judge {
  readonly faults: readonly string[]
  wrote(id: string, change: Write['change']): Write
  /** The connection of a request is over, whichever way. */
  ended(exchange: Exchange): void
  /** A write is taken back before it was sent; with a creation goes all that was done to its row. */
  taken(write: Write | Making): void
  /** What had ended has reached the client. */
  landed(): void
  settled(id: string, write: Write, acknowledged: boolean): void
  /** A row is made here: it stands in the list under an id that is made up, then under the server's. */
  creating(fields: Partial<Row>): Making
  /** What became of it. */
  created(making: Making, row: Row | null): void
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
 * const judge = createJudge(server)
 * $all.subscribe(judge.list)
 */
export function createJudge(server: OracleServer): Judge {
  const faults: string[] = []
  const logs = new Map<string, Write[]>()
  const since = new Map<string, number>()
  const removed = new Set<string>()
  const makings: Making[] = []
  /** The rows made here, by the server's names. */
  const names = new Map<string, Making>()
  const seen = new Set<string>()
  let listed: readonly string[] = []
  let landing = false

  const own = (id: string): string => names.get(id)?.id ?? id
  const makingOf = (id: string): Making | undefined => names.get(id) ?? makings.find((making) => making.id === id)
  const logOf = (id: string): Write[] => logs.get(own(id)) ?? []
  const learnt = (id: string, field: string, at: number): void => {
    since.set(`${id} ${field}`, Math.max(at, since.get(`${id} ${field}`) ?? 0))
  }
  const mayBeHidden = (id: string): boolean => removed.has(id) || logOf(id).some(({ change }) => change === 'removed')
  const allowed = (id: string, field: Field, value: string): boolean => {
    for (const { change, ended } of logOf(id).toReversed()) {
      const mine = change === 'removed' ? undefined : change[field]
      if (mine === undefined) continue
      if (mine === value) return true
      if (!ended) return false
    }
    if (makingOf(id)?.fields[field] === value && /open|ended/.test(makingOf(id)?.state ?? '')) return true
    return server.past(id, field).some((span) => span.value === value && span.until > (since.get(`${id} ${field}`) ?? 0))
  }
  const row = (where: string, shown: Row): void => {
    const id = shown.unique_id
    if (removed.has(id)) faults.push(`${where} shows ${id}, whose removal was acknowledged`)
    if (logOf(id).some(({ change, ended }) => change === 'removed' && !ended)) faults.push(`${where} shows ${id}, which is being removed`)
    for (const field of FIELDS)
      if (!allowed(id, field, shown[field])) faults.push(`${where} shows ${id} with the ${field} '${String(shown[field])}'`)
  }

  return {
    faults,
    wrote: (id, change) => {
      const write: Write = { change }
      logs.set(own(id), [...logOf(id), write])
      return write
    },
    ended: (exchange) => {
      if (exchange.method === 'GET' && !exchange.id) landing = true
      const maker = exchange.method === 'POST' && makings.find(({ fields }) => fields.name === exchange.fields.name)
      if (maker) maker.state = 'ended'
      if (maker && exchange.made) names.set(exchange.made, maker)
      if (!/PUT|DELETE/.test(exchange.method)) return
      const open = logOf(exchange.id).filter(({ ended }) => !ended)
      // Edits that waited went out as one: all of them up to the last whose value was sent.
      const sent = ({ change }: Write): boolean =>
        exchange.method === 'PUT' &&
        change !== 'removed' &&
        FIELDS.some((field) => change[field] && change[field] === exchange.fields[field])
      for (const write of open.slice(0, Math.max(1, open.findLastIndex(sent) + 1))) write.ended = exchange
    },
    taken: (taken) => {
      const never = { at: 0, told: [] }
      if ('change' in taken) taken.ended = never
      else {
        taken.state = 'ended'
        for (const write of logOf(taken.id ?? '')) write.ended = never
      }
    },
    landed: () => {
      landing = false
    },
    settled: (id, write, acknowledged) => {
      logs.set(
        own(id),
        logOf(id).filter((other) => other !== write),
      )
      if (!acknowledged) return
      if (write.change === 'removed') removed.add(id)
      else for (const field of [...Object.keys(write.change), ...(write.ended?.told ?? [])]) learnt(id, field, write.ended?.at ?? 0)
    },
    creating: (fields) => {
      const making: Making = { fields, state: 'open' }
      makings.push(making)
      return making
    },
    created: (making, row) => {
      making.state = row ? 'done' : 'refused'
      if (row) for (const field of FIELDS) learnt(row.unique_id, field, server.past(row.unique_id, field)[0]?.from ?? 0)
    },
    list: ({ items, totalCount }) => {
      const ids = items.map(({ unique_id }) => unique_id)
      if (new Set(ids).size < ids.length) faults.push(`the list shows a row twice: ${ids.join(' ')}`)
      if (totalCount !== null && !(totalCount >= 0)) faults.push(`the list shows a total of ${totalCount}`)
      for (const { unique_id } of items) {
        const fresh = unique_id.startsWith('new-') && !makingOf(unique_id) && makings.find(({ id }) => id === undefined)
        if (fresh) fresh.id = unique_id
      }
      for (const item of items) row('the list', item)
      const rows = ids.map(own)
      for (const { id = '', fields, state } of makings) {
        if (state === 'refused' && ids.includes(id)) faults.push(`the list shows ${id}, whose making was refused`)
        if (state !== 'open') continue
        if (!rows.includes(id) && !mayBeHidden(id)) faults.push(`the list does not show '${fields.name}', which is being made`)
        const alike = items.filter(({ name, note, unique_id }) => name === fields.name && note === fields.note && own(unique_id) !== id)
        if (rows.includes(id) && alike.length > 0) faults.push(`the list shows '${fields.name}' twice`)
      }
      const refused = (id: string): boolean => /ended|refused/.test(makingOf(id)?.state ?? '')
      const lost = listed.filter((id) => !rows.includes(own(id)) && !mayBeHidden(id) && !refused(id))
      if (lost.length > 0 && !landing) faults.push(`the list no longer shows ${lost.join(' ')}`)
      listed = ids
    },
    one: (id, shown) => {
      if (shown) row('the record', shown)
      else if (seen.has(id) && !mayBeHidden(id)) faults.push(`the record ${id} is no longer shown`)
      if (shown) seen.add(id)
    },
  }
}

test('the judge of the oracle finds fault with what must not be shown, and with nothing else', () => {
  const server = oracleServer()
  const [first, second] = [server.insert(0, { name: 'old' }), server.insert(1, {})]
  const judge = createJudge(server)
  const faultsOf = (run: () => void): number => {
    const before = judge.faults.length
    run()
    return judge.faults.length - before
  }
  const list = (items: readonly Row[], totalCount: number | null = 2) => faultsOf(() => judge.list({ items, totalCount }))
  expect(list([first, second])).toBe(0)
  expect(list([first, second, second])).toBe(1)
  expect(list([first, second], -1)).toBe(1)
  expect(list([first])).toBe(1)

  const write = judge.wrote('r1', { name: 'new' })
  const mine = { ...first, name: 'new' }
  expect([list([first]), list([mine])]).toEqual([1, 0])
  server.edit('r1', { name: 'new' })
  judge.settled('r1', write, true)
  expect(list([first])).toBe(0)
  const exchange: Exchange = {
    method: 'PUT',
    id: 'r1',
    made: '',
    signal: new AbortController().signal,
    at: 3,
    fields: {},
    told: [],
    done: true,
    work: () => {},
    end: () => {},
  }
  write.ended = exchange
  judge.settled('r1', write, true)
  expect([list([first]), list([mine])]).toEqual([1, 0])

  judge.settled('r1', judge.wrote('r1', { note: 'refused' }), false)
  expect([list([{ ...mine, note: 'refused' }]), list([mine])]).toEqual([1, 0])

  const removal = judge.wrote('r1', 'removed')
  expect([list([mine]), list([])]).toEqual([1, 0])
  judge.settled('r1', removal, true)
  expect(faultsOf(() => judge.one('r1', mine))).toBe(1)
  expect(faultsOf(() => judge.one('r2', second))).toBe(0)
  expect(faultsOf(() => judge.one('r2', undefined))).toBe(1)
})
