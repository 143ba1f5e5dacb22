import { contract } from '../testing/contract.ts'
import { contentBlock } from './contentBlock.ts'
import { onePiece } from './testing/onePiece.ts'
import type { OnePiece } from './testing/onePiece.ts'

await contract<OnePiece>({
  block: contentBlock,
  piece: async (world, operation) => {
    const piece = await onePiece(world)
    if (operation === 'recoverPost') await world.send('DELETE', `posts/${piece.posts}`)
    return piece
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
})
