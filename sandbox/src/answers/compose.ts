import type { Found, Source } from './search.ts'
import { search } from './search.ts'
import { terms } from './terms.ts'

/** Who answers. */
export interface Speaker {
  readonly name: string
  readonly description: string
  /** What it was told about how to answer. Words like `brief` or `short` are heeded. */
  readonly instructions: string
}

/** What was said before, oldest first. */
export interface Turn {
  readonly role: 'user' | 'assistant' | 'system'
  readonly content: string
}

/** What an answer is made of. */
export interface Asked {
  readonly speaker: Speaker
  readonly question: string
  readonly history: readonly Turn[]
  readonly sources: readonly Source[]
}

/**
 * What a question is searched with: its own terms, or those of the last question that had any (`And how often?`), and what of the
 * sources speaks about them. Names of the speaker are left out, unless nothing else was asked for.
 *
 * @example
 * lookUp({ speaker, question: 'And how often?', history: [{ role: 'user', content: 'Who greases the bearing?' }], sources }).wanted
 * // ['greases', 'bearing']
 */
export function lookUp({ speaker, question, history, sources }: Asked): { wanted: string[]; found: Found[] } {
  const named = new Set(terms(speaker.name))
  const bare = (text: string): string[] => {
    const all = terms(text)
    const others = all.filter((term) => !named.has(term))
    return others.length === 0 ? all : others
  }
  const questions = [
    question,
    ...history
      .filter(({ role }) => role === 'user')
      .map(({ content }) => content)
      .reverse(),
  ]
  const wanted = questions.map(bare).find((words) => words.length > 0) ?? []
  const followsUp = terms(question).length === 0
  const said = followsUp ? (history.findLast(({ role }) => role === 'assistant')?.content ?? '') : ''
  const found = search(wanted, [...sources, ...remarks(history)], 8).filter(({ excerpt }) => !said.includes(excerpt))
  return { wanted, found }
}

/** A question or a request, not a statement. */
const asks = new RegExp(
  [
    String.raw`\?\s*$|^\s*(?:and |but |so |please |can |could |would )?(?:what|who|why|how|when|where|which|is|are|do|does`,
    String.raw`tell|explain|describe|show|list|give|summari[sz]e|compare)\b`,
  ].join('|'),
  'i',
)

const greets = new RegExp(
  [
    String.raw`^\W*(?:hi|hello|hey|help|good (?:morning|afternoon|evening)|introduce yourself`,
    String.raw`(?:who|what) are you|what (?:can|do) you (?:do|know))\W*$`,
  ].join('|'),
  'i',
)

const thanks = /^\W*(?:thanks|thank you|cheers)\b/i

/** What the user stated rather than asked: it may be quoted back to them. */
function remarks(history: readonly Turn[]): Source[] {
  return history
    .filter(({ role, content }) => role === 'user' && !asks.test(content))
    .map(({ content }, at) => ({ id: `said-${at}`, name: 'What you told me', kind: 'message', text: content }))
}

/**
 * Composes an answer in Markdown from what the sources say, quoted and numbered, or says plainly that they say nothing.
 *
 * No model is asked: the same question over the same data gives the same answer, on every machine.
 *
 * @example
 * compose({ speaker, question: 'Who greases the bearing?', history: [], sources })
 * // '**Pump 3** on *greases* and *bearing*:\n\n- The fitter greases the bearing monthly. [1]\n\nSources: [1] Maintenance plan'
 */
export function compose(asked: Asked): string {
  const { speaker, sources, question } = asked
  const followsUp = terms(question).length === 0
  if (followsUp && thanks.test(question)) return 'You are welcome. Ask me anything else I may know.'
  const { wanted, found } = lookUp(asked)
  if (wanted.length === 0 || greets.test(question)) return introduction(speaker, sources)
  if (found.length === 0 && followsUp) return `That is all I hold on ${named(wanted)}.`
  if (found.length === 0) return nothing(speaker, sources, wanted)
  const brief = /\b(?:brief|briefly|short|concise|terse|one sentence)\b/i.test(speaker.instructions)
  const best = found[0]?.relevance ?? 0
  const quoted = found.filter(({ relevance }) => relevance >= best * 0.5).slice(0, brief ? 1 : 3)
  const cited = [...new Set(quoted.map(({ source }) => source))]
  const lines = quoted.map(({ excerpt, source }) => `${excerpt} [${cited.indexOf(source) + 1}]`)
  const missed = wanted.filter((term) => !found.some(({ about }) => about.includes(term)))
  return [
    `**${speaker.name}** on ${named(wanted.filter((term) => !missed.includes(term)))}:`,
    lines.length === 1 ? lines.join('') : lines.map((line) => `- ${line}`).join('\n'),
    missed.length === 0 ? '' : `I hold nothing about ${named(missed)}.`,
    `Sources: ${cited.map(({ name }, at) => `[${at + 1}] ${name}`).join(', ')}`,
  ]
    .filter((part) => part !== '')
    .join('\n\n')
}

const named = (words: readonly string[]): string => enumerate(words.slice(0, 4).map((word) => `*${word}*`))

function enumerate(words: readonly string[]): string {
  return words.length < 2 ? words.join('') : `${words.slice(0, -1).join(', ')} and ${words.at(-1) ?? ''}`
}

function introduction({ name, description, instructions }: Speaker, sources: readonly Source[]): string {
  return [
    `I am **${name}**.${description === '' ? '' : ` ${description.replace(/([^.!?])$/, '$1.')}`}`,
    holdings(sources),
    instructions === '' ? '' : `I was told: ${instructions}`,
  ]
    .filter((part) => part !== '')
    .join('\n\n')
}

function nothing({ name }: Speaker, sources: readonly Source[], wanted: readonly string[]): string {
  return `**${name}** knows nothing about ${named(wanted)}: none of its texts speaks of it.\n\n${holdings(sources)}`
}

function holdings(sources: readonly Source[]): string {
  const names = [...new Set(sources.map(({ name }) => name))]
  if (names.length === 0) return 'Nobody has given me any text yet, so there is little I can tell.'
  const rest = names.length > 6 ? ` and ${names.length - 6} more` : ''
  return `What I can speak about:\n\n${names
    .slice(0, 6)
    .map((name) => `- ${name}`)
    .join('\n')}${rest === '' ? '' : `\n-${rest}`}`
}
