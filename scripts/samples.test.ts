import { globSync, readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { ROOT } from './root.ts'
import { inFolder, pages, readPage } from './samples/check.ts'
import { compile } from './samples/compile.ts'
import { examplesIn, syntaxIssue } from './samples/examples.ts'
import { fencesIn } from './samples/fences.ts'
import { runTests } from './samples/runTests.ts'

/** Two compilers and three frameworks, on a machine that may be busy. */
const PATIENCE = 180_000

const fence = '```'

const WRONG = `
${fence}ts file=client.ts
import { createClient } from '@blockstate/core'

export const client = createClient({ appId: 'demo', bseUrl: 'http://localhost' })
${fence}

${fence}tsx
import { useEntityChat } from '@blockstate/react'
import { client } from './client.ts'

export const Chat = () => <p title={client.appId}>{useEntityChat(null).mesages}</p>
${fence}

${fence}js
import { client } from './client.ts'
client.session.get().status === 'signed in'
${fence}

${fence}vue
<script setup lang="ts">
import { useSession } from '@blockstate/vue'
const { state } = useSession()
</script>
<template>{{ state.statsu }}</template>
${fence}

${fence}svelte
<script lang="ts">
  import { createSession } from '@blockstate/svelte'
  const session = createSession()
</script>
{session.current.statsu}
${fence}

${fence}sh
this is no program
${fence}
`

/** Lines in which the page above is wrong: one in each language. */
const WRONG_LINES = [5, 12, 17, 25, 33]

describe('the samples in the pages', () => {
  test(
    'compile, and those of the guides run; a wrong one is found in every language, at its line',
    async () => {
      const fences = [...pages().flatMap(readPage), ...fencesIn('wrong.md', WRONG)]
      const [compiled, ran] = await inFolder(fences, (folder, places) => Promise.all([compile(folder, places), runTests(folder)]))
      expect(compiled.filter((line) => !line.startsWith('wrong.md:'))).toEqual([])
      expect(
        compiled
          .map((line) => line.replace(/^wrong\.md:(\d+) .*$/, '$1'))
          .map(Number)
          .toSorted((a, b) => a - b),
      ).toEqual(WRONG_LINES)
      expect(ran).toEqual([])
    },
    PATIENCE,
  )

  test('blocks are read with their language, their name and their place', () => {
    const text = `# A\n\n${fence}ts file=a.ts\nconst a = 1\n${fence}\n\n${fence}\nplain\n${fence}\n`
    expect(fencesIn('a.md', text)).toEqual([
      { page: 'a.md', line: 4, language: 'ts', file: 'a.ts', code: 'const a = 1\n' },
      { page: 'a.md', line: 8, language: '', file: undefined, code: 'plain\n' },
    ])
    expect(() => fencesIn('a.md', `${fence}ts\nconst a = 1\n`)).toThrow('a.md:2 a block of code is never closed')
  })
})

describe('the examples in doc comments', () => {
  test('can be read as code', () => {
    const sources = globSync(['core/src/**/*.ts', 'sandbox/src/**/*.ts', 'bindings/*/src/**/*.ts'], { cwd: ROOT })
    const read = sources.filter((path) => !path.includes('.test')).map((path) => [path, readFileSync(`${ROOT}${path}`, 'utf8')] as const)
    const examples = read.flatMap(([path, text]) => examplesIn(path, text))
    expect(examples.length).toBeGreaterThan(100)
    expect(examples.map(syntaxIssue).filter(Boolean)).toEqual([])
  })

  test('one that cannot is told with its place', () => {
    const [example] = examplesIn('a.ts', 'let a\n/**\n * Does.\n *\n * @example\n * call(client,\n * @param a b\n */')
    expect(example).toEqual({ place: 'a.ts:2', code: 'call(client,' })
    expect(example && syntaxIssue(example)).toMatch(/^a\.ts:2 /)
    expect(syntaxIssue({ place: 'a.ts:1', code: "call(client, op, { id: 'e1', … })" })).toBe(undefined)
  })
})
