import { assert, asyncProperty, array, constant, integer, oneof, option, record } from 'fast-check'
import { expect, test } from 'vitest'
import { contentWorld } from './testing/contentWorld.ts'
import type { ContentWorld } from './testing/contentWorld.ts'

const publish = ({ made }: ContentWorld, title: string): Promise<string> =>
  made('posts', { post: { title, content: '.', status: 'published' } })
const titles = async ({ send }: ContentWorld, series: string): Promise<[string, number][]> => {
  const { json } = await send('GET', `series/${series}/posts?per_page=100`)
  const { data } = json as { data: { attributes: { title: string; series_sequence: number } }[] }
  return data.map(({ attributes }) => [attributes.title, attributes.series_sequence])
}

test('posts stand at the next free place, or where they are put, and the others make room', async () => {
  const world = await contentWorld()
  const series = await world.made('series', { series: { title: 'Four' } })
  const [a, b, c] = [await publish(world, 'a'), await publish(world, 'b'), await publish(world, 'c')]
  await world.send('POST', `series/${series}/posts/${a}`, {})
  const added = await world.send('POST', `series/${series}/posts/${b}`, {})
  expect([added.status, added.at('data.type')]).toEqual([200, 'post'])
  expect(added.at('data.attributes')).toMatchObject({ series_unique_id: series, series_sequence: 2, series_id: expect.any(Number) })
  await world.send('POST', `series/${series}/posts/${c}`, { sequence: 1 })
  expect(await titles(world, series)).toEqual([
    ['c', 1],
    ['a', 2],
    ['b', 3],
  ])
  await world.send('PUT', `series/${series}/reorder`, {
    posts: [
      { post_unique_id: a, sequence: 3 },
      { post_unique_id: b, sequence: 2 },
    ],
  })
  expect(await titles(world, series)).toEqual([
    ['c', 1],
    ['b', 2],
    ['a', 3],
  ])
  expect((await world.send('DELETE', `series/${series}/posts/${b}`)).status).toBe(204)
  expect((await world.send('GET', `series/${series}`)).at('data.attributes.posts_count')).toBe(2)
  expect((await world.send('GET', `posts/${b}`)).at('data.attributes.series_unique_id')).toBeNull()
})

test('a new order is refused whole where a place is shared, a post is missing or a place is none', async () => {
  const world = await contentWorld()
  const series = await world.made('series', { series: { title: 'Four' } })
  const [a, b, c] = [await publish(world, 'a'), await publish(world, 'b'), await publish(world, 'c')]
  for (const post of [a, b]) await world.send('POST', `series/${series}/posts/${post}`, {})
  const reorder = async (...posts: [string, number][]): Promise<unknown> => {
    const body = { posts: posts.map(([post_unique_id, sequence]) => ({ post_unique_id, sequence })) }
    return (await world.send('PUT', `series/${series}/reorder`, body)).at('errors.0.source.pointer')
  }
  expect(await reorder([a, 2])).toBe('/posts')
  expect(await reorder([a, 5], [c, 1])).toBe('/posts/1/post_unique_id')
  expect(await reorder([b, 7], [a, 0])).toBe('/posts/1/sequence')
  expect(await titles(world, series)).toEqual([
    ['a', 1],
    ['b', 2],
  ])
})

test('a post has one series, and only its owner fills a series', async () => {
  const world = await contentWorld()
  const [one, two] = [await world.made('series', { series: { title: 'One' } }), await world.made('series', { series: { title: 'Two' } })]
  const post = await publish(world, 'a')
  await world.send('POST', `series/${one}/posts/${post}`, {})
  expect((await world.send('POST', `series/${two}/posts/${post}`, {})).at('errors.0.code')).toBe('conflict')
  for (const [method, path, body] of [
    ['POST', `posts/${post}`, {}],
    ['DELETE', `posts/${post}`, undefined],
    ['PUT', 'reorder', { posts: [] }],
  ] as const) {
    expect((await world.asReader(method, `series/${one}/${path}`, body)).at('errors.0.code')).toBe('forbidden')
  }
  expect(await titles(world, one)).toEqual([['a', 1]])
})

test('a private series is there for its owner, an unlisted one for whoever knows its slug', async () => {
  const world = await contentWorld()
  await world.made('series', { series: { title: 'Mine', visibility: 'private' } })
  const shared = await world.send('POST', 'series', { series: { title: 'Größer, schneller!', visibility: 'unlisted' } })
  const slug = shared.told('data.attributes.slug')
  expect(slug).toMatch(/^gro-er-schneller-1767225600-[0-9a-f]{8}$/)
  expect((await world.asReader('GET', `series/${slug}`)).at('data.attributes')).toMatchObject({ status: 'active', enabled: 'true' })
  expect((await world.asReader('GET', 'series')).at('data')).toEqual([])
  expect((await world.send('GET', 'series')).at('data.length')).toBe(2)
  const mine = (await world.send('GET', 'series?search=Mine')).told('data.0.id')
  expect((await world.asReader('GET', `series/${mine}`)).status).toBe(404)
})

test('drafts in a series are seen by their author only', async () => {
  const world = await contentWorld()
  const series = await world.made('series', { series: { title: 'Four' } })
  const draft = await world.made('posts', { post: { title: 'draft', content: '.' } })
  await world.send('POST', `series/${series}/posts/${draft}`, {})
  expect(await titles(world, series)).toEqual([['draft', 1]])
  expect((await world.asReader('GET', `series/${series}/posts`)).at('data')).toEqual([])
})

test('whatever is put in, taken out and put elsewhere, no two posts share a place and a put one stands where it was put', async () => {
  const world = await contentWorld()
  const posts = await Promise.all(['a', 'b', 'c', 'd', 'e'].map((title) => publish(world, title)))
  const which = integer({ min: 0, max: posts.length - 1 })
  const steps = oneof(
    record({ step: constant('put'), which, place: option(integer({ min: 1, max: 6 }), { nil: undefined }) }),
    record({ step: constant('take'), which, place: constant(undefined) }),
  )
  const run = async (moves: readonly { step: string; which: number; place: number | undefined }[]): Promise<void> => {
    const series = await world.made('series', { series: { title: 'Any' } })
    for (const { step, which: at, place } of moves) {
      const path = `series/${series}/posts/${posts[at] ?? ''}`
      const before = await titles(world, series)
      const title = 'abcde'[at] ?? ''
      if (step === 'put') {
        const answer = await world.send('POST', path, place === undefined ? {} : { sequence: place })
        expect(answer.status).toBe(200)
        if (place !== undefined) expect(answer.at('data.attributes.series_sequence')).toBe(place)
      } else await world.send('DELETE', path)
      const after = await titles(world, series)
      expect(new Set(after.map(([, sequence]) => sequence)).size).toBe(after.length)
      // The others keep their order among themselves.
      const others = (rows: [string, number][]): string[] => rows.map(([name]) => name).filter((name) => name !== title)
      expect(others(after)).toEqual(others(before))
    }
    for (const post of posts) await world.send('DELETE', `series/${series}/posts/${post}`)
  }
  await assert(asyncProperty(array(steps, { maxLength: 8 }), run), { numRuns: 25 })
}, 30_000)
