import type { RecordOf } from '@blockstate/core/describe'
import { Post } from '@blockstate/core/content'
import type { SqlValue } from '../database/openDatabase.ts'
import { findRow, listRows, notFound, references } from '../database/rows.ts'
import { page } from '../server/answer.ts'
import type { ListAnswer } from '../server/answer.ts'
import type { Context } from '../server/context.ts'
import { selectPage } from '../server/selectPage.ts'
import type { ListInput } from '../server/selectPage.ts'
import { owns, ownersOnly } from './authors.ts'
import { posts, postVersions } from './tables.ts'

type PostRow = RecordOf<typeof Post>

/**
 * One post as the caller sees it: its author (or an admin) the newest version, others the published one. Throws a 404 refusal where
 * there is none, or none yet for this reader.
 *
 * @example
 * const post = seenPost(context, input.id)
 */
export function seenPost(context: Context, id: string): PostRow {
  const { database, tenant, user } = context
  const sql = 'select owner_id from content_posts where tenant = ? and unique_id = ? and deleted_at is null'
  const owner = database.get<{ owner_id: string }>(sql, tenant, id)?.owner_id
  if (owner === undefined) return notFound('Post', id)
  const viewpoint = owns(user, owner) ? 'author' : 'reader'
  const [post] = withLikes(context, [findRow(context, posts, id, { viewpoint })])
  return post ?? notFound('Post', id)
}

/**
 * The post as its author sees it; throws a 404 refusal where there is none for the caller, and 403 where it is somebody else's.
 *
 * @example
 * const post = ownPost(context, input.id)
 */
export function ownPost(context: Context, id: string): PostRow {
  const post = seenPost(context, id)
  ownersOnly(context.user, post.owner_id, 'Post', id)
  return post
}

/**
 * One post with what only the single read tells: which versions, tags and categories it has.
 *
 * @example
 * return record(Post, wholePost(context, input.id))
 */
export function wholePost(context: Context, id: string): PostRow {
  const post = seenPost(context, id)
  const named = (type: string, ids: readonly string[] = []): NonNullable<PostRow['tags']> =>
    references(
      type,
      ids.map((unique_id) => ({ unique_id })),
    )
  const versions = listRows(context, postVersions, { post_id: id }, 'version_number').filter(
    ({ published_at }) => owns(context.user, post.owner_id) || typeof published_at === 'string',
  )
  return {
    ...post,
    versions: references('post_version', versions),
    tags: named('tag', post.tag_unique_ids),
    categories: named('category', post.category_unique_ids),
  }
}

/**
 * Answers one page of the posts the caller may see: all that are published, and their own.
 *
 * @example
 * handle(listSeriesPosts, (context, input) => answerPosts(context, input, { where: 'series_unique_id = ?', values: [id] }))
 */
export function answerPosts(
  context: Context,
  input: ListInput,
  { where, values, sort }: { where: string; values: readonly SqlValue[]; sort?: string },
): ListAnswer {
  const me = context.user.unique_id
  const { rows, total } = selectPage(context, input, Post, {
    table: posts.told,
    where: `((viewpoint = 'author' and owner_id = ?) or (viewpoint = 'reader' and owner_id <> ?)) and ${where}`,
    values: [me, me, ...values],
    search: ['title', 'content', 'user_name'],
    ...(sort === undefined ? {} : { sort }),
  })
  return page(Post, withLikes(context, rows), { total })
}

/** Says of each post whether the caller likes it. */
function withLikes({ database, tenant, user }: Context, rows: readonly PostRow[]): PostRow[] {
  const ids = JSON.stringify(rows.map(({ unique_id }) => unique_id))
  const sql = `select post_id from content_likes where tenant = ? and user_id = ? and post_id in (select value from json_each(?))`
  const liked = new Set(database.all<{ post_id: string }>(sql, tenant, user.unique_id, ids).map(({ post_id }) => post_id))
  return rows.map((row) => ({ ...row, liked: liked.has(row.unique_id) }))
}
