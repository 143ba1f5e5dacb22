import { afterEach, expect, test } from 'vitest'
import { streamPromptExecution } from '../blocks/jarvis.ts'
import { completion } from '../index.ts'
import { testClient, until } from '../testing/index.ts'

const disposals: (() => void)[] = []
afterEach(() => {
  for (const dispose of disposals.splice(0)) dispose()
})

const line = (event: object): string => `data: ${JSON.stringify(event)}\n`
const token = (content: string): string => line({ type: 'token', content })
const DONE = line({ type: 'done', execution_id: 'x1', tokens_used: 12 })

/** A run whose server streams these bytes; `held` keeps the connection open behind them. */
function world(text: string, held = false): ReturnType<typeof completion<typeof streamPromptExecution>> {
  const { client } = testClient({
    fetch: async () => {
      const body = new ReadableStream<Uint8Array>({
        start: (controller) => {
          controller.enqueue(new TextEncoder().encode(text))
          if (!held) controller.close()
        },
      })
      return new Response(body, { headers: { 'content-type': 'text/event-stream' } })
    },
  })
  disposals.push(client.dispose)
  return completion(client, streamPromptExecution, { schedule: 'sync' })
}

test('a run streams its output and ends with what it took', async () => {
  const $output = world(token('Grease') + token(' it.') + DONE)
  const texts: string[] = []
  $output.listen(({ text, status }) => void texts.push(`${status} ${text}`))
  expect(await $output.run({ id: 'p1', variables: {} })).toBe('settled')
  expect(texts).toEqual(['submitting ', 'streaming Grease', 'streaming Grease it.', 'settled Grease it.'])
  expect($output.value.end).toEqual({ execution_id: 'x1', tokens_used: 12 })
})

test('a lost connection ends it as interrupted, with what arrived', async () => {
  const $output = world(token('Grease'))
  expect(await $output.run({ id: 'p1' })).toBe('interrupted')
  expect($output.value).toMatchObject({ text: 'Grease', end: null, error: { code: 'interrupted' } })
})

test('an error the stream reports stands in the store, and the next run begins anew', async () => {
  const $output = world(token('Gr') + line({ type: 'error', message: 'Too busy' }))
  expect(await $output.run({ id: 'p1' })).toBe('error')
  expect($output.value).toMatchObject({ text: 'Gr', error: { code: 'stream' } })
  const again = $output.run({ id: 'p1' })
  expect($output.value).toEqual({ status: 'submitting', text: '', end: null })
  await again
})

test('stopping keeps what arrived; a second run meanwhile is refused', async () => {
  const $output = world(token('Grease'), true)
  const ended = $output.run({ id: 'p1' })
  await until(() => $output.value.text === 'Grease')
  await expect($output.run({ id: 'p1' })).rejects.toMatchObject({ code: 'conflict' })
  $output.stop()
  expect(await ended).toBe('aborted')
  expect($output.value.text).toBe('Grease')
})
