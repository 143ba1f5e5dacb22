import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { emptyLog, hasGap, highestIn, readUpTo, withMessage, withPage, withoutMessage } from './channelLog.ts'
import type { ChannelLog, ToldMessage } from './channelLog.ts'

const said = (seq: number, content = `said ${seq}`): ToldMessage => ({
  unique_id: `m${seq}`,
  seq,
  content,
  created_at: '2026-01-01T00:00:00Z',
  updated_at: '2026-01-01T00:00:00Z',
})
const numbers = ({ messages }: ChannelLog): (number | undefined)[] => messages.map(({ seq }) => seq)
const latest = (...seqs: number[]): ChannelLog => withPage(emptyLog, { messages: seqs.map((seq) => said(seq)), hasMore: true, heard: 0 })

describe('the log of a channel', () => {
  it('begins with the latest page, and knows that there is more', () => {
    const log = latest(9, 8, 7)
    expect(numbers(log)).toEqual([7, 8, 9])
    expect(log.reach).toEqual({ from: 6, to: 9 })
    expect(withPage(emptyLog, { messages: [said(2), said(1)], hasMore: false, heard: 0 }).reach).toEqual({ from: 0, to: 2 })
    expect(withPage(emptyLog, { messages: [], hasMore: false, heard: 0 }).reach).toEqual({ from: 0, to: 0 })
  })

  it('has a message once, whether the socket tells it, the answer to its publisher, or the history', () => {
    const once = withMessage(latest(9), said(10))
    expect(withMessage(once, said(10))).toEqual(once)
    expect(withMessage(once, said(10)).messages).toBe(once.messages)
    expect(numbers(withPage(once, { messages: [said(10)], hasMore: false, after: 9, heard: 10 }))).toEqual([9, 10])
  })

  it('shows the newer words of a message it has, in its place', () => {
    expect(withMessage(latest(9, 8), said(8, 'changed')).messages.map(({ content }) => content)).toEqual(['changed', 'said 9'])
  })

  it('puts a message in its place and knows that one before it is missing, until it is told', () => {
    const gap = withMessage(latest(9), said(11))
    expect(numbers(gap)).toEqual([9, 11])
    expect(hasGap(gap)).toBe(true)
    const filled = withMessage(gap, said(10))
    expect(hasGap(filled)).toBe(false)
    expect(filled.reach).toEqual({ from: 8, to: 11 })
  })

  it('takes a number for expired that an answer without more leaves out', () => {
    const log = withPage(withMessage(latest(9), said(12)), { messages: [said(12)], hasMore: false, after: 9, heard: 12 })
    expect(hasGap(log)).toBe(false)
    expect(log.reach).toEqual({ from: 8, to: 12 })
  })

  it('still has a gap above what an answer with more has told', () => {
    const log = withPage(withMessage(latest(9), said(20)), { messages: [said(10), said(11)], hasMore: true, after: 9, heard: 20 })
    expect(hasGap(log)).toBe(true)
    expect(log.reach?.to).toBe(11)
  })

  it('lets go of what lies below a hole too wide to fill: it is read when somebody scrolls there', () => {
    const log = withPage(latest(9, 8), { messages: [said(900), said(901)], hasMore: true, heard: 0 })
    expect(numbers(log)).toEqual([900, 901])
    expect(log.reach).toEqual({ from: 899, to: 901 })
  })

  it('grows downwards until the beginning', () => {
    const older = withPage(latest(9, 8), { messages: [said(7), said(6)], hasMore: true, before: 8, heard: 0 })
    expect(older.reach).toEqual({ from: 5, to: 9 })
    expect(withPage(older, { messages: [said(5)], hasMore: false, before: 6, heard: 0 }).reach).toEqual({ from: 0, to: 9 })
  })

  it('drops a message that was taken back; its number is no gap', () => {
    const log = withoutMessage(latest(9, 8, 7), 'm8')
    expect(numbers(log)).toEqual([7, 9])
    expect(hasGap(log)).toBe(false)
    expect(withoutMessage(log, 'm8')).toBe(log)
  })

  it('notes who has read how far, once', () => {
    const log = readUpTo(latest(9, 8), 'u2', 8)
    expect(log.messages.map(({ read_by }) => read_by)).toEqual([['u2'], undefined])
    expect(readUpTo(log, 'u2', 8)).toBe(log)
  })

  it('keeps a message without a number last', () => {
    const { seq: _, ...plain } = said(0)
    expect(numbers(withMessage(withMessage(latest(9), plain), said(10)))).toEqual([9, 10, undefined])
  })

  it('equals the channel after any order of news, losses and reads', () => {
    const step = fc.oneof(
      fc.record({ does: fc.constant('publish' as const), heard: fc.boolean() }),
      fc.record({ does: fc.constant('expire' as const), which: fc.nat(40) }),
      fc.record({ does: fc.constant('late' as const), which: fc.nat(40) }),
      fc.record({ does: fc.constant('catch up' as const), size: fc.integer({ min: 1, max: 5 }) }),
      fc.record({ does: fc.constant('older' as const), size: fc.integer({ min: 1, max: 5 }) }),
    )
    fc.assert(
      fc.property(fc.array(step, { maxLength: 60 }), fc.integer({ min: 1, max: 6 }), (steps, size) => {
        const server: ToldMessage[] = []
        const gone = new Set<number>()
        const there = (): ToldMessage[] => server.filter(({ seq = 0 }) => !gone.has(seq))
        const read = (log: ChannelLog, query: { after?: number; before?: number }, rows: ToldMessage[], count: number): ChannelLog =>
          withPage(log, { messages: rows.slice(0, count), hasMore: rows.length > count, heard: highestIn(log), ...query })
        const catchUp = (log: ChannelLog, count: number): ChannelLog => {
          if (!log.reach) return read(log, {}, there().toReversed(), count)
          const { to } = log.reach
          const missed = there().filter(({ seq = 0 }) => seq > to)
          return read(log, { after: to }, missed, count)
        }
        let log = catchUp(emptyLog, size)
        for (const one of steps) {
          if (one.does === 'publish') {
            server.push(said(server.length + 1))
            if (one.heard) log = withMessage(log, said(server.length))
          } else if (one.does === 'expire') gone.add(one.which)
          else if (one.does === 'late' && server[one.which]) log = withMessage(log, said(one.which + 1))
          else if (one.does === 'catch up') log = catchUp(log, one.size)
          else if (one.does === 'older' && log.reach) {
            const before = log.reach.from + 1
            log = read(
              log,
              { before },
              there()
                .filter(({ seq = 0 }) => seq < before)
                .toReversed(),
              one.size,
            )
          }
          const shown = numbers(log).map(Number)
          expect(shown).toEqual([...new Set(shown)].toSorted((a, b) => a - b))
        }
        for (let rounds = 0; rounds < 200; rounds += 1) log = catchUp(log, 3)
        const { from = 0 } = log.reach ?? {}
        const known = numbers(log).filter((seq = 0) => seq > from && !gone.has(seq))
        expect(hasGap(log)).toBe(false)
        expect(known).toEqual(there().flatMap(({ seq = 0 }) => (seq > from ? [seq] : [])))
      }),
    )
  })
})
