import { isDeepStrictEqual } from 'node:util'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { createEventStreamReader } from './eventStream.ts'
import type { EventStreamReader } from './eventStream.ts'

/** The answer printed in the Entities reference, its tokens and its last word. */
const seed = [
  '{"type":"token","content":"The"}',
  '{"type":"token","content":" premium"}',
  '{"type":"token","content":" plan"}',
  '{"type":"token","content":" includes"}',
  '{"type":"done","message_id":"msg-uuid-102"}',
]
const seedEvents: unknown[] = seed.map((line) => JSON.parse(line))

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text)

const listening = (): { reader: EventStreamReader; events: unknown[]; malformed: string[] } => {
  const events: unknown[] = []
  const malformed: string[] = []
  const reader = createEventStreamReader({ event: (data) => events.push(data), malformed: (line) => malformed.push(line) })
  return { reader, events, malformed }
}

/** Reads a stream cut at these offsets. */
const readCut = (stream: Uint8Array, cuts: readonly number[] = []): { events: unknown[]; malformed: string[] } => {
  const { reader, events, malformed } = listening()
  const ends = [...cuts, stream.length]
  ends.forEach((end, index) => reader.feed(stream.subarray(ends[index - 1] ?? 0, end)))
  reader.end()
  return { events, malformed }
}

/** The offsets at which a cut makes the stream read as anything else. */
const wrongCuts = (stream: Uint8Array, expected: { events: unknown[]; malformed: string[] }): number[] =>
  Array.from({ length: stream.length + 1 }, (_, cut) => cut).filter((cut) => !isDeepStrictEqual(readCut(stream, [cut]), expected))
const readText = (text: string): { events: unknown[]; malformed: string[] } => readCut(bytes(text))

const lineEnds = [
  ['LF', '\n'],
  ['CRLF', '\r\n'],
  ['CR', '\r'],
] as const
const framings = [
  ['one line after another', () => false],
  ['a blank line after each event', () => true],
  ['a blank line now and then', (index: number) => index % 2 === 0],
] as const
const endings = [
  ['in full', 2],
  ['with one line end', 1],
  ['without any', 0],
] as const

const framed = (lineEnd: string, blankAfter: (index: number) => boolean, ending: number): string => {
  const separated = seed.slice(0, -1).map((line, index) => `data: ${line}${lineEnd}${blankAfter(index) ? lineEnd : ''}`)
  return `${separated.join('')}data: ${seed.at(-1)}${lineEnd.repeat(ending)}`
}

describe.each(lineEnds)('the documented answer with %s', (_, lineEnd) => {
  describe.each(framings)('%s', (__, blankAfter) => {
    test.each(endings)('ended %s, tells the same events wherever the network cuts it', (___, ending) => {
      const stream = bytes(framed(lineEnd, blankAfter, ending))
      expect(readCut(stream)).toEqual({ events: seedEvents, malformed: [] })
      expect(wrongCuts(stream, { events: seedEvents, malformed: [] })).toEqual([])
    })

    test('arriving byte by byte, tells the same events', () => {
      const stream = bytes(framed(lineEnd, blankAfter, 2))
      expect(readCut(stream, [...stream.keys()])).toEqual({ events: seedEvents, malformed: [] })
    })
  })

  test.each([
    ['one line after another', false],
    ['a blank line after each event', true],
  ])('%s, tells each event in the feed that completes its line', (__, blank) => {
    const text = framed(lineEnd, () => blank, 1)
    const late: string[] = []
    for (let size = 1; size <= 64; size += 1) {
      const { reader, events } = listening()
      for (let at = 0; at < text.length; at += size) {
        reader.feed(bytes(text.slice(at, at + size)))
        const complete = text
          .slice(0, at + size)
          .split(lineEnd)
          .slice(0, -1)
          .filter((line) => line !== '').length
        if (events.length < complete) late.push(`${size} bytes a chunk, at ${at}`)
      }
      expect(events).toEqual(seedEvents)
    }
    expect(late).toEqual([])
  })
})

describe('what stands around the data', () => {
  const token = { type: 'token', content: 'x' }
  const line = `data: ${JSON.stringify(token)}`

  test.each<[string, string, number]>([
    ['a byte order mark', `\uFEFF${line}\n`, 1],
    ['comments', `: hello\n${line}\n:\n${line}\n: ping\n`, 2],
    ['a comment that looks like data', `: ${line}\n${line}\n`, 1],
    ['the fields id, event and retry', `id: 7\nevent: token\nretry: 1000\n${line}\n\nid\nretry: soon\n${line}\n\n`, 2],
    ['fields after the data', `${line}\nid: 7\nevent: token\n\n${line}\n\n`, 2],
    ['fields nobody knows', `foo: bar\n${line}\nfoo\n`, 1],
    ['a name that is only nearly data', `Data: {}\n data: {}\ndatum: {}\n${line}\n`, 1],
    ['no blank behind the colon', `data:${JSON.stringify(token)}\n`, 1],
    ['data without a value', `data\ndata:\ndata: \n\n${line}\n`, 1],
    ['the end mark of others', `${line}\n\ndata: [DONE]\n\n`, 1],
    ['the end mark between lines', `${line}\ndata: [DONE]\n${line}\n`, 2],
    ['blank lines without end', `\n\n\n\r\n\r\r${line}\n\n\n\n`, 1],
    ['nothing but comments', ': ping\n\n: ping\n\n', 0],
    ['nothing', '', 0],
  ])('%s', (_, text, count) => {
    const stream = bytes(text)
    const expected = { events: Array.from({ length: count }, () => token), malformed: [] }
    expect(readCut(stream)).toEqual(expected)
    expect(wrongCuts(stream, expected)).toEqual([])
  })
})

describe('the text of a token', () => {
  test.each([
    ['several bytes a letter', 'Grüße aus 東京 🏭👩‍👩‍👧'],
    ['line separators that end no line here', 'a\u2028b\u2029c\u0085d'],
    ['line ends inside JSON', 'a\nb\r\nc\rd'],
    ['text that looks like a field', 'data: {"type":"done"}\n\n'],
    ['a byte order mark', '\uFEFFx\uFEFF'],
    ['a null character', '\0'],
  ])('%s survives any cut', (_, content) => {
    const stream = bytes(`data: ${JSON.stringify({ type: 'token', content })}\n`)
    expect(wrongCuts(stream, { events: [{ type: 'token', content }], malformed: [] })).toEqual([])
  })

  test('4 MB in one line', () => {
    const content = 'x'.repeat(4_000_000)
    const stream = bytes(`data: {"type":"token","content":"${content}"}\ndata: {"type":"done"}\n`)
    const cuts = Array.from({ length: Math.floor(stream.length / 65_536) }, (_, index) => (index + 1) * 65_536)
    const { events, malformed } = readCut(stream, cuts)
    expect(malformed).toEqual([])
    expect(events).toHaveLength(2)
    expect(events[0]).toEqual({ type: 'token', content })
  })

  test('a line that never ends ends the stream, after what came before it', () => {
    const { reader, events } = listening()
    reader.feed(bytes('data: {"type":"token","content":"a"}\ndata: {"type":"token","content":"'))
    expect(() => {
      for (let chunk = 0; chunk < 6; chunk += 1) reader.feed(bytes('x'.repeat(1024 * 1024)))
    }).toThrow()
    expect(events).toEqual([{ type: 'token', content: 'a' }])
  })

  test('an answer longer than any line may be goes through, whichever way it is framed', () => {
    const line = `data: {"type":"token","content":"${'x'.repeat(65_536 - 64)}"}\n`
    for (const blank of ['', '\n']) {
      const { reader, events } = listening()
      for (let chunk = 0; chunk < 100; chunk += 1) reader.feed(bytes(line + blank))
      reader.end()
      expect(events).toHaveLength(100)
    }
  })
})

describe('JSON printed over several lines', () => {
  const printed = (value: unknown): string => `${JSON.stringify(value, null, 2).replace(/^.*$/gm, 'data: $&')}\n`

  test.each<[string, unknown]>([
    ['a flat object', { type: 'token', content: 'a b' }],
    ['an object in an object', { errors: { detail: { a: 1 } }, type: 'error' }],
    ['a list of objects', { errors: [{ status: '422', detail: 'x' }, { status: '500' }] }],
    ['a list', [1, 'two', null, { three: 3 }]],
    ['an empty object in a list', { type: 'done', sources: [{}], steps: [[]] }],
    ['an object alone in a list', { type: 'done', sources: [{ id: 1 }, {}] }],
  ])('%s is one event, wherever it is cut', (_, value) => {
    const after = { type: 'done' }
    for (const blank of ['', '\n']) {
      const stream = bytes(`${printed(value)}${blank}data: ${JSON.stringify(after)}\n${blank}`)
      expect(readCut(stream)).toEqual({ events: [value, after], malformed: [] })
      expect(wrongCuts(stream, { events: [value, after], malformed: [] })).toEqual([])
    }
  })
})

describe('a line that is no event', () => {
  const token = 'data: {"type":"token","content":"x"}\n'
  const x = { type: 'token', content: 'x' }

  test.each<[string, string, { events: unknown[]; malformed: string[] }]>([
    ['text', `${token}data: hello\n${token}`, { events: [x, x], malformed: ['hello'] }],
    ['a number', `data: 5\n${token}`, { events: [x], malformed: ['5'] }],
    ['a word of JSON', `data: null\n\ndata: true\n\n${token}`, { events: [x], malformed: ['null', 'true'] }],
    ['text of JSON', `data: "x"\n${token}`, { events: [x], malformed: ['"x"'] }],
    ['half an event before a whole one', `data: {"type":"tok\n${token}${token}`, { events: [x, x], malformed: ['{"type":"tok'] }],
    ['half an event at the end', `${token}data: {"type":"tok`, { events: [x], malformed: ['{"type":"tok'] }],
    ['half an event before the end mark', `${token}data: {"type":"tok\n\ndata: [DONE]\n\n`, { events: [x], malformed: ['{"type":"tok'] }],
    ['a web page', `<html>\n<title>x</title>\n</html>\n`, { events: [], malformed: [] }],
  ])('%s is reported once at the most, and the stream goes on', (_, text, expected) => {
    expect(readText(text)).toEqual(expected)
  })
})

test('whatever the tokens, the framing and the cuts, each event is told once and in order', () => {
  const noise = fc.constantFrom('', ': ping', 'id: 7', 'event: message', 'retry: 10', 'data: [DONE]', 'data:', 'unknown: x')
  const event = fc.record({
    content: fc.string({ unit: 'binary', maxLength: 10 }),
    lineEnd: fc.constantFrom('\n', '\r\n', '\r'),
    colon: fc.constantFrom('data:', 'data: '),
    blank: fc.boolean(),
    pretty: fc.boolean(),
    before: noise,
  })
  const cutting = fc.array(fc.integer({ min: 1, max: 64 }), { minLength: 1, maxLength: 20 })
  fc.assert(
    fc.property(fc.array(event, { maxLength: 8 }), fc.boolean(), fc.boolean(), cutting, (told, mark, unended, sizes) => {
      const events = told.map(({ content }) => ({ type: 'token', content }))
      const text = told.map(({ lineEnd, colon, blank, pretty, before }, index) => {
        const lines = JSON.stringify(events[index], null, pretty ? 2 : undefined)
          .split('\n')
          .map((line) => colon + line)
        return [before, ...lines, ...(blank ? [''] : [])].map((line) => line + lineEnd).join('')
      })
      const whole = (mark ? '\uFEFF' : '') + text.join('')
      const stream = bytes(unended ? whole.replace(/[\r\n]+$/, '') : whole)
      const cuts: number[] = []
      for (let at = 0, turn = 0; at < stream.length; turn += 1) {
        cuts.push(at)
        at += sizes[turn % sizes.length] ?? 1
      }
      expect(readCut(stream, cuts)).toEqual({ events, malformed: [] })
    }),
    { numRuns: 1000 },
  )
}, 30_000)

test('a chunk of many short lines is not mistaken for one long line', () => {
  const events: unknown[] = []
  const reader = createEventStreamReader({ event: (data) => events.push(data), malformed: (line) => events.push(line) })
  const content = 'x'.repeat(60_000)
  reader.feed(new TextEncoder().encode(`data: ${JSON.stringify({ type: 'token', content })}\n`.repeat(80)))
  expect(events).toEqual(Array.from({ length: 80 }, () => ({ type: 'token', content })))
})
