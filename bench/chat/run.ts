import { ratio, rounds } from '../rounds.ts'
import type { Candidate } from '../rounds.ts'
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
  await under(chat.send)
  const { length } = chat.text()
  if (length !== lengthOf(tokens)) throw new Error(`${subject.name}: ${length} characters of ${lengthOf(tokens)} are shown.`)
  const told = chat.told()
  chat.close()
  return told
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
    const candidates = able.map((subject): [string, Candidate] => [
      subject.name,
      async (clock) => {
        calls.set(subject, await asked(subject, tokens, history, (send) => clock(subject.name, tokens, send)))
      },
    ])
    const samples = await rounds(quick || tokens > 10_000 ? 3 : 5, Object.fromEntries(candidates))
    const has = (subject: Subject): boolean => able.includes(subject)
    cpu.push([cell, ...SUBJECTS.map((subject) => (has(subject) ? figure(ratio(samples, subject.name, bare.name)) : '·'))])
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
