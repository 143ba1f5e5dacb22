import { expect, test } from 'vitest'
import { contentWorld } from '../testing/contentWorld.ts'

const { send, world } = await contentWorld({ seed: true }, 'demo')
const count = (sql: string): number => world.sandbox.database.all(sql).length

test('a newcomer reads forty posts in two pages, the newest first, with likes and comments', async () => {
  const first = await send('GET', 'posts')
  expect(first.at('meta.pagination')).toMatchObject({ total_count: 40, total_pages: 2 })
  expect(first.at('data.0.attributes')).toMatchObject({ title: 'Four degrees this morning', user_name: 'Lena Koskinen', comments_count: 6 })
  const { data } = first.json as { data: { attributes: { likes_count: number; created_at: string } }[] }
  expect(data.every(({ attributes }) => attributes.likes_count > 0 && attributes.likes_count < 10)).toBe(true)
  expect(new Set(data.map(({ attributes }) => attributes.likes_count)).size).toBeGreaterThan(3)
})

test('there are threads with replies to replies, each behind what it answers', async () => {
  expect(count('select 1 from content_comments')).toBeGreaterThan(90)
  const early = `select 1 from content_comments c join content_comments p on p.unique_id = c.parent_id where c.created_at < p.created_at`
  expect(count(early)).toBe(0)
  expect(count('select 1 from content_comments c join content_posts p on p.unique_id = c.post_id where c.created_at <= p.created_at')).toBe(
    0,
  )
  const deep = `select 1 from content_comments a join content_comments b on b.unique_id = a.parent_id join content_comments c on c.unique_id = b.parent_id`
  expect(count(deep)).toBeGreaterThan(3)
})

test('series, tags and categories lead to posts', async () => {
  const series = await send('GET', 'series?search=harbour')
  const posts = await send('GET', `series/${series.told('data.0.id')}/posts`)
  expect([0, 1, 2, 3].map((row) => posts.at(`data.${row}.attributes.series_sequence`))).toEqual([1, 2, 3, 4])
  expect(posts.at('data.0.attributes.title')).toBe('Build a tide gauge for ten euros')
  for (const kind of ['tags', 'categories']) {
    const { json } = await send('GET', `${kind}?per_page=100`)
    const rows = (json as { data: { id: string; attributes: { name: string; posts_count: number } }[] }).data
    expect(rows.length).toBeGreaterThan(5)
    const total = rows.reduce((sum, { attributes }) => sum + attributes.posts_count, 0)
    expect(total).toBeGreaterThan(39)
  }
  expect(
    count(`select 1 from content_filings f where not exists (select 1 from content_tags t where t.unique_id = f.label_id)
    and not exists (select 1 from content_categories c where c.unique_id = f.label_id)`),
  ).toBe(0)
})

test('one post has a history, two are drafts that only their authors see', async () => {
  const gauge = (await send('GET', 'posts?search=What+the+gauge+cannot+see')).told('data.0.id')
  expect((await send('GET', `posts/${gauge}/versions`)).at('data.length')).toBe(3)
  expect(count(`select 1 from content_posts where status = 'draft'`)).toBe(2)
})

test('another app id sees none of it', async () => {
  const elsewhere = await contentWorld({ seed: true }, 'elsewhere')
  expect((await elsewhere.send('GET', 'posts')).at('data')).toEqual([])
})
