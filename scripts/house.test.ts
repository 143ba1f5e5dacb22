import { describe, expect, test } from 'vitest'
import { inspect } from './house.ts'

const IN_CORE = 'core/src/client/token.ts'
const IN_WIRE = 'core/src/wire/page.ts'
const IN_TEST = 'core/src/client/token.test.ts'

/** What the house says of a text, without the place. */
function said(path: string, text: string): string[] {
  return inspect(path, text).map((line) => line.slice(line.indexOf(' ') + 1))
}

describe('types', () => {
  test('any is refused wherever it stands', () => {
    expect(said(IN_CORE, 'let a: any')).toEqual(['says any: say what it is, or unknown'])
    expect(said(IN_CORE, 'use(a as any)')).toHaveLength(1)
    expect(said(IN_TEST, 'const rows: Array<Map<string, any>> = []')).toHaveLength(1)
  })

  test('the word any in a string, a comment or a name is no type', () => {
    expect(said(IN_CORE, "// any order\nlet any = 'any'")).toEqual([])
  })

  test('the compiler is not silenced; an expected error is for tests', () => {
    expect(said(IN_CORE, '// @ts-ignore\nlet a = 1')).toEqual(['silences the compiler: fix the type'])
    expect(said(IN_CORE, '// @ts-expect-error\nlet a = 1')).toHaveLength(1)
    expect(said(IN_TEST, '// @ts-expect-error\nlet a = 1')).toEqual([])
    expect(said(IN_CORE, "let a = '@ts-ignore'")).toEqual([])
  })
})

describe('tests', () => {
  test('none is skipped, none runs alone', () => {
    expect(said(IN_TEST, "test.skip('a', () => {})")).toEqual(['test.skip: every test runs, or goes'])
    expect(said(IN_TEST, "describe.only('a', () => {})")).toHaveLength(1)
    expect(said(IN_TEST, "test.each([1]).skip('a', () => {})")).toHaveLength(1)
    expect(said(IN_TEST, 'rows.skip(1)')).toEqual([])
  })
})

describe('text', () => {
  test('comments put nothing off', () => {
    expect(said(IN_CORE, 'let a = 1 // TODO later')).toEqual(['puts work off: do it, or open an issue'])
    expect(said(IN_CORE, "let a = 'TODO'")).toEqual([])
  })

  test('a page that a comment points to is there', () => {
    expect(said(IN_CORE, '// see CONTRIBUTING.md\nlet a = 1')).toEqual([])
    expect(said(IN_CORE, '// see docs/nowhere.md\nlet a = 1')).toEqual(['points to docs/nowhere.md, which is not in the repository'])
  })

  test('no path of one machine, in any file', () => {
    expect(said('docs/start.md', 'see /home/bob/x')).toEqual(["names a machine's own path"])
    expect(said('docs/start.md', 'see /home/ada/x and https://a.example/home/b')).toEqual([])
  })

  test('a file is named for what it does', () => {
    expect(said('core/src/client/utils.ts', '')).toEqual(['could hold anything: name it for what it does'])
    expect(said('core/src/client/tab-manager.ts', '')).toHaveLength(1)
    expect(said('core/src/client/tabs.ts', '')).toEqual([])
  })

  test('sources have 300 lines at most, declarations 150, tests as many as they need', () => {
    const lines = (count: number): string => 'let a = 1\n'.repeat(count)
    expect(said(IN_CORE, lines(300))).toEqual([])
    expect(said(IN_CORE, lines(301))).toHaveLength(1)
    expect(said('core/src/blocks/crm.ts', lines(151))).toEqual(['has 151 lines, 150 at most: it holds more than one idea'])
    expect(said(IN_TEST, lines(900))).toEqual([])
  })
})

describe('exports', () => {
  test('by name, except in a config', () => {
    expect(said(IN_CORE, 'export default 1')).toEqual(['exports a default: export it by its name'])
    expect(said('scripts/a.ts', 'export default function a(): void {}')).toHaveLength(1)
    expect(said('demos/a/vite.config.ts', 'export default {}')).toEqual([])
  })

  test('an exported function says what it does and what it returns', () => {
    expect(said(IN_CORE, 'export function a() {}')).toEqual(['a is exported without a doc comment', 'a is exported without a return type'])
    expect(said(IN_CORE, 'export const a = () => 1')).toHaveLength(2)
    expect(said(IN_CORE, '/** Adds. */\nexport function a(): void {}')).toEqual([])
    expect(said(IN_CORE, 'function a() {}')).toEqual([])
    expect(said('scripts/a.ts', 'export function a() {}')).toEqual([])
  })

  test('of overloads, one doc comment is enough and the implementation needs no return type', () => {
    const overloads =
      '/** Adds. */\nexport function a(n: number): void\nexport function a(s: string): void\nexport function a(x: unknown) {}'
    expect(said(IN_CORE, overloads)).toEqual([])
  })
})

describe('floors', () => {
  test('a package is not entered by path', () => {
    expect(said('bindings/react/src/a.ts', "import { a } from '../../../core/src/index.ts'")).toEqual([
      "leaves its package for ../../../core/src/index.ts: import it by its package's name",
    ])
    expect(said('bindings/react/src/a.ts', "import { a } from './b.ts'\nimport { c } from '@blockstate/core'")).toEqual([])
  })

  test('a pure floor takes the world as an argument', () => {
    expect(said(IN_WIRE, 'const now = Date.now()')).toEqual(['Date.now in a pure floor: take it as an argument'])
    expect(said(IN_WIRE, 'fetch(url)')).toHaveLength(1)
    expect(said(IN_WIRE, 'const at = new Date()')).toHaveLength(1)
    expect(said(IN_WIRE, 'const at = new Date(text)')).toEqual([])
    expect(said(IN_WIRE, 'const f = (fetch: Fetch): void => fetch()')).toEqual([])
    expect(said(IN_WIRE, 'const o = { fetch: 1 }; o.fetch')).toEqual([])
    expect(said(IN_CORE, 'fetch(url)')).toEqual([])
  })
})

describe('components', () => {
  test('the script of a Vue or Svelte file is read like any other, on its own line', () => {
    expect(inspect('demos/a/src/A.vue', '<template>any</template>\n<script setup lang="ts">\nlet a: any\n</script>')).toEqual([
      'demos/a/src/A.vue:3 says any: say what it is, or unknown',
    ])
  })
})
