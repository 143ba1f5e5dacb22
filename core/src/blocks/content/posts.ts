import { op, paged, patch, resource } from '../../declare/index.ts'

/** An article. Its author reads the newest version, everybody else the published one. `liked` is the caller's own like. */
export const Post = resource('post', {
  title: 'string',
  content: 'string',
  status: 'draft|published?',
  tag_unique_ids: 'uuid[]?',
  category_unique_ids: 'uuid[]?',
  owner_id: 'uuid!?',
  user_name: 'string!?',
  post_version_unique_id: 'uuid!?',
  published_version_id: 'uuid|null!?',
  likes_count: 'integer!?',
  comments_count: 'integer!?',
  liked: 'boolean!?',
  series_unique_id: 'uuid|null!?',
  series_id: 'integer|null!?',
  series_sequence: 'integer|null!?',
  versions: 'ref[]!?',
  tags: 'ref[]!?',
  categories: 'ref[]!?',
})

export const PostVersion = resource('post_version', {
  post_id: 'uuid!',
  title: 'string!',
  content: 'string!',
  version_number: 'integer!',
  published_at: 'timestamp|null!?',
})

const labels = ['content/tags', 'content/categories'] as const
const around = ['content/series', 'content/tags', 'content/categories'] as const

export const listPosts = op('GET content/posts', {
  about: "Page through published posts and the caller's own drafts",
  query: paged({
    status: 'string?',
    tag_unique_id: 'uuid?',
    category_unique_id: 'uuid?',
    user_unique_id: 'uuid?',
    search: 'string?',
  }),
  returns: [Post],
})
export const getPost = op('GET content/posts/:id', { about: 'Read one post, its versions, tags and categories', returns: Post })
export const createPost = op('POST content/posts', {
  about: 'Write a post; a draft unless told otherwise',
  body: Post,
  returns: Post,
  stale: labels,
})
export const updatePost = op('PUT content/posts/:id', {
  about: 'Change a post; another title or content makes its next version',
  body: Post,
  returns: Post,
  stale: ['content/posts/:id/versions', 'content/tags', 'content/categories'],
})
export const deletePost = op('DELETE content/posts/:id', {
  about: 'Take a post away; it can be recovered',
  removes: Post,
  stale: around,
})
export const recoverPost = op('PUT content/posts/:id/recover', {
  about: 'Bring a removed post back',
  returns: Post,
  stale: around,
})
export const getPostVersions = op('GET content/posts/:id/versions', {
  about: 'Page through the versions of a post, newest first; readers see those that were published',
  query: paged(),
  returns: [PostVersion],
})
export const publishPost = op('POST content/posts/:id/versions/:version_id/publish', {
  about: 'Put one version of a post online',
  returns: Post,
  patches: patch(Post, (_, input) => ({ status: 'published', published_version_id: String(input['version_id']) }), 'id'),
  stale: labels,
})

export const likePost = op('PUT content/posts/:id/like', {
  about: 'Like a post, or take the like back',
  returns: { message: 'string' },
  patches: patch(Post, ({ liked, likes_count = 0 }) => ({ liked: liked !== true, likes_count: likes_count + (liked === true ? -1 : 1) })),
})
export const unlikePost = op('DELETE content/posts/:id/dislike', {
  about: 'Take a like back; without one nothing changes',
  returns: { message: 'string' },
  patches: patch(Post, ({ liked, likes_count = 0 }) => ({ liked: false, likes_count: likes_count - (liked === true ? 1 : 0) })),
})
