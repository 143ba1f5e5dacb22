import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { blocks } from './blocks.ts'

test('every block that core declares is served, each under its own name', () => {
  // Our own manifest: its exports are an object.
  const manifest = JSON.parse(readFileSync(new URL('../../core/package.json', import.meta.url), 'utf8')) as { exports: object }
  const declared = Object.entries(manifest.exports).flatMap(([entry, target]) =>
    JSON.stringify(target).includes('./src/blocks/') ? [entry.slice('./'.length)] : [],
  )
  expect(['auth', ...blocks.map(({ name }) => name)].toSorted()).toEqual(declared.toSorted())
  expect(blocks.filter(({ name, operations }) => !Object.values(operations).some((one) => pathOf(one).startsWith(`${name}/`)))).toEqual([])
})

function pathOf(value: unknown): string {
  return typeof value === 'object' && value !== null && 'path' in value ? String(value.path) : ''
}
