import { count, op, paged, patch, resource } from '../../declare/index.ts'
import { Post } from './posts.ts'

/** Posts in an order. Read by its id or its slug. */
export const Series = resource('series', {
  title: 'string',
  description: 'string?',
  visibility: 'public|private|unlisted?',
  completion_status: 'ongoing|completed|hiatus|cancelled?',
  thumbnail_url: 'url?',
  image_url: 'url?',
  payload: 'json?',
  slug: 'string!?',
  status: 'draft|active|archived|deleted!?',
  enabled: 'string!?',
  user_unique_id: 'uuid!?',
  user_name: 'string!?',
  posts_count: 'integer!?',
  likes: 'integer!?',
  followers: 'integer!?',
})

const posts = ['content/series/:id/posts'] as const
/** A series counts those of its posts that readers see. */
const published = ({ status }: Readonly<Record<string, unknown>>): number => Number(status === 'published')

export const listSeries = op('GET content/series', {
  about: "Page through public series and the caller's own",
  query: paged({ completion_status: 'string?', user_unique_id: 'uuid?', search: 'string?' }),
  returns: [Series],
})
export const getSeries = op('GET content/series/:id', { about: 'Read one series by its id or slug', returns: Series })
export const createSeries = op('POST content/series', { about: 'Start a series of posts', body: Series, returns: Series })
export const listSeriesPosts = op('GET content/series/:id/posts', {
  about: 'Page through the posts of a series, in its order',
  query: paged(),
  returns: [Post],
})
export const addToSeries = op('POST content/series/:id/posts/:post_id', {
  about: 'Put a post into a series, at the end unless a place is given',
  body: { sequence: 'integer?' },
  returns: Post,
  patches: patch(Post, (_, input) => ({ series_unique_id: String(input['id']) })),
  into: posts,
  besides: [count(Series, 'posts_count', 'id', (post) => (post['series_unique_id'] === null ? published(post) : 0))],
})
/** Not `removes`: the post leaves the series, and stays in every list of posts. */
export const removeFromSeries = op('DELETE content/series/:id/posts/:post_id', {
  about: 'Take a post out of a series',
  patches: patch(Post, () => ({ series_unique_id: null, series_id: null, series_sequence: null })),
  outOf: posts,
  besides: [count(Series, 'posts_count', 'id', (post) => -published(post))],
})
export const reorderSeries = op('PUT content/series/:id/reorder', {
  about: 'Give posts of a series other places',
  body: { posts: [{ post_unique_id: 'uuid', sequence: 'integer' }] },
  returns: { message: 'string' },
  stale: posts,
})
