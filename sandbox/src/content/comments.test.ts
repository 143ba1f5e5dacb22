import { expect, test } from 'vitest'
import { newcomer } from '../testing/blockWorld.ts'
import { contentWorld } from './testing/contentWorld.ts'

const say = (body: string, more: object = {}): object => ({ comment: { body, ...more } })

test('replies are rows of the same list, name their parent, and are named by it', async () => {
  const { made, send, asReader } = await contentWorld()
  const id = await made('posts', { post: { title: 'Tides', content: 'Two.', status: 'published' } })
  const first = (await asReader('POST', `posts/${id}/comments`, say('Why two?'))).told('data.id')
  const second = await made(`posts/${id}/comments/${first}/reply`, say('Two bulges.'))
  const third = await made(`posts/${id}/comments`, say('Thanks!', { parent_id: second }))
  const list = await send('GET', `posts/${id}/comments`)
  expect([0, 1, 2].map((row) => [list.at(`data.${row}.id`), list.at(`data.${row}.attributes.parent_id`)])).toEqual([
    [first, null],
    [second, first],
    [third, second],
  ])
  expect(list.at('data.0.relationships')).toMatchObject({ replies: { data: [{ type: 'comment', id: second }] } })
  expect((await send('GET', `posts/${id}/comments?filter[parent_id]=null`)).at('data.length')).toBe(1)
  expect((await send('GET', 'posts')).at('data.0.attributes.comments_count')).toBe(3)
})

test('a comment takes its whole thread with it', async () => {
  const { made, send, world } = await contentWorld()
  const id = await made('posts', { post: { title: 'Tides', content: 'Two.' } })
  const first = await made(`posts/${id}/comments`, say('One'))
  const second = await made(`posts/${id}/comments/${first}/reply`, say('Two'))
  const third = await made(`posts/${id}/comments/${second}/reply`, say('Three'))
  const other = await made(`posts/${id}/comments`, say('Other'))
  await send('PUT', `posts/${id}/comments/${third}/like`)
  expect((await send('DELETE', `posts/${id}/comments/${first}`)).status).toBe(204)
  const list = await send('GET', `posts/${id}/comments`)
  expect([list.at('data.length'), list.at('data.0.id')]).toEqual([1, other])
  expect(world.sandbox.database.all('select 1 from content_votes')).toEqual([])
})

test('a comment is removed by who wrote it or whose post it stands below, and by nobody else', async () => {
  const { made, send, asReader, world, appId } = await contentWorld()
  const id = await made('posts', { post: { title: 'Tides', content: 'Two.', status: 'published' } })
  const mine = (await asReader('POST', `posts/${id}/comments`, say('Mine'))).told('data.id')
  const again = (await asReader('POST', `posts/${id}/comments`, say('Mine too'))).told('data.id')
  const third = { token: (await newcomer(world, appId)).token }
  expect((await send('DELETE', `posts/${id}/comments/${mine}`, undefined, third)).at('errors.0.code')).toBe('forbidden')
  expect((await asReader('DELETE', `posts/${id}/comments/${mine}`)).status).toBe(204)
  expect((await send('DELETE', `posts/${id}/comments/${again}`)).status).toBe(204)
})

test('a comment says something, below a post and a parent that are there', async () => {
  const { made, send } = await contentWorld()
  const id = await made('posts', { post: { title: 'Tides', content: 'Two.' } })
  const other = await made('posts', { post: { title: 'Moon', content: 'One.' } })
  const elsewhere = await made(`posts/${other}/comments`, say('Here'))
  expect((await send('POST', `posts/${id}/comments`, say(' \n'))).at('errors.0.source.pointer')).toBe('/comment/body')
  expect((await send('POST', `posts/${id}/comments`, say('x', { parent_id: elsewhere }))).at('errors.0.source.pointer')).toBe(
    '/comment/parent_id',
  )
  expect((await send('POST', `posts/${id}/comments/${elsewhere}/reply`, say('x'))).status).toBe(404)
  expect((await send('PUT', `posts/${id}/comments/${elsewhere}/like`)).status).toBe(404)
  expect((await send('GET', `posts/${id}/comments`)).at('data')).toEqual([])
})
