import {
  createPost,
  deletePost,
  getPost,
  getPostVersions,
  listPosts,
  Post,
  publishPost,
  recoverPost,
  updatePost,
} from '@blockstate/core/content'
import { addRow, changeRow, instant, notFound } from '../database/rows.ts'
import { nothing, record } from '../server/answer.ts'
import { answerPage } from '../server/answerPage.ts'
import { handle } from '../server/handle.ts'
import { refuseBlank } from '../server/refuseBlank.ts'
import { owns, ownersOnly, registerAuthor } from './authors.ts'
import { checkFilings, filePost } from './filings.ts'
import { answerPosts, ownPost, seenPost, wholePost } from './seenPosts.ts'
import { posts, postVersions } from './tables.ts'
import { addVersion, publishVersion, withdrawPost } from './versions.ts'

const filedUnder = `exists (select 1 from content_filings f
  where f.tenant = content_posts_told.tenant and f.post_id = content_posts_told.unique_id and f.label_id = ?)`

/** Posts and their versions. What is online changes only when a version is published. */
export const postHandlers = [
  handle(listPosts, (context, input) => {
    const { status, user_unique_id, tag_unique_id, category_unique_id } = input
    const wanted = [
      { sql: 'status = ?', value: status },
      { sql: 'owner_id = ?', value: user_unique_id },
      { sql: filedUnder, value: tag_unique_id },
      { sql: filedUnder, value: category_unique_id },
    ].flatMap(({ sql, value }) => (value === undefined ? [] : [{ sql, value }]))
    const where = wanted.length === 0 ? '1' : wanted.map(({ sql }) => sql).join(' and ')
    return answerPosts(context, input, { where, values: wanted.map(({ value }) => value) })
  }),
  handle(getPost, (context, { id }) => record(Post, wholePost(context, id))),
  handle(createPost, (context, input) => {
    refuseBlank(context, { title: input.title })
    checkFilings(context, input)
    return context.database.transaction(() => {
      const id = context.mint()
      const at = instant(context.now())
      const { title, content } = input
      const beside = { status: 'draft', owner_id: registerAuthor(context), created_at: at, updated_at: at }
      addRow(context, posts, id, { title, content }, beside)
      const version = addVersion(context, id, input)
      if (input.status === 'published') publishVersion(context, id, version)
      filePost(context, id, input)
      return record(Post, wholePost(context, id))
    })
  }),
  handle(updatePost, (context, input) => {
    refuseBlank(context, { title: input.title })
    checkFilings(context, input)
    return context.database.transaction(() => {
      const { id, title, content, status } = input
      const before = ownPost(context, id)
      const after = { title: title ?? before.title, content: content ?? before.content }
      changeRow(context, posts, id, after)
      const changed = after.title !== before.title || after.content !== before.content
      const newest = changed ? addVersion(context, id, after) : before.post_version_unique_id
      if (status === 'published' && newest !== undefined) publishVersion(context, id, newest)
      if (status === 'draft') withdrawPost(context, id)
      filePost(context, id, input)
      return record(Post, wholePost(context, id))
    })
  }),
  handle(deletePost, (context, { id }) =>
    context.database.transaction(() => {
      ownPost(context, id)
      changeRow(context, posts, id, {}, { deleted_at: instant(context.now()) })
      return nothing()
    }),
  ),
  handle(recoverPost, (context, { id }) =>
    context.database.transaction(() => {
      const sql = 'select owner_id from content_posts where tenant = ? and unique_id = ?'
      const owner = context.database.get<{ owner_id: string }>(sql, context.tenant, id)?.owner_id
      if (owner === undefined) return notFound('Post', id)
      ownersOnly(context.user, owner, 'Post', id)
      changeRow(context, posts, id, {}, { deleted_at: null })
      return record(Post, wholePost(context, id))
    }),
  ),
  handle(getPostVersions, (context, input) => {
    const post = seenPost(context, input.id)
    const where = owns(context.user, post.owner_id) ? 'post_id = ?' : 'post_id = ? and published_at is not null'
    return answerPage(context, postVersions, input, { where, values: [input.id], sort: '-version_number' })
  }),
  handle(publishPost, (context, { id, version_id }) =>
    context.database.transaction(() => {
      ownPost(context, id)
      publishVersion(context, id, version_id)
      return record(Post, wholePost(context, id), { status: 200 })
    }),
  ),
]
