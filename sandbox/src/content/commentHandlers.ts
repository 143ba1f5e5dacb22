import { Comment, createComment, deleteComment, dislikeComment, likeComment, listComments, replyToComment } from '@blockstate/core/content'
import type { RecordOf } from '@blockstate/core/describe'
import { equalTo } from '../database/equalTo.ts'
import { createRow, findRow } from '../database/rows.ts'
import { message, nothing, page, record } from '../server/answer.ts'
import type { Answer, RecordAnswer } from '../server/answer.ts'
import type { Context } from '../server/context.ts'
import { handle } from '../server/handle.ts'
import { refuseBlank } from '../server/refuseBlank.ts'
import { refuseField } from '../server/refusal.ts'
import { selectPage } from '../server/selectPage.ts'
import { owns, ownersOnly, registerAuthor } from './authors.ts'
import { seenPost } from './seenPosts.ts'
import { comments } from './tables.ts'

type CommentRow = RecordOf<typeof Comment>
interface Addressed {
  readonly id: string
  readonly comment_id: string
}

/** What is said about posts. Whoever sees a post may say something, and vote for what others said. */
export const commentHandlers = [
  handle(listComments, (context, input) => {
    seenPost(context, input.id)
    const narrowed = equalTo({ post_id: input.id, user_id: input.user_unique_id })
    const { rows, total } = selectPage(context, input, Comment, { table: comments.told, search: ['body'], sort: 'created_at', ...narrowed })
    return page(Comment, told(context, rows), { total })
  }),
  handle(createComment, (context, { id, body, parent_id = null }) => {
    refuseBlank(context, { body })
    return context.database.transaction(() => {
      seenPost(context, id)
      if (parent_id !== null && commentOf(context, id, parent_id) === undefined) {
        refuseField(context.pointer('parent_id'), `parent_id: post ${id} has no comment ${parent_id}`)
      }
      return say(context, id, body, parent_id)
    })
  }),
  handle(replyToComment, (context, { id, comment_id, body }) => {
    refuseBlank(context, { body })
    return context.database.transaction(() => {
      seenPost(context, id)
      findRow(context, comments, comment_id, { post_id: id })
      return say(context, id, body, comment_id)
    })
  }),
  handle(deleteComment, (context, { id, comment_id }) =>
    context.database.transaction(() => {
      const post = seenPost(context, id)
      const comment = findRow(context, comments, comment_id, { post_id: id })
      if (!owns(context.user, post.owner_id)) ownersOnly(context.user, comment.user_id, 'Comment', comment_id)
      removeThread(context, comment_id)
      return nothing()
    }),
  ),
  handle(likeComment, (context, input) => vote(context, input, 'like')),
  handle(dislikeComment, (context, input) => vote(context, input, 'dislike')),
]

function commentOf({ database, tenant }: Context, post_id: string, comment_id: string): object | undefined {
  return database.get('select 1 from content_comments where tenant = ? and post_id = ? and unique_id = ?', tenant, post_id, comment_id)
}

function say(context: Context, post_id: string, body: string, parent_id: string | null): RecordAnswer {
  const row = createRow(context, comments, { body, parent_id }, { post_id, user_id: registerAuthor(context) })
  const [comment = row] = told(context, [row])
  return record(Comment, comment)
}

/** A comment and every reply below it, however deep. */
function removeThread({ database, tenant }: Context, comment_id: string): void {
  const thread = `with recursive thread (id) as (
      values (?) union select c.unique_id from content_comments c join thread on c.parent_id = thread.id where c.tenant = ?)
    select id from thread`
  const ids = JSON.stringify(database.all<{ id: string }>(thread, comment_id, tenant).map(({ id }) => id))
  database.run('delete from content_votes where tenant = ? and comment_id in (select value from json_each(?))', tenant, ids)
  database.run('delete from content_comments where tenant = ? and unique_id in (select value from json_each(?))', tenant, ids)
}

function vote(context: Context, { id, comment_id }: Addressed, kind: 'like' | 'dislike'): Answer {
  return context.database.transaction(() => {
    seenPost(context, id)
    findRow(context, comments, comment_id, { post_id: id })
    context.database.run(
      `insert into content_votes values (?, ?, ?, ?) on conflict (tenant, comment_id, user_id) do update set vote = excluded.vote`,
      context.tenant,
      comment_id,
      context.user.unique_id,
      kind,
    )
    return message(kind === 'like' ? 'Comment liked' : 'Comment disliked')
  })
}

/** Comments with what is not in their row: the caller's vote, who wrote them, and which replies they have. */
function told({ database, tenant, user }: Context, rows: readonly CommentRow[]): CommentRow[] {
  const ids = JSON.stringify(rows.map(({ unique_id }) => unique_id))
  const votes = database.all<{ comment_id: string; vote: 'like' | 'dislike' }>(
    'select comment_id, vote from content_votes where tenant = ? and user_id = ? and comment_id in (select value from json_each(?))',
    tenant,
    user.unique_id,
    ids,
  )
  const replies = database.all<{ id: string; parent: string }>(
    `select unique_id as id, parent_id as parent from content_comments
     where tenant = ? and parent_id in (select value from json_each(?)) order by seq`,
    tenant,
    ids,
  )
  return rows.map((row) => ({
    ...row,
    vote: votes.find(({ comment_id }) => comment_id === row.unique_id)?.vote ?? 'none',
    ...(row.user_id === undefined ? {} : { user: { type: 'user_identity', id: row.user_id } }),
    replies: replies.filter(({ parent }) => parent === row.unique_id).map(({ id }) => ({ type: 'comment', id })),
  }))
}
