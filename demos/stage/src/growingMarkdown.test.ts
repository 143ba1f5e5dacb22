import { expect, test } from 'vitest'
import { growingMarkdown } from './growingMarkdown.ts'

const ANSWER = `# Maintenance

The bearing is **greased** every
forty hours, see [the plan](https://example.com).

1. Stop the pump

2. Open the lid
   - with care

   and a torch
3. Grease

| part | hours |
|---|---|
| bearing | 40 |

> Said once,
lazily.

\`\`\`ts
const a = 1

const b = 2
\`\`\`

Setext
===

- one
- two

* three

Last words, \`code\` and *more*.`

const join = (blocks: readonly { readonly html: string }[]): string => blocks.map(({ html }) => html).join('')
const asIs = (html: string): string => html

test('a text that came character by character has the blocks of the same text that came at once', () => {
  const grows = growingMarkdown({ safe: asIs })
  for (let length = 1; length < ANSWER.length; length += 1) grows(ANSWER.slice(0, length))
  expect(grows(ANSWER)).toEqual(growingMarkdown({ safe: asIs })(ANSWER))
  expect(join(grows(ANSWER)).match(/<ol>/g)).toHaveLength(1)
})

test('what is parsed for one more word does not grow with the answer', () => {
  const costs: number[] = []
  let cost = 0
  const grows = growingMarkdown({ safe: asIs, parsed: (characters) => (cost = characters) })
  let text = ''
  for (let paragraph = 0; paragraph < 200; paragraph += 1) {
    for (let word = 0; word < 20; word += 1) {
      text += `word${word} `
      grows(text)
    }
    costs.push(cost)
    text += '\n\n'
  }
  expect(text.length).toBeGreaterThan(25_000)
  // Two paragraphs at most: the one that grows, and the one before it until a whole line says that it is over.
  expect(Math.max(...costs)).toBeLessThan(300)
})

test('a block that is over is the same object ever after, so that nobody renders it again', () => {
  const grows = growingMarkdown({ safe: asIs })
  const [first] = grows('One\n\nTwo\n')
  expect(first?.html).toBe('<p>One</p>\n')
  expect(grows('One\n\nTwo\n\nThree')[0]).toBe(first)
})

test('every block passes through what makes it safe', () => {
  const grows = growingMarkdown({ safe: (html) => html.replaceAll('script', 'removed') })
  expect(join(grows('Hello\n\n<script>steal()</script>\n\nthere'))).not.toContain('script')
})

test('another text begins anew, and line ends of any kind are line ends', () => {
  const grows = growingMarkdown({ safe: asIs })
  grows('# One\n\nTwo\n\nThree\n')
  expect(join(grows('Four'))).toBe('<p>Four</p>\n')
  expect(grows('One\r\n\r\nTwo')).toHaveLength(2)
})
