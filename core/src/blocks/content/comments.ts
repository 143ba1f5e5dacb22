import { count, op, paged, patch, resource, whose } from '../../declare/index.ts'
import type { RecordOf } from '../../declare/index.ts'
import { Post } from './posts.ts'

/** What somebody says about a post. A reply names its parent; the tree is built from that. `vote` is the caller's own. */
export const Comment = resource('comment', {
  body: 'string',
  parent_id: 'uuid|null?',
  post_id: 'uuid!?',
  user_id: 'uuid!?',
  user_name: 'string!?',
  likes_count: 'integer!?',
  dislikes_count: 'integer!?',
  vote: 'like|dislike|none!?',
  user: 'ref!?',
  replies: 'ref[]!?',
})

type Vote = 'like' | 'dislike'

/** A vote as it is shown at once. Voting the same twice changes nothing; the other vote takes its place. */
function voted(
  { vote, likes_count = 0, dislikes_count = 0 }: Readonly<RecordOf<typeof Comment>>,
  now: Vote,
): Partial<RecordOf<typeof Comment>> {
  const more = (which: Vote): number => Number(now === which) - Number(vote === which)
  return { vote: now, likes_count: likes_count + more('like'), dislikes_count: dislikes_count + more('dislike') }
}

export const listComments = op('GET content/posts/:id/comments', {
  about: 'Page through all comments and replies of a post, oldest first',
  query: paged({ user_unique_id: 'uuid?' }),
  returns: [Comment],
})
export const createComment = op('POST content/posts/:id/comments', {
  about: 'Comment on a post, or with a parent reply to a comment',
  body: Comment,
  returns: Comment,
  besides: [count(Post, 'comments_count', 'id')],
})
export const replyToComment = op('POST content/posts/:id/comments/:comment_id/reply', {
  about: 'Reply to a comment',
  root: 'comment',
  body: { body: 'string' },
  returns: Comment,
  creates: whose(Comment, { parent_id: 'comment_id' }),
  into: ['content/posts/:id/comments'],
  besides: [count(Post, 'comments_count', 'id')],
})
export const deleteComment = op('DELETE content/posts/:id/comments/:comment_id', {
  about: 'Take a comment away, with all replies to it',
  removes: Comment,
  // How many replies go with it, a comment that has some does not tell: they have replies of their own.
  besides: [count(Post, 'comments_count', 'id', ({ replies }) => (Array.isArray(replies) && replies.length === 0 ? -1 : 0))],
})
export const likeComment = op('PUT content/posts/:id/comments/:comment_id/like', {
  about: 'Vote for a comment',
  returns: { message: 'string' },
  patches: patch(Comment, (comment) => voted(comment, 'like')),
})
export const dislikeComment = op('PUT content/posts/:id/comments/:comment_id/dislike', {
  about: 'Vote against a comment',
  returns: { message: 'string' },
  patches: patch(Comment, (comment) => voted(comment, 'dislike')),
})
