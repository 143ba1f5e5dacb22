import fc from 'fast-check'
import { expect, test } from 'vitest'
import { virtualClock } from '../../testing/index.ts'
import { memoryStorage } from '../shop.test.ts'
import { createJudge } from './oracleJudge.test.ts'
import { createLedger } from './oracleLedger.test.ts'
import type { Ask } from './oracleLedger.test.ts'
import { openPage } from './oraclePage.test.ts'
import type { OraclePage } from './oraclePage.test.ts'
import { createPerson, pickOf } from './oraclePerson.test.ts'
import type { Person } from './oraclePerson.test.ts'
import { oracleServer, PER_PAGE } from './oracleServer.test.ts'
import type { Exchange, Row } from './oracleServer.test.ts'
import { schedules } from './oracleSteps.test.ts'
import type { Step } from './oracleSteps.test.ts'

/** Everything goes on that can go on by itself: nothing here takes time but the virtual clock's. */
const reach = (): Promise<void> => new Promise((go) => setImmediate(go))

/**
 * Plays a schedule through a client, and through those after it where the page is loaded anew, and finds fault with what they send and
 * show; empty where there is none.
 *
 * @example
 * expect(await faultsOf([{ does: 'create' }])).toEqual([])
 */
export async function faultsOf(schedule: readonly Step[]): Promise<readonly string[]> {
  const faults: string[] = []
  const fault = (sentence: string): void => void faults.push(sentence)
  const [server, clock, disk] = [oracleServer(), virtualClock(reach), memoryStorage()]
  for (let place = 0; place < 5; place += 1) server.insert(place, {})
  const ledger = createLedger(fault)
  const judge = createJudge(server, ledger, fault)
  server.arrived = ledger.arrived
  let visit = 0
  let page!: OraclePage
  let person!: Person
  let watching: (() => void)[] = []
  let release = (): void => {}
  let values = 0

  const settled = (ask: Ask, acknowledged: boolean): void => {
    if (ledger.settled(ask, acknowledged)) judge.acknowledged(ask)
  }
  /** Of what was asked for on an earlier page nobody has a promise: what comes of it stands in the queue. */
  const follow = (): void => {
    const { writes } = page.$writes.value
    for (const ask of ledger.asks) {
      if (ask.visit === visit || ask.asleep || ask.state !== 'ended') continue
      const status = writes.find(({ id }) => id === ask.id)?.status
      if (!status || status === 'failed') settled(ask, !status)
    }
  }
  const watch = (): void => {
    watching = [
      page.$all.subscribe(judge.list),
      ...page.ones.map(({ id, $one }) => $one.subscribe(({ data }) => judge.one(id, data))),
      page.$writes.listen(() => queueMicrotask(follow)),
    ]
  }
  const leave = (): void => watching.forEach((off) => off())
  const open = (slow = false): void => {
    const mine = (visit += 1)
    const reading = slow ? new Promise<void>((go) => (release = go)) : undefined
    page = openPage({ server, clock, disk, online: server.reachable, reading }, visit)
    void page.kept.ready.then(() => mine === visit && ledger.restored())
    person = createPerson(page, ledger, {
      online: () => server.reachable,
      settled: (ask, acknowledged) => mine === visit && settled(ask, acknowledged),
      value: () => `mine ${(values += 1)}`,
    })
    watch()
  }
  const reload = async ({ hides, slow }: Extract<Step, { does: 'reload' }>): Promise<void> => {
    if (hides) page.hide()
    await reach()
    leave()
    page.close()
    ledger.closed()
    judge.closed()
    open(slow)
  }
  const connect = (there: boolean): void => {
    server.reachable = there
    page.setOnline(there)
  }
  const under = (): Exchange[] => server.exchanges.filter(({ done, signal }) => !done && !signal.aborted)
  const end = (exchange: Exchange | undefined, lost = false): void => {
    if (!exchange) return
    if (exchange.method === 'GET' && !exchange.id) judge.landing()
    exchange.end(lost)
    ledger.ended(exchange)
  }
  const theirs = ({ what, row }: Extract<Step, { does: 'theirs' }>): void => {
    const id = pickOf(server.rows, row)?.unique_id
    if (what === 'insert') server.insert(row % (server.rows.length + 1), {})
    else if (id && what === 'remove') server.remove(id)
    else if (id) server.edit(id, { [row % 2 ? 'name' : 'note']: `theirs ${(values += 1)}` })
  }
  const reads = (): { refetch(): Promise<void> }[] => [page.$all, ...page.ones.map(({ $one }) => $one)]
  const play = async (step: Step): Promise<void> => {
    switch (step.does) {
      case 'edit':
        return person.edit(step)
      case 'remove':
        return person.remove(step)
      case 'create':
        return person.create()
      case 'cancel':
        return person.cancel(step)
      case 'retry':
        return person.retry(step)
      case 'discard':
        return person.discard(step)
      case 'network':
        if (!step.there && step.breaks) for (const exchange of under()) end(exchange, true)
        return connect(step.there)
      case 'reload':
        return reload(step)
      case 'disk':
        return release()
      case 'refetch':
        return void reads()[step.which]?.refetch()
      case 'more':
        return void page.$all.loadMore()
      case 'leave':
        release() // no disk takes that long; after five seconds nothing would wait for it
        leave()
        await clock.advance(1_500)
        return watch()
      case 'theirs':
        return theirs(step)
      case 'work': {
        const unworked = server.exchanges.filter(({ at }) => at === 0)
        return pickOf(unworked, step.pick)?.work(step.refuses, step.tells)
      }
      case 'answer': {
        const worked = under().filter(({ at }) => at > 0)
        return end(pickOf(worked, step.pick))
      }
      case 'lose':
        return end(pickOf(under(), step.pick), true)
    }
  }
  const land = async (): Promise<void> => {
    await reach()
    judge.landed()
  }
  const look = (): void => {
    judge.list(page.$all.value)
    for (const { id, $one } of page.ones) judge.one(id, $one.value.data)
    ledger.queue(page.$writes.value.writes)
  }
  const settle = async (): Promise<void> => {
    for (await land(); under().length > 0; await land()) {
      for (const exchange of under()) {
        if (exchange.at === 0) exchange.work()
        end(exchange)
      }
    }
  }
  /** How what is shown differs from what is so; nothing where it does not. */
  const difference = (): string => {
    const plain = ({ unique_id, name, note }: Row): object => ({ unique_id, name, note })
    const { items, page: last, totalCount, hasMore } = page.$all.value
    const ones = page.ones.map(({ $one }) => $one.value)
    const there = page.ones.map(({ id }) => server.rows.find(({ unique_id }) => unique_id === id))
    const shown = {
      items: items.map(plain),
      totalCount,
      hasMore,
      ones: ones.map(({ error, data }) => error?.code ?? (data && plain(data))),
    }
    const so = {
      items: server.rows.slice(0, last * PER_PAGE).map(plain),
      totalCount: server.rows.length,
      hasMore: last * PER_PAGE < server.rows.length,
      ones: there.map((row) => (row ? plain(row) : 'not_found')),
    }
    const [one, other] = [JSON.stringify(shown), JSON.stringify(so)]
    return one === other ? '' : `${one} for ${other}`
  }

  open()
  await settle()
  void page.$all.loadMore()
  await settle()
  for (const step of schedule) {
    await play(step)
    await land()
    look()
  }
  release()
  connect(true)
  await settle()
  look()
  // Nobody else was there and nothing was lost: then every write has brought its own news.
  const alone = !schedule.some(({ does }) => /theirs|lose|network|reload/.test(does))
  if (alone && difference()) fault(`with nobody else: ${difference()}`)
  for (const read of reads()) void read.refetch()
  await settle()
  // Pages that others' changes may have moved are read once more when nobody has asked for another one for two seconds.
  if (difference()) await clock.advance(2_000)
  await settle()
  if (difference()) fault(`at rest: ${difference()}`)
  ledger.rest()
  leave()
  page.close()
  return faults
}

/** More where it is asked for: `ORACLE_RUNS=200000 vitest run oracle`. */
const RUNS = Number(process.env['ORACLE_RUNS'] ?? 20_000)

/** One of the four parts that all schedules are played in, beside one another. */
export function quarter(): void {
  test(
    `whatever happens in whichever order, nothing is shown that should not be, and nothing sent (${RUNS / 4} schedules)`,
    async () => {
      await fc.assert(
        fc.asyncProperty(schedules, async (schedule) => {
          expect(await faultsOf(schedule)).toEqual([])
        }),
        { numRuns: RUNS / 4 },
      )
    },
    RUNS * 200,
  )
}

test('where nothing happens, the oracle finds no fault', async () => {
  expect(await faultsOf([])).toEqual([])
})
