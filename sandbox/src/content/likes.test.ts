import { expect, test } from 'vitest'
import { contentWorld } from './testing/contentWorld.ts'

test('liking again takes the like back, and each user counts once', async () => {
  const { made, send, asReader } = await contentWorld()
  const id = await made('posts', { post: { title: 'Tides', content: 'Two.', status: 'published' } })
  const counts: unknown[] = []
  const note = async (): Promise<void> => void counts.push((await send('GET', `posts/${id}`)).at('data.attributes.likes_count'))
  for (const like of [asReader, send, asReader, asReader]) {
    expect((await like('PUT', `posts/${id}/like`)).status).toBe(200)
    await note()
  }
  expect(counts).toEqual([1, 2, 1, 2])
  await send('DELETE', `posts/${id}/dislike`)
  expect((await send('DELETE', `posts/${id}/dislike`)).status).toBe(200)
  expect((await send('GET', `posts/${id}`)).at('data.attributes')).toMatchObject({ likes_count: 1, liked: false })
  expect((await asReader('GET', 'posts')).at('data.0.attributes')).toMatchObject({ likes_count: 1, liked: true })
})

test('a comment has one vote of each user: the other vote takes its place', async () => {
  const { made, send, asReader } = await contentWorld()
  const id = await made('posts', { post: { title: 'Tides', content: 'Two.', status: 'published' } })
  const comment = await made(`posts/${id}/comments`, { comment: { body: 'Really?' } })
  const path = `posts/${id}/comments`
  await asReader('PUT', `${path}/${comment}/like`)
  await asReader('PUT', `${path}/${comment}/like`)
  await send('PUT', `${path}/${comment}/like`)
  expect((await asReader('GET', path)).at('data.0.attributes')).toMatchObject({ likes_count: 2, dislikes_count: 0, vote: 'like' })
  await asReader('PUT', `${path}/${comment}/dislike`)
  expect((await asReader('GET', path)).at('data.0.attributes')).toMatchObject({ likes_count: 1, dislikes_count: 1, vote: 'dislike' })
})
