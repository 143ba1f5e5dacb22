import type { BlockWorld } from '../../testing/blockWorld.ts'

/** The ids of one record of each kind, all of them connected. */
export interface OnePiece {
  readonly posts: string
  readonly version_id: string
  readonly series: string
  readonly post_id: string
  readonly comments: string
  readonly comment_id: string
  readonly identities: string
  readonly tags: string
  readonly categories: string
}

/**
 * Makes one record of each kind through the API: a published post with a comment, standing in a series.
 *
 * @example
 * const piece = await onePiece(await blockWorld('content', { blocks: [contentBlock] }))
 */
export async function onePiece({ made, send }: BlockWorld): Promise<OnePiece> {
  const series = await made('series', { series: { title: 'Tides' } })
  const posts = await made('posts', { post: { title: 'Low water', content: 'It is low.', status: 'published' } })
  await send('POST', `series/${series}/posts/${posts}`, {})
  const post = await send('GET', `posts/${posts}`)
  const comments = await made(`posts/${posts}/comments`, { comment: { body: 'How low?' } })
  const taken = await send('GET', 'tags?search=sea')
  return {
    posts,
    series,
    comments,
    post_id: posts,
    comment_id: comments,
    version_id: post.told('data.attributes.post_version_unique_id'),
    identities: post.told('data.attributes.owner_id'),
    // Names of tags are unique, so there is one for all pieces of a world.
    tags: taken.at('data.0.id') === undefined ? await made('tags', { tag: { name: 'sea' } }) : taken.told('data.0.id'),
    categories: await made('categories', { category: { name: 'Water' } }),
  }
}
