import { effects } from '../testing/effects.ts'
import { contentContract } from './testing/contentContract.ts'

await effects(contentContract, {
  addToSeries: {
    atOnce: ['getPost', 'getSeries', 'listPosts', 'listSeries', 'listSeriesPosts'],
    again: ['getSeries', 'listSeries', 'listSeriesPosts'],
  },
  createCategory: { atOnce: ['listCategories'], again: ['listCategories'] },
  createComment: { atOnce: ['getPost', 'listComments', 'listPosts', 'listSeriesPosts'], again: ['getPost', 'listComments', 'listPosts'] },
  createPost: { atOnce: ['listPosts'], again: ['listCategories', 'listPosts', 'listTags'] },
  createSeries: { atOnce: ['listSeries'], again: ['listSeries'] },
  createTag: { atOnce: ['listTags'], again: ['listTags'] },
  deleteComment: { atOnce: ['getPost', 'listComments', 'listPosts', 'listSeriesPosts'], again: ['getPost', 'listComments', 'listPosts'] },
  deletePost: {
    atOnce: ['getPost', 'listPosts', 'listSeriesPosts'],
    again: [
      'getPost',
      'getPostVersions',
      'getSeries',
      'listCategories',
      'listComments',
      'listPosts',
      'listSeries',
      'listSeriesPosts',
      'listTags',
    ],
  },
  dislikeComment: { atOnce: ['listComments'], again: ['getPost', 'listComments', 'listPosts'] },
  getAuthor: 'reads',
  getPost: 'reads',
  getPostVersions: 'reads',
  getSeries: 'reads',
  likeComment: { atOnce: ['listComments'], again: ['getPost', 'listComments', 'listPosts'] },
  likePost: { atOnce: ['getPost', 'listPosts', 'listSeriesPosts'], again: ['getPost', 'listPosts'] },
  listCategories: 'reads',
  listComments: 'reads',
  listPosts: 'reads',
  listSeries: 'reads',
  listSeriesPosts: 'reads',
  listTags: 'reads',
  publishPost: {
    atOnce: ['getPost', 'listPosts', 'listSeriesPosts'],
    again: ['getPost', 'getPostVersions', 'listCategories', 'listPosts', 'listTags'],
  },
  recoverPost: { again: ['getPost', 'getSeries', 'listCategories', 'listPosts', 'listSeries', 'listSeriesPosts', 'listTags'] },
  removeFromSeries: {
    atOnce: ['getPost', 'getSeries', 'listPosts', 'listSeries', 'listSeriesPosts'],
    again: ['getSeries', 'listSeries', 'listSeriesPosts'],
  },
  reorderSeries: { again: ['getSeries', 'listSeries', 'listSeriesPosts'] },
  replyToComment: { atOnce: ['getPost', 'listComments', 'listPosts', 'listSeriesPosts'], again: ['getPost', 'listComments', 'listPosts'] },
  unlikePost: { atOnce: ['getPost', 'listPosts', 'listSeriesPosts'], again: ['getPost', 'listPosts'] },
  updatePost: {
    atOnce: ['getPost', 'listPosts', 'listSeriesPosts'],
    again: ['getPost', 'getPostVersions', 'listCategories', 'listPosts', 'listTags'],
  },
})
