// @vitest-environment node
import { execFile } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { expect, test } from 'vitest'

test('a server renders the first state of everything, sends nothing and watches nothing', async () => {
  // A process of its own: in this one Svelte is its browser half.
  const script = fileURLToPath(new URL('../test/serverRender.ts', import.meta.url))
  const { stdout } = await promisify(execFile)(process.execPath, ['--conditions=@blockstate/source', script])
  expect(JSON.parse(stdout)).toEqual({
    html: 'anonymous anonymous, pending pending, pending pending, idle idle, pending pending, pending pending',
    requests: [],
    watched: 0,
    timers: 0,
  })
})
