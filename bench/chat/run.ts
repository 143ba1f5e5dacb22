import { ratio, rounds } from '../rounds.ts'
import type { Candidate, Samples } from '../rounds.ts'
import { allocated } from './allocated.ts'
import { answerOf, lengthOf, streaming } from './answer.ts'
import type { Subject } from './subject.ts'
import { agUi } from './subjects/agUi.ts'
import { aiSdk } from './subjects/aiSdk.ts'
import { assistantUi } from './subjects/assistantUi.ts'
import { bare } from './subjects/bare.ts'
import { langGraph } from './subjects/langGraph.ts'
import { ours, oursByLines } from './subjects/ours.ts'
import { tanstackAi } from './subjects/tanstackAi.ts'

// The same text, each in its own protocol, one chunk a token, alternating in one process. Never a failure because of a figure.

const SUBJECTS: readonly Subject[] = [bare, ours, oursByLines, aiSdk, assistantUi, tanstackAi, langGraph, agUi]
const LENGTHS = [1_000, 10_000, 100_000]
const HISTORIES = [0, 100, 1_000]
/** Milliseconds after which a peer counts as hung: the slowest cell seen took a quarter of them. */
const PATIENCE = 300_000
/** Milliseconds from which on an answer is asked for once only: by then everything in it has been compiled. */
const SLOW = 2_000
const quick = process.argv.includes('--quick')

const figure = (value: number): string =>
  Number.isNaN(value) ? '·' : value.toLocaleString('en-US', value < 100 ? { maximumSignificantDigits: 3 } : { maximumFractionDigits: 0 })

function print(title: string, rows: readonly (readonly string[])[]): void {
  const all = [[title, ...SUBJECTS.map(({ name }) => name)], ...rows]
  const widths = all[0]?.map((_, column) => Math.max(...all.map((row) => row[column]?.length ?? 0))) ?? []
  const pad = (cell: string, column: number): string => (column === 0 ? cell.padEnd(widths[0] ?? 0) : cell.padStart(widths[column] ?? 0))
  console.log(`${all.map((row) => row.map(pad).join('  ')).join('\n')}\n`)
}

/** Asks once, and makes sure that the whole answer is shown. Hands out how often a listener was called. */
async function asked(
  subject: Subject,
  tokens: number,
  history: number,
  under: (send: () => Promise<unknown>) => Promise<unknown>,
): Promise<number> {
  const answer = answerOf(tokens, subject.protocol)
  const chat = await subject.open(() => streaming(answer), history)
  await under(() => withinPatience(subject.name, chat.send()))
  const { length } = chat.text()
  if (length !== lengthOf(tokens)) throw new Error(`${subject.name}: ${length} characters of ${lengthOf(tokens)} are shown.`)
  const told = chat.told()
  chat.close()
  return told
}

/** What comes of it, or an error that names whom nothing came from. */
async function withinPatience<T>(name: string, sent: Promise<T>): Promise<T> {
  let timer: ReturnType<typeof setTimeout> | undefined
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`${name} has not ended its answer within ${PATIENCE / 1_000} s.`)), PATIENCE)
  })
  return Promise.race([sent, late]).finally(() => clearTimeout(timer))
}

setInterval(() => {}, 60_000) // some wait for what does not keep a process alive
const cpu: string[][] = []
const told: string[][] = []
const bytes: string[][] = []
for (const tokens of quick ? LENGTHS.slice(0, 1) : LENGTHS) {
  const able = SUBJECTS.filter(({ most }) => tokens <= most)
  for (const history of HISTORIES) {
    const cell = `${tokens.toLocaleString('en-US')} tokens after ${history.toLocaleString('en-US')} messages`
    const calls = new Map<Subject, number>()
    const candidate =
      (subject: Subject): Candidate =>
      async (clock) =>
        void calls.set(subject, await asked(subject, tokens, history, (send) => clock(subject.name, tokens, send)))
    const measured = (subjects: readonly Subject[], count: number, warm?: number): Promise<Samples> =>
      rounds(count, Object.fromEntries(subjects.map((subject) => [subject.name, candidate(subject)])), warm)
    const slow = new Set<Subject>()
    for (const subject of able) {
      const begun = performance.now()
      await asked(subject, tokens, history, (send) => send())
      if (performance.now() - begun > SLOW) slow.add(subject)
    }
    const fast = able.filter((subject) => !slow.has(subject))
    const often = await measured(fast, quick ? 3 : tokens > 10_000 ? 5 : 15)
    const once = await measured([bare, ...slow], 1, 0)
    const has = (subject: Subject): boolean => able.includes(subject)
    cpu.push([
      cell,
      ...SUBJECTS.map((subject) => (has(subject) ? figure(ratio(slow.has(subject) ? once : often, subject.name, bare.name)) : '·')),
    ])
    told.push([cell, ...SUBJECTS.map((subject) => figure(calls.get(subject) ?? NaN))])
    console.error(cpu.at(-1)?.join('  ')) // it takes minutes: whoever waits sees that it goes on
    if (tokens > 10_000) continue
    const used: string[] = []
    for (const subject of SUBJECTS) {
      let sum = NaN
      if (has(subject)) await asked(subject, tokens, history, async (send) => (sum = await allocated(send)))
      used.push(figure(sum / tokens / 1_000))
    }
    bytes.push([cell, ...used])
  }
}
print('CPU a token, in bare reader loops', cpu)
print('calls of a listener, in one burst', told)
print('kB allocated a token', bytes)
process.exit(0) // some leave timers behind
