import { expect, test } from 'vitest'
import { contentWorld } from './testing/contentWorld.ts'

const post = (fields: object): object => ({ post: { title: 'Tides', content: 'One.', ...fields } })

test('a draft is its author’s alone until it is published', async () => {
  const { made, send, asReader } = await contentWorld()
  const id = await made('posts', post({}))
  expect((await send('GET', `posts/${id}`)).at('data.attributes')).toMatchObject({ status: 'draft', published_version_id: null })
  expect((await asReader('GET', `posts/${id}`)).status).toBe(404)
  expect((await asReader('GET', 'posts')).at('data')).toEqual([])
  for (const [method, path] of [
    ['PUT', 'like'],
    ['DELETE', 'dislike'],
    ['GET', 'versions'],
    ['GET', 'comments'],
  ] as const) {
    expect((await asReader(method, `posts/${id}/${path}`)).status).toBe(404)
  }
  const version = (await send('GET', `posts/${id}`)).told('data.attributes.post_version_unique_id')
  const published = await send('POST', `posts/${id}/versions/${version}/publish`)
  expect(published.at('data.attributes')).toMatchObject({ status: 'published', published_version_id: version })
  expect((await asReader('GET', 'posts')).at('data.0.attributes')).toMatchObject({ title: 'Tides', likes_count: 0, liked: false })
})

test('what an author changes after publishing is read by others only when that version is published', async () => {
  const { made, send, asReader } = await contentWorld()
  const id = await made('posts', post({ status: 'published' }))
  const changed = await send('PUT', `posts/${id}`, { post: { content: 'Two.' } })
  expect(changed.at('data.attributes')).toMatchObject({ content: 'Two.', status: 'published' })
  expect((await asReader('GET', `posts/${id}`)).at('data.attributes.content')).toBe('One.')
  expect((await asReader('GET', 'posts?search=Two')).at('data')).toEqual([])
  expect((await send('GET', 'posts?search=Two')).at('data.length')).toBe(1)
  await send('PUT', `posts/${id}`, { post: { status: 'published' } })
  expect((await asReader('GET', `posts/${id}`)).at('data.attributes.content')).toBe('Two.')
  await send('PUT', `posts/${id}`, { post: { status: 'draft' } })
  expect((await asReader('GET', `posts/${id}`)).status).toBe(404)
})

test('each other title or content is the next version; the same words are not', async () => {
  const { made, send, asReader } = await contentWorld()
  const id = await made('posts', post({ status: 'published' }))
  await send('PUT', `posts/${id}`, { post: { content: 'Two.' } })
  await send('PUT', `posts/${id}`, { post: { content: 'Two.' } })
  await send('PUT', `posts/${id}`, { post: { title: 'Ebb' } })
  const versions = await send('GET', `posts/${id}/versions`)
  expect([0, 1, 2].map((row) => versions.at(`data.${row}.attributes`))).toMatchObject([
    { version_number: 3, title: 'Ebb', content: 'Two.', published_at: null },
    { version_number: 2, title: 'Tides', content: 'Two.', published_at: null },
    { version_number: 1, title: 'Tides', content: 'One.', published_at: expect.any(String) },
  ])
  expect((await send('GET', `posts/${id}`)).at('data.relationships.versions.data.length')).toBe(3)
  expect((await asReader('GET', `posts/${id}/versions`)).at('data.length')).toBe(1)
  expect((await asReader('GET', `posts/${id}`)).at('data.relationships.versions.data.length')).toBe(1)
})

test('an older version can be put online again', async () => {
  const { made, send, asReader } = await contentWorld()
  const id = await made('posts', post({ status: 'published' }))
  const first = (await send('GET', `posts/${id}`)).told('data.attributes.published_version_id')
  await send('PUT', `posts/${id}`, { post: { content: 'Two.', status: 'published' } })
  await send('POST', `posts/${id}/versions/${first}/publish`)
  expect((await asReader('GET', `posts/${id}`)).at('data.attributes.content')).toBe('One.')
  expect((await send('GET', `posts/${id}`)).at('data.attributes.content')).toBe('Two.')
  const other = await made('posts', post({}))
  expect((await send('POST', `posts/${other}/versions/${first}/publish`)).status).toBe(404)
  expect((await send('GET', `posts/${other}`)).at('data.attributes.status')).toBe('draft')
})

test('others may not change, remove, publish or recover a post', async () => {
  const { made, send, asReader } = await contentWorld()
  const id = await made('posts', post({ status: 'published' }))
  const version = (await send('GET', `posts/${id}`)).told('data.attributes.published_version_id')
  const tried = [
    await asReader('PUT', `posts/${id}`, { post: { title: 'Mine' } }),
    await asReader('DELETE', `posts/${id}`),
    await asReader('POST', `posts/${id}/versions/${version}/publish`),
    await asReader('PUT', `posts/${id}/recover`),
  ]
  for (const { status, at } of tried) expect([status, at('errors.0.code')]).toEqual([403, 'forbidden'])
  expect((await send('GET', `posts/${id}`)).at('data.attributes.title')).toBe('Tides')
})

test('a removed post is nowhere, and recovered it is as it was', async () => {
  const { made, send, asReader } = await contentWorld()
  const tag = await made('tags', { tag: { name: 'sea' } })
  const id = await made('posts', post({ status: 'published', tag_unique_ids: [tag] }))
  await asReader('PUT', `posts/${id}/like`)
  await asReader('POST', `posts/${id}/comments`, { comment: { body: 'Ah.' } })
  expect((await send('DELETE', `posts/${id}`)).status).toBe(204)
  expect((await send('GET', 'posts')).at('data')).toEqual([])
  expect((await send('GET', 'tags')).at('data.0.attributes.posts_count')).toBe(0)
  expect((await send('GET', `posts/${id}/comments`)).status).toBe(404)
  expect((await send('DELETE', `posts/${id}`)).status).toBe(404)
  await send('PUT', `posts/${id}/recover`)
  expect((await asReader('GET', 'posts')).at('data.0.attributes')).toMatchObject({ likes_count: 1, comments_count: 1, liked: true })
})

test('posts are found by status, author, tag, category and words', async () => {
  const { made, send, asReader } = await contentWorld()
  const [sea, sky] = [await made('tags', { tag: { name: 'sea' } }), await made('tags', { tag: { name: 'sky' } })]
  const shelf = await made('categories', { category: { name: 'Water' } })
  const low = await made('posts', post({ title: 'Low', status: 'published', tag_unique_ids: [sea, sky], category_unique_ids: [shelf] }))
  const high = await made('posts', post({ title: 'High', tag_unique_ids: [sky] }))
  const owner = (await send('GET', `posts/${low}`)).told('data.attributes.owner_id')
  const found = async (query: string): Promise<unknown> => {
    const { json } = await send('GET', `posts?sort=title&${query}`)
    return (json as { data: { id: string }[] }).data.map(({ id }) => id)
  }
  expect(await found('status=draft')).toEqual([high])
  expect(await found(`user_unique_id=${owner}`)).toEqual([high, low])
  expect(await found(`tag_unique_id=${sky}`)).toEqual([high, low])
  expect(await found(`tag_unique_id=${sea}&category_unique_id=${shelf}`)).toEqual([low])
  expect(await found(`tag_unique_id=${sea}&status=draft`)).toEqual([])
  expect(await found('search=hig')).toEqual([high])
  expect((await asReader('GET', `posts?tag_unique_id=${sky}`)).at('data.length')).toBe(1)
  expect((await send('GET', 'tags?sort=name')).at('data.1.attributes')).toMatchObject({ name: 'sky', posts_count: 1 })
  await send('PUT', `posts/${low}`, { post: { tag_unique_ids: [sky] } })
  expect((await send('GET', `posts/${low}`)).at('data.attributes')).toMatchObject({ tag_unique_ids: [sky], category_unique_ids: [shelf] })
})

test('a tag that does not exist is named, and nothing is written', async () => {
  const { made, send } = await contentWorld()
  const sea = await made('tags', { tag: { name: 'sea' } })
  const nobody = '00000000-0000-4000-8000-000000000000'
  const refused = await send('POST', 'posts', post({ title: 'x', tag_unique_ids: [sea, nobody], category_unique_ids: [nobody] }))
  expect(refused.status).toBe(422)
  const { errors } = refused.json as { errors: { source: { pointer: string } }[] }
  expect(errors.map(({ source }) => source.pointer)).toEqual(['/post/tag_unique_ids/1', '/post/category_unique_ids/0'])
  expect((await send('GET', 'posts')).at('data')).toEqual([])
  expect((await send('POST', 'posts', post({ title: ' ' }))).at('errors.0.source.pointer')).toBe('/post/title')
})

test('tags have names of their own, whatever their case, and categories stand in one another', async () => {
  const { made, send } = await contentWorld()
  await made('tags', { tag: { name: 'Größe' } })
  expect((await send('POST', 'tags', { tag: { name: ' größe' } })).at('errors.0')).toMatchObject({ source: { pointer: '/tag/name' } })
  const water = await made('categories', { category: { name: 'Water' } })
  const salt = await made('categories', { category: { name: 'Salt', parent_id: water } })
  const list = await send('GET', 'categories?sort=-name')
  expect(list.at('data.0.relationships.children.data')).toEqual([{ type: 'category', id: salt }])
  expect((await send('POST', 'categories', { category: { name: 'x', parent_id: 'nobody' } })).status).toBe(422)
})

test('who writes is kept with what they wrote', async () => {
  const { made, send, email } = await contentWorld()
  const id = await made('posts', post({ status: 'published' }))
  await made('posts', post({}))
  await made(`posts/${id}/comments`, { comment: { body: 'By the way.' } })
  const owner = (await send('GET', `posts/${id}`)).told('data.attributes.owner_id')
  const who = await send('GET', `identities/${owner}`)
  expect(who.at('data.attributes')).toMatchObject({ email, display_name: email.split('@')[0], posts_count: 1, comments_count: 1 })
})
