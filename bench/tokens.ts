import { answerOf, lengthOf, streaming } from './chat/answer.ts'
import type { Subject } from './chat/subject.ts'
import { aiSdk } from './chat/subjects/aiSdk.ts'
import { bare } from './chat/subjects/bare.ts'
import { ours, oursByLines } from './chat/subjects/ours.ts'
import { report } from './line.ts'
import type { Line } from './line.ts'
import { ratio, rounds } from './rounds.ts'
import type { Candidate } from './rounds.ts'

const TOKENS = 10_000
const LONG = 100_000
const HISTORY = 1_000

/** How often each was told of its latest stream. */
const notified: Record<string, number> = {}

function candidate(name: string, subject: Subject, tokens: number, history: number): Candidate {
  const answer = answerOf(tokens, subject.protocol)
  const length = lengthOf(tokens)
  return async (clock) => {
    const chat = await subject.open(() => streaming(answer), history)
    await clock(name, tokens, chat.send)
    if (chat.text().length !== length) throw new Error(`${chat.text().length} characters of ${length} arrived.`)
    notified[name] = chat.told()
    chat.close()
  }
}

const samples = await rounds(15, {
  bare: candidate('bare', bare, TOKENS, 0),
  blank: candidate('blank', ours, TOKENS, 0),
  lines: candidate('lines', oursByLines, TOKENS, 0),
  'blank after': candidate('blank after', ours, TOKENS, HISTORY),
  'lines after': candidate('lines after', oursByLines, TOKENS, HISTORY),
  long: candidate('long', oursByLines, LONG, HISTORY),
  peer: candidate('peer', aiSdk, TOKENS, 0),
  'peer after': candidate('peer after', aiSdk, TOKENS, HISTORY),
})
const line = (what: string, name: string, most: number, of = 'bare', peer = 'peer', peerOf: string | null = 'bare'): Line => ({
  what,
  unit: of === 'bare' ? 'bare reader loops' : 'times',
  ours: ratio(samples, name, of),
  peer: peerOf === null ? null : ratio(samples, peer, peerOf),
  promise: { of: 'ours', is: 'at most', value: most },
})
report([
  line('a token of 10,000, blank lines', 'blank', 1.4),
  line('a token of 10,000, lines', 'lines', 1.4),
  line('a token of 10,000, blank lines, after 1,000 messages', 'blank after', 1.4, 'bare', 'peer after'),
  line('a token of 10,000, lines, after 1,000 messages', 'lines after', 1.4, 'bare', 'peer after'),
  line('growth from no message before to 1,000', 'lines after', 1.05, 'lines', 'peer after', 'peer'),
  line('growth of a token from 10,000 tokens to 100,000', 'long', 1.2, 'lines after', 'peer', null),
  {
    what: 'notifications of a stream of 10,000 tokens in one burst',
    unit: 'calls of a listener',
    ours: notified['lines after'] ?? NaN,
    peer: notified['peer after'] ?? NaN,
  },
])
