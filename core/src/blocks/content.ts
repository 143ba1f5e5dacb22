// Posts, series, comments, tags and categories. Plain re-exports by name: a bundle takes the operations it uses and nothing else.

export {
  Post,
  PostVersion,
  listPosts,
  getPost,
  createPost,
  updatePost,
  deletePost,
  recoverPost,
  getPostVersions,
  publishPost,
  likePost,
  unlikePost,
} from './content/posts.ts'
export {
  Series,
  listSeries,
  getSeries,
  createSeries,
  listSeriesPosts,
  addToSeries,
  removeFromSeries,
  reorderSeries,
} from './content/series.ts'
export { Comment, listComments, createComment, replyToComment, deleteComment, likeComment, dislikeComment } from './content/comments.ts'
export { Tag, Category, Author, listTags, createTag, listCategories, createCategory, getAuthor } from './content/labels.ts'
