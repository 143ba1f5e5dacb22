import { expect, test } from 'vitest'
import { library } from './testing/library.ts'

/** Milliseconds of the processor, whatever else runs: far beyond what these take (10 to 60), far below what a row at a time would. */
const patience = 500

test('ten thousand documents are indexed in one call, and found, counted and completed at once', { timeout: 60_000 }, async () => {
  const { send, world } = await library()
  const words = ['harbour', 'tide', 'bread', 'tram', 'loom', 'honey', 'valve', 'fog', 'seal', 'rye']
  const entities = Array.from({ length: 10_000 }, (_, at) => ({
    unique_id: `d${at}`,
    entity_type: 'note',
    entity_alias: `Note ${at} about ${words[at % 10] ?? ''}`,
    content: { text: `${words[(at * 3) % 10] ?? ''} and ${words[(at * 7) % 10] ?? ''}, number ${at}`, shelf: at % 100 },
  }))
  expect((await send('POST', 'entities/bulk', { entities })).at('data.attributes.indexed')).toBe(10_000)
  const timed = async (method: string, path: string, body?: object): Promise<unknown> => {
    const began = process.cpuUsage()
    const answer = await send(method, path, body)
    const { user, system } = process.cpuUsage(began)
    expect([path, (user + system) / 1000 < patience]).toEqual([path, true])
    return answer.at('meta.pagination.total_count') ?? answer.at('data.length') ?? answer.at('data.attributes.total_records')
  }
  expect(await timed('POST', 'search', { query: 'harbour' })).toBe(1000)
  expect(await timed('POST', 'search', { query: words.join(' '), search_type: 'wide' })).toBe(10_000)
  expect(await timed('POST', 'search?page=100', { query: 'note', include: { shelf: { min: 50 } } })).toBe(5000)
  expect(await timed('POST', 'search', { query: 'number 9999' })).toBe(1)
  expect(await timed('GET', 'search/suggest?q=not')).toBe(10)
  expect(await timed('POST', 'search/facets', { facets: ['shelf', 'entity_type'], query: 'harbour' })).toBe(1000)
  expect((await send('POST', 'entities/bulk', { entities: [...entities, entities[0]] })).at('errors.0.status')).toBe('413')
  expect(world.reported).toEqual([])
})
