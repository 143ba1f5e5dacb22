import { assert, property, string } from 'fast-check'
import { expect, test } from 'vitest'
import { compose } from './compose.ts'
import type { Asked, Turn } from './compose.ts'
import { modelServer } from './model.ts'
import { passages } from './passages.ts'
import { search } from './search.ts'
import type { Source } from './search.ts'
import { summary } from './summary.ts'
import { render, slots } from './template.ts'
import { terms } from './terms.ts'
import { tokens } from './tokens.ts'

const text = string({ unit: 'grapheme', maxLength: 200 })

test('whatever a text holds, its tokens joined are the text', () => {
  assert(
    property(text, (any) => {
      expect(tokens(any).join('')).toBe(any)
    }),
  )
})

test('tokens keep the space before a word, and no character is cut in two', () => {
  expect(tokens('One  two,\nthree ')).toEqual(['One', '  two,', '\nthree', ' '])
  const long = '🚋'.repeat(30)
  expect(tokens(long)).toEqual(['🚋'.repeat(24), '🚋'.repeat(6)])
})

test.each([
  ['How often is the bearing greased?', ['bearing', 'greased']],
  ['What is P-101 at 7.5 bar?', ['101', '7', '5', 'bar']],
  ["What's the Café's menu?", ['cafe', 'menu']],
  ['pump PUMP Pump', ['pump']],
  ['Why?', []],
  ['Tell me more, please', []],
])('%s is searched by its words that say something', (question, wanted) => {
  expect(terms(question)).toEqual(wanted)
})

test('a text falls into paragraphs, list items and long paragraphs’ parts, each under its heading', () => {
  expect(passages('Bearings\n\nGrease them. Use 7.5 g.\n\n# Seals\n- Change them.\n- Keep a spare one.')).toEqual([
    { heading: 'Bearings', sentences: ['Grease them.', 'Use 7.5 g.'] },
    { heading: 'Seals', sentences: ['Change them.'] },
    { heading: 'Seals', sentences: ['Keep a spare one.'] },
  ])
  const parts = passages('A sentence of some length stands here. '.repeat(20), 200)
  expect(Math.max(...parts.map(({ sentences }) => sentences.join(' ').length))).toBeLessThanOrEqual(210)
  expect(parts).toHaveLength(4)
})

test('a sentence does not end within a figure or behind an abbreviation', () => {
  expect(passages('Use e.g. oil no. 4 at 7.5 bar. Then rest.')[0]?.sentences).toEqual(['Use e.g. oil no. 4 at 7.5 bar.', 'Then rest.'])
})

const source = (name: string, body: string): Source => ({ id: name, name, kind: 'context', text: body })
const plan = source('Plan', 'The bearing is greased monthly. The seal is replaced in autumn.\n\nThe screen is raked on Mondays.')
const log = source('Log', 'In June the bearing ran hot. It had too much grease.')

test('what speaks about more of the question comes first, in any form of its words', () => {
  const found = search(['bearings', 'greasing'], [log, plan])
  expect(found.map(({ source: { name }, about }) => [name, about])).toEqual([
    ['Log', ['bearings', 'greasing']],
    ['Plan', ['bearings', 'greasing']],
  ])
  expect(search(['seal', 'autumn'], [log, plan]).map(({ source: { name } }) => name)).toEqual(['Plan'])
})

test('an excerpt holds the sentences that speak about the question, not their whole passage', () => {
  expect(search(['seal'], [plan])[0]).toMatchObject({ excerpt: 'The seal is replaced in autumn.', relevance: 1 })
})

test('whatever is asked, nothing breaks the search, and relevance is from 0 to 1', () => {
  assert(
    property(text, text, (question, body) => {
      for (const { relevance } of search(terms(question), [source('Any', body), plan])) {
        expect(relevance).toBeGreaterThan(0)
        expect(relevance).toBeLessThanOrEqual(1)
      }
    }),
    { numRuns: 60 },
  )
})

const pump = { name: 'Pump 3', description: 'Lifts water', instructions: '' }
const ask = (question: string, more: Partial<Asked> = {}): string =>
  compose({ speaker: pump, question, history: [], sources: [plan, log], ...more })

test('an answer quotes what it found and numbers its sources', () => {
  expect(ask('When is the seal replaced?')).toBe(
    '**Pump 3** on *seal* and *replaced*:\n\nThe seal is replaced in autumn. [1]\n\nSources: [1] Plan',
  )
})

test('what is not known is said plainly, with what is', () => {
  const answer = ask('What is the capital of France?')
  expect(answer).toContain('**Pump 3** knows nothing about *capital* and *france*')
  expect(answer).toContain('- Plan\n- Log')
})

test('of a question that is half known, the other half is named', () => {
  expect(ask('Is the screen raked by elephants?')).toContain('I hold nothing about *elephants*.')
})

test('who is greeted introduces itself, with what it was told', () => {
  const speaker = { name: 'Pump 3', description: 'Lifts water', instructions: 'Be kind.' }
  for (const greeting of ['Hello!', 'Who are you?', 'What can you do?']) {
    expect(ask(greeting, { speaker })).toMatch(/^I am \*\*Pump 3\*\*\. Lifts water\.[^]*- Plan[^]*I was told: Be kind\.$/)
  }
})

test('instructions that ask for brevity are heeded', () => {
  const speaker = { name: 'Pump 3', description: '', instructions: 'Keep it short.' }
  expect(ask('Tell me about grease on the bearing')).toContain('[2]')
  expect(ask('Tell me about grease on the bearing', { speaker })).not.toContain('[2]')
})

test('its own name is no question', () => {
  expect(ask('Pump, when is the seal replaced?')).not.toContain('*pump*')
})

test('a follow-up goes on from the last question, and says when there is no more', () => {
  const history: Turn[] = [
    { role: 'user', content: 'Tell me about the seal' },
    { role: 'assistant', content: ask('Tell me about the seal') },
  ]
  expect(ask('And more?', { history })).toBe('That is all I hold on *seal*.')
  expect(ask('Why?', { history: history.slice(0, 1) })).toContain('*seal*')
})

test('what the user stated is remembered, what they asked is not quoted back', () => {
  const history: Turn[] = [
    { role: 'user', content: 'Is my desk blue?' },
    { role: 'user', content: 'My desk is on the fourth floor.' },
  ]
  const answer = ask('Where is my desk?', { history })
  expect(answer).toContain('My desk is on the fourth floor. [1]\n\nSources: [1] What you told me')
  expect(answer).not.toContain('blue')
})

test('the same question over the same data has one answer', () => {
  expect(ask('Tell me about grease')).toBe(ask('Tell me about grease'))
})

test('a summary holds sentences of the text, in their order', () => {
  expect(summary('It rained. The pump runs at night. Somebody sang. The pump lifts water at night.', 2)).toBe(
    'The pump runs at night. The pump lifts water at night.',
  )
})

test('slots are filled once: what is filled in is not looked into', () => {
  expect(slots('{{a}} {{ b }} {{a}} {{}} {{1x}}')).toEqual(['a', 'b'])
  expect(render('{{a}} and {{b}}', { a: '{{b}}', b: 2 })).toEqual({ text: '{{b}} and 2', used: ['a', 'b'], missing: [] })
  expect(render('{{a}} $& {{toString}}', { a: '$1' })).toEqual({ text: '$1 $& {{toString}}', used: ['a'], missing: ['toString'] })
})

test('a model server is one that the environment names', () => {
  expect(modelServer({})).toBe(undefined)
  expect(modelServer({ OPENAI_BASE_URL: '' })).toBe(undefined)
  expect(modelServer({ OPENAI_BASE_URL: 'https://api.example/v1/', OPENAI_API_KEY: 'k', OPENAI_MODEL: 'm' })).toEqual({
    url: 'https://api.example/v1',
    key: 'k',
    model: 'm',
  })
  expect(modelServer({ BLOCKSTATE_LLM_URL: 'http://here', OPENAI_BASE_URL: 'http://there' })?.url).toBe('http://here')
})
