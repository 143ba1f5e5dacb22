import { afterEach, expect, test } from 'vitest'
import { queryEntityFiles } from '../blocks/jarvis.ts'
import { fileQuery } from '../index.ts'
import { testClient, until } from '../testing/index.ts'

const disposals: (() => void)[] = []
afterEach(() => {
  for (const dispose of disposals.splice(0)) dispose()
})

const SOURCE = { file_id: 'f1', file_name: 'Manual', relevance_score: 0.9, excerpt: 'Grease it monthly.' }

/** A server that answers a question when it is told to. */
function world(): { $files: ReturnType<typeof fileQuery<typeof queryEntityFiles>>; asked: string[]; answer: (response: Response) => void } {
  const asked: string[] = []
  const waiting: ((response: Response) => void)[] = []
  const { client } = testClient(
    {
      fetch: async (request) => {
        asked.push(((await request.json()) as { query: string }).query)
        return new Promise((resolve) => waiting.push(resolve))
      },
    },
    { attempts: 1 },
  )
  disposals.push(client.dispose)
  return { $files: fileQuery(client, queryEntityFiles, { id: 'e1' }), asked, answer: (response) => waiting.shift()?.(response) }
}
const said = (answer: string): Response => Response.json({ data: { answer, sources: [SOURCE] } })

test('a question is asked, answered, and its sources named', async () => {
  const { $files, asked, answer } = world()
  expect($files.value).toEqual({ status: 'idle', query: '', data: null })
  const ended = $files.ask('How often?')
  expect($files.value).toMatchObject({ status: 'asking', query: 'How often?' })
  await until(() => asked.length === 1)
  answer(said('Monthly.'))
  expect(await ended).toBe('answered')
  expect($files.value).toEqual({ status: 'answered', query: 'How often?', data: { answer: 'Monthly.', sources: [SOURCE] } })
})

test('the next question takes the place of one under way, whose late answer is nobody’s', async () => {
  const { $files, asked, answer } = world()
  const first = $files.ask('One?')
  await until(() => asked.length === 1)
  const second = $files.ask('Two?')
  await until(() => asked.length === 2)
  answer(said('First.'))
  answer(said('Second.'))
  expect([await first, await second]).toEqual(['idle', 'answered'])
  expect($files.value).toMatchObject({ query: 'Two?', data: { answer: 'Second.' } })
})

test('stopping waits no longer, and keeps the answer before', async () => {
  const { $files, asked, answer } = world()
  const first = $files.ask('One?')
  await until(() => asked.length === 1)
  answer(said('First.'))
  await first
  const second = $files.ask('Two?')
  $files.stop()
  expect(await second).toBe('idle')
  expect($files.value).toMatchObject({ status: 'idle', data: { answer: 'First.' } })
})

test('a refusal stands in the store, and asking again goes through', async () => {
  const { $files, asked, answer } = world()
  const ended = $files.ask('How often?')
  await until(() => asked.length === 1)
  answer(Response.json({ errors: [{ status: '404', title: 'Entity Not Found' }] }, { status: 404 }))
  expect(await ended).toBe('error')
  expect($files.value).toMatchObject({ status: 'error', error: { code: 'not_found' } })
  const again = $files.retry()
  await until(() => asked.length === 2)
  answer(said('Monthly.'))
  expect(await again).toBe('answered')
  expect($files.value.error).toBeUndefined()
})

test('nothing but blanks is refused, and nothing sent', async () => {
  const { $files, asked } = world()
  await expect($files.ask(' ')).rejects.toMatchObject({ code: 'invalid_input' })
  expect(asked).toEqual([])
})
