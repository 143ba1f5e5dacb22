import type { Protocol } from './answer.ts'
import type { Ended, OpenChat, Subject } from './subject.ts'
import { agUi } from './subjects/agUi.ts'
import { aiSdk } from './subjects/aiSdk.ts'
import { ours } from './subjects/ours.ts'
import { tanstackAi } from './subjects/tanstackAi.ts'

// The same bad days for everybody, each told in the subject's own protocol. Right is: all that arrived is shown, a whole answer is called
// whole, a refusal an error, and one that was lost neither whole nor, where the server may have it, simply failed.

const SUBJECTS: readonly Subject[] = [ours, aiSdk, tanstackAi, agUi]
/** Milliseconds until whoever has not noticed has not noticed. */
const PATIENCE = 2_000
const WORDS = ['One', ' two', ' three', ' four', ' five']

interface Scenario {
  readonly name: string
  readonly answer: (protocol: Protocol) => Response
  /** How many of the words have arrived. */
  readonly words: number
  readonly ends: readonly Ended[]
}

const data = (event: object): string => `data: ${JSON.stringify(event)}`

function stream(
  lines: readonly string[],
  { end = '\n\n', last = end, after = 'close' }: { end?: string; last?: string; after?: string } = {},
): Response {
  let at = 0
  const body = new ReadableStream<Uint8Array>({
    pull: async (controller) => {
      const line = lines[at]
      at += 1
      if (line !== undefined) controller.enqueue(new TextEncoder().encode(line + (at === lines.length ? last : end)))
      else if (after === 'close') controller.close()
      else if (after === 'break') controller.error(new TypeError('terminated'))
      else await new Promise(() => {})
      // A task for each: what comes in one turn may be told as one.
      await new Promise((go) => setTimeout(go, 1))
    },
  })
  return new Response(body, { headers: { 'content-type': 'text/event-stream' } })
}
const said = ({ before, token }: Protocol, count: number): string[] => [...before, ...WORDS.slice(0, count).map(token)].map(data)
const rest = ({ token, after }: Protocol): string[] => [...WORDS.slice(3).map(token), ...after].map(data)
const whole = (protocol: Protocol): string[] => [...said(protocol, 3), ...rest(protocol)]
const page = '<!doctype html><h1>502 Bad Gateway</h1>'
const LOST: readonly Ended[] = ['looking', 'error']

const SCENARIOS: readonly Scenario[] = [
  { name: 'five tokens', answer: (p) => stream(whole(p)), words: 5, ends: ['whole'] },
  { name: 'garbage in the middle', answer: (p) => stream([...said(p, 3), 'data: {oops', ...rest(p)]), words: 5, ends: ['whole'] },
  {
    name: 'an unknown type in the middle',
    answer: (p) => stream([...said(p, 3), data({ type: 'brand_new', x: 1 }), ...rest(p)]),
    words: 5,
    ends: ['whole'],
  },
  {
    name: 'heartbeats and CRLF',
    answer: (p) =>
      stream(
        whole(p).flatMap((one) => [': hi', one]),
        { end: '\r\n\r\n' },
      ),
    words: 5,
    ends: ['whole'],
  },
  { name: 'an error after three tokens', answer: (p) => stream([...said(p, 3), data(p.failure)]), words: 3, ends: ['error'] },
  { name: 'the last word twice', answer: (p) => stream([...whole(p), ...whole(p).slice(-1)]), words: 5, ends: ['whole'] },
  { name: 'a token after the last word', answer: (p) => stream([...whole(p), data(p.token(' six'))]), words: 5, ends: ['whole'] },
  { name: 'a clean end without a last word', answer: (p) => stream(said(p, 3)), words: 3, ends: LOST },
  {
    name: 'an end in the middle of a line',
    answer: (p) => stream([...said(p, 3), 'data: {"type":"te'], { last: '' }),
    words: 3,
    ends: LOST,
  },
  { name: 'a connection that is destroyed', answer: (p) => stream(said(p, 3), { after: 'break' }), words: 3, ends: LOST },
  { name: 'a last word on an open connection', answer: (p) => stream(whole(p), { after: 'hold' }), words: 5, ends: ['whole'] },
  {
    name: '422 as JSON',
    answer: () => Response.json({ errors: [{ status: '422', detail: 'content is required' }] }, { status: 422 }),
    words: 0,
    ends: ['error'],
  },
  {
    name: '502 as a web page',
    answer: () => new Response(page, { status: 502, headers: { 'content-type': 'text/html' } }),
    words: 0,
    ends: ['error'],
  },
  { name: '200 as a web page', answer: () => new Response(page, { headers: { 'content-type': 'text/html' } }), words: 0, ends: ['error'] },
  { name: '200 with errors as JSON', answer: () => Response.json({ errors: [{ status: '404' }] }), words: 0, ends: ['error'] },
  { name: '204', answer: () => new Response(null, { status: 204 }), words: 0, ends: LOST },
  { name: 'lines without blank ones', answer: (p) => stream(whole(p), { end: '\n' }), words: 5, ends: ['whole'] },
]

async function happened(chat: OpenChat): Promise<Ended | 'nothing'> {
  const never = new Promise<'nothing'>((resolve) => setTimeout(() => resolve('nothing'), PATIENCE))
  return Promise.race([chat.send().catch(() => 'error' as const), never])
}

// Some log, and some leave a promise that nobody looks after: what they show is what counts.
console.error = () => {}
process.on('unhandledRejection', () => {})

const score = new Map(SUBJECTS.map((subject) => [subject, 0]))
const rows: string[][] = []
for (const { name, answer, words, ends } of SCENARIOS) {
  const cells: string[] = []
  for (const subject of SUBJECTS) {
    const chat = await subject.open(() => answer(subject.protocol), 0)
    const outcome = await happened(chat)
    const shown = WORDS.findIndex((_, at) => chat.text() === WORDS.slice(0, at).join(''))
    const count = chat.text() === WORDS.join('') ? WORDS.length : shown
    const right = count === words && outcome !== 'nothing' && ends.includes(outcome)
    if (right) score.set(subject, (score.get(subject) ?? 0) + 1)
    cells.push(`${right ? '  ' : '✗ '}${count < 0 ? 'other text' : `${count} of ${words}`}, ${outcome}`)
    chat.close()
  }
  rows.push([name, ...cells])
}
rows.push(['right', ...SUBJECTS.map((subject) => `  ${score.get(subject) ?? 0} of ${SCENARIOS.length}`)])
const all = [['words shown, how it ended', ...SUBJECTS.map(({ name }) => `  ${name}`)], ...rows]
const widths = all[0]?.map((_, column) => Math.max(...all.map((row) => row[column]?.length ?? 0))) ?? []
console.log(
  all
    .map((row) =>
      row
        .map((cell, column) => cell.padEnd(widths[column] ?? 0))
        .join('  ')
        .trimEnd(),
    )
    .join('\n'),
)
process.exit(0) // some leave timers behind
