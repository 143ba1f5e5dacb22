import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { added, again, began, calledBack, ended, isOpen, nextBatch, noUploads, progressOf, progressed, removed } from './uploads.ts'
import type { Upload, UploadProgress, Uploads } from './uploads.ts'

const LIMITS = { files: 3, bytes: 100 }

const file = (key: string, size: number, group: string | null = null): Upload => ({
  key,
  size,
  status: 'queued',
  sent: 0,
  group,
  batch: null,
  unsure: false,
  passes: 1,
})
const of = (...files: readonly Upload[]): Uploads => added<Upload>(noUploads, files)
const keys = (files: readonly Upload[]): string => files.map(({ key }) => key).join(' ')
const line = ({ list }: Uploads): string => list.map(({ key, status, sent }) => `${key} ${status} ${sent}`).join(', ')

describe('which files go out next', () => {
  test.each<[string, readonly Upload[], string]>([
    ['none where none waits', [], ''],
    ['the first alone, if it belongs to no group', [file('a', 1), file('b', 1)], 'a'],
    ['its group with it, and no other', [file('a', 1, 'x'), file('b', 1, 'y'), file('c', 1, 'x')], 'a c'],
    ['no more than the most', [file('a', 1, 'x'), file('b', 1, 'x'), file('c', 1, 'x'), file('d', 1, 'x')], 'a b c'],
    ['no more bytes than fit', [file('a', 60, 'x'), file('b', 60, 'x'), file('c', 10, 'x')], 'a'],
    ['one that is too large for any, all the same', [file('a', 500, 'x'), file('b', 1, 'x')], 'a'],
  ])('%s', (_, files, expected) => {
    expect(keys(nextBatch(files, LIMITS))).toBe(expected)
  })

  test('those of a request of which nobody knows what became go together again, and with no other', () => {
    const files = of(file('a', 1, 'x'), file('b', 1, 'x'), file('c', 1, 'x'), file('d', 1, 'x'))
    const lost = ended(began(files, ['a', 'b'], 'r1'), ['a', 'b'], 'failed', true)
    expect(keys(nextBatch(again(lost, ['b']).list, LIMITS))).toBe('a b')
  })

  test('what was refused goes alone when it is tried again', () => {
    const refused = ended(began(of(file('a', 1, 'x'), file('b', 1, 'x')), ['a', 'b'], 'r1'), ['a', 'b'], 'failed')
    expect(keys(nextBatch(again(refused, ['a', 'b']).list, LIMITS))).toBe('a')
  })
})

describe('what has left', () => {
  test('is the files of a request one after the other, and what stands around them is not counted', () => {
    const files = began(of(file('a', 10, 'x'), file('b', 20, 'x')), ['a', 'b'], 'r1')
    expect(line(progressed(files, 'r1', 15))).toBe('a sending 10, b sending 5')
    expect(line(progressed(files, 'r1', 31))).toBe('a processing 10, b processing 20')
  })

  test('does not fall where a second try begins anew', () => {
    const files = progressed(began(of(file('a', 10)), ['a'], 'r1'), 'r1', 8)
    expect(line(progressed(files, 'r1', 2))).toBe('a sending 8')
  })
})

describe('all of it', () => {
  const half = progressed(began(of(file('a', 10), file('b', 30)), ['a'], 'r1'), 'r1', 10)

  test.each<[string, Uploads, Partial<UploadProgress>]>([
    ['is nothing of nothing', of(), { sent: 0, total: 0, part: 0, open: 0 }],
    ['counts bytes', half, { sent: 10, total: 40, part: 0.25, open: 2, done: 0 }],
    ['counts a file that failed as over', ended(half, ['b'], 'failed'), { sent: 40, total: 40, part: 1, open: 1, failed: 1 }],
    ['grows by what is tried again', again(ended(half, ['b'], 'failed'), ['b']), { sent: 40, total: 70, open: 2, failed: 0 }],
    ['keeps what is taken off the list', removed(ended(half, ['b'], 'failed'), ['b']), { sent: 40, total: 40, open: 1, failed: 0 }],
    ['is whole when empty files are through', ended(of(file('a', 0)), ['a'], 'done'), { sent: 0, total: 0, part: 1, done: 1 }],
    ['begins anew when all was over', added(ended(of(file('a', 10)), ['a'], 'done'), [file('b', 5)]), { sent: 0, total: 5, done: 1 }],
  ])('%s', (_, uploads, expected) => {
    expect(progressOf(uploads)).toMatchObject(expected)
  })
})

test('whatever happens to them, in whatever order: progress never goes back, and each file is counted once', () => {
  const step = fc.record({
    does: fc.constantFrom('add', 'begin', 'begin', 'tell', 'tell', 'end', 'lose', 'call', 'again', 'remove'),
    at: fc.nat(9),
    size: fc.nat(60),
    well: fc.boolean(),
  })
  fc.assert(
    fc.property(fc.array(step, { maxLength: 60 }), (steps) => {
      let uploads: Uploads = noUploads
      let named = 0
      const inBatch = (batch: string | null | undefined): string[] =>
        uploads.list.filter((one) => one.batch === batch && isOpen(one.status) && one.status !== 'queued').map(({ key }) => key)
      for (const { does, at, size, well } of steps) {
        const before = uploads
        const fresh = !before.list.some(({ status }) => isOpen(status))
        const going = [...new Set(uploads.list.filter(({ status }) => isOpen(status) && status !== 'queued').map(({ batch }) => batch))]
        const batch = going[at % Math.max(1, going.length)]
        const one = uploads.list[at % Math.max(1, uploads.list.length)]?.key ?? ''
        if (does === 'add') uploads = added(uploads, [file(`f${(named += 1)}`, size, well ? 'x' : null)])
        else if (does === 'begin') {
          const next = nextBatch(uploads.list, LIMITS)
          uploads = began(
            uploads,
            next.map(({ key }) => key),
            next[0]?.batch ?? `r${(named += 1)}`,
          )
        } else if (does === 'tell') uploads = progressed(uploads, batch ?? '', size * 3)
        else if (does === 'end') uploads = ended(uploads, inBatch(batch), well ? 'done' : 'aborted')
        else if (does === 'lose') uploads = ended(uploads, inBatch(batch), 'failed', well)
        else if (does === 'call') uploads = calledBack(uploads, inBatch(batch), well)
        else if (does === 'again') uploads = again(uploads, [one])
        else uploads = removed(uploads, [one])

        const [was, is] = [progressOf(before), progressOf(uploads)]
        const anew = fresh && (does === 'add' || does === 'again')
        if (!anew) expect(is.sent).toBeGreaterThanOrEqual(was.sent)
        if (does !== 'add' && does !== 'again' && uploads.list.length > 0) expect(is.part).toBeGreaterThanOrEqual(was.part)
        expect(is.sent).toBeLessThanOrEqual(is.total)
        const aborted = uploads.list.filter(({ status }) => status === 'aborted').length
        expect(is.open + is.done + is.failed + aborted).toBe(uploads.list.length)
        for (const { key, sent, size: whole } of uploads.list) {
          expect(sent).toBeGreaterThanOrEqual(before.list.find((other) => other.key === key)?.sent ?? 0)
          expect(sent).toBeLessThanOrEqual(whole)
        }
      }
    }),
    { numRuns: 500 },
  )
})
