import { existsSync, globSync, readFileSync } from 'node:fs'
import { op, optional, paged, patch, resource } from '@blockstate/core'
import { describe, expect, test } from 'vitest'
import { blockPage } from './reference/blockPage.ts'
import { readDocComment } from './reference/docComment.ts'
import { REFERENCE, referencePages } from './reference/referencePages.ts'
import { shapeText } from './reference/shapeText.ts'
import { ROOT } from './root.ts'

const readPage = (file: string): string => readFileSync(`${ROOT}${REFERENCE}/${file}`, 'utf8')

describe('the reference', () => {
  test('is what the sources say now: `npm run docs` writes it', async () => {
    const pages = await referencePages()
    const current = (file: string, text: string): boolean => existsSync(`${ROOT}${REFERENCE}/${file}`) && readPage(file) === text
    const stale = [...pages].filter(([file, text]) => !current(file, text))
    expect(stale.map(([file]) => `${REFERENCE}/${file} is out of date: npm run docs`)).toEqual([])
    expect(globSync('*', { cwd: `${ROOT}${REFERENCE}` }).toSorted()).toEqual([...pages.keys()].toSorted())
  }, 120_000)

  test('takes a doc comment apart', () => {
    const text = ['Adds,', 'and {@link more}.', '', 'Throws `x`.', '', '@param a the first', '@returns the sum', 'Rejects never.']
    const comment = ['/**', ...[...text, '@example', 'add(', '  1,', ')'].map((line) => ` * ${line}`), ' */'].join('\n')
    expect(readDocComment(comment)).toEqual({
      text: 'Adds, and `more`.\n\nThrows `x`.',
      params: [{ name: 'a', text: 'the first' }],
      returns: 'the sum. Rejects never.',
      throws: '',
      example: 'add(\n  1,\n)',
    })
  })

  test('writes shapes as declarations do', () => {
    const shape = { a: 'string?', b: [{ c: 'uuid' }], d: optional({ e: 'ref[]' }) } as const
    expect(shapeText(shape)).toBe("{ a: 'string?', b: [{ c: 'uuid' }], d: optional({ e: 'ref[]' }) }")
  })

  test('tells route, input, answer and effects of an operation', () => {
    const Machine = resource('machine', { name: 'string', status: 'idle|running!' })
    const body = { site: 'uuid' } as const
    const page = blockPage('@example/plant', {
      Machine,
      listMachines: op('GET plant/machines', { about: 'List machines', query: paged(), returns: [Machine] }),
      moveMachine: op('PUT plant/machines/:id/move', { about: 'Move one', body, returns: Machine, stale: ['plant/sites'] }),
    })
    expect(page).toContain('| [`moveMachine`](#movemachine) | `PUT plant/machines/:id/move` | Move one |')
    expect(page).toContain('| `site` | body | `uuid` | yes |')
    expect(page).toContain('Answers a page of [Machine](#machine).')
    expect(page).toContain('Also makes stale: `plant/sites`.')
    expect(page).toContain('| `status` | `idle\\|running!` |')
  })

  test('tells how a write is shown and sent', () => {
    const Machine = resource('machine', { name: 'string', runs_count: 'integer!' })
    const page = blockPage('@example/plant', {
      Machine,
      startMachine: op('POST plant/machines/:id/start', {
        about: 'Start one',
        returns: Machine,
        patches: patch(Machine, ({ runs_count }) => ({ runs_count: runs_count + 1 })),
        idempotent: true,
        ifMatch: 'updated_at',
      }),
    })
    expect(page).toContain(
      'What it changes in the [Machine](#machine) is shown at once. Sent with a key, so that it may be sent again. Sent with the last known `updated_at` as `If-Match`.',
    )
  })
})
