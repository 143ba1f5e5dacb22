import type { Contract } from '../../testing/contract.ts'
import { contentBlock } from '../contentBlock.ts'
import { onePiece } from './onePiece.ts'
import type { OnePiece } from './onePiece.ts'

/** How each operation of the block is asked rightly. */
export const contentContract: Contract<OnePiece> = {
  block: contentBlock,
  piece: async (world, operation) => {
    const piece = await onePiece(world)
    if (operation === 'recoverPost') await world.send('DELETE', `posts/${piece.posts}`)
    if (operation === 'unlikePost') await world.send('PUT', `posts/${piece.posts}/like`)
    if (operation === 'addToSeries') await world.send('DELETE', `series/${piece.series}/posts/${piece.posts}`)
    if (operation !== 'publishPost') return piece
    const edited = await world.send('PUT', `posts/${piece.posts}`, { post: { content: 'It is very low.' } })
    return { ...piece, version_id: edited.told('data.attributes.post_version_unique_id') }
  },
  statuses: { publishPost: 200, addToSeries: 200 },
  inputs: {
    listPosts: (piece) => ({
      tag_unique_id: piece.tags,
      category_unique_id: piece.categories,
      user_unique_id: piece.identities,
      status: 'draft',
    }),
    createPost: (piece) => ({
      title: 'Tides',
      content: 'Two a day.',
      tag_unique_ids: [piece.tags],
      category_unique_ids: [piece.categories],
    }),
    updatePost: () => ({ content: 'Two a day, nearly.' }),
    createSeries: () => ({ title: 'Moon', visibility: 'unlisted' }),
    addToSeries: () => ({ sequence: 3 }),
    reorderSeries: (piece) => ({ posts: [{ post_unique_id: piece.posts, sequence: 7 }] }),
    createComment: (piece) => ({ body: 'And high?', parent_id: piece.comments }),
    replyToComment: () => ({ body: 'Very.' }),
    createTag: () => ({ name: 'moon' }),
    createCategory: (piece) => ({ name: 'Salt', parent_id: piece.categories }),
  },
}
