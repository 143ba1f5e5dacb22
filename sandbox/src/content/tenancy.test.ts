import { expect, test } from 'vitest'
import { newcomer } from '../testing/blockWorld.ts'
import { contentWorld } from './testing/contentWorld.ts'
import { onePiece } from './testing/onePiece.ts'

test('what one app id holds, another neither lists nor reaches nor changes', async () => {
  const here = await contentWorld()
  const { posts, series, comments, tags, categories, version_id, identities } = await onePiece(here)
  const options = { appId: 'elsewhere', token: (await newcomer(here.world, 'elsewhere')).token }
  for (const kind of ['posts', 'series', 'tags', 'categories']) {
    expect((await here.send('GET', kind, undefined, options)).at('data')).toEqual([])
  }
  const tried: readonly (readonly [string, string, object?])[] = [
    ['GET', `posts/${posts}`],
    ['PUT', `posts/${posts}`, { post: { title: 'x' } }],
    ['DELETE', `posts/${posts}`],
    ['PUT', `posts/${posts}/recover`],
    ['GET', `posts/${posts}/versions`],
    ['POST', `posts/${posts}/versions/${version_id}/publish`],
    ['PUT', `posts/${posts}/like`],
    ['DELETE', `posts/${posts}/dislike`],
    ['GET', `posts/${posts}/comments`],
    ['POST', `posts/${posts}/comments`, { comment: { body: 'x' } }],
    ['DELETE', `posts/${posts}/comments/${comments}`],
    ['PUT', `posts/${posts}/comments/${comments}/like`],
    ['GET', `series/${series}`],
    ['GET', `series/${series}/posts`],
    ['DELETE', `series/${series}/posts/${posts}`],
    ['GET', `identities/${identities}`],
  ]
  for (const [method, path, body] of tried)
    expect([path, (await here.send(method, path, body, { ...options, body })).status]).toEqual([path, 404])
  const filed = { post: { title: 'x', content: 'x', tag_unique_ids: [tags], category_unique_ids: [categories] } }
  expect((await here.send('POST', 'posts', filed, { ...options, body: filed })).at('errors.length')).toBe(2)
  expect((await here.send('GET', `posts/${posts}`)).at('data.attributes')).toMatchObject({
    title: 'Low water',
    comments_count: 1,
    likes_count: 0,
  })
})

test('two app ids may have tags of the same name', async () => {
  const here = await contentWorld()
  await onePiece(here)
  const body = { tag: { name: 'sea' } }
  const options = { appId: 'elsewhere', token: (await newcomer(here.world, 'elsewhere')).token, body }
  expect((await here.send('POST', 'tags', body, options)).status).toBe(201)
})
