import { likePost, unlikePost } from '@blockstate/core/content'
import type { Place } from '../database/place.ts'
import { instant } from '../database/rows.ts'
import { message } from '../server/answer.ts'
import { handle } from '../server/handle.ts'
import { seenPost } from './seenPosts.ts'

/** Likes: one per user and post. `like` turns it over, `dislike` takes it away. */
export const likeHandlers = [
  handle(likePost, (context, { id }) =>
    context.database.transaction(() => {
      const { liked } = seenPost(context, id)
      if (liked === true) {
        unlike(context, id, context.user.unique_id)
        return message('Like taken back')
      }
      like(context, id, context.user.unique_id)
      return message('Post liked')
    }),
  ),
  handle(unlikePost, (context, { id }) =>
    context.database.transaction(() => {
      seenPost(context, id)
      unlike(context, id, context.user.unique_id)
      return message('Like taken back')
    }),
  ),
]

/**
 * Notes that somebody likes a post; again changes nothing.
 *
 * @example
 * like(place, 'p1', 'u1')
 */
export function like({ database, tenant, now }: Place, post_id: string, user_id: string): void {
  database.run('insert into content_likes values (?, ?, ?, ?) on conflict do nothing', tenant, post_id, user_id, instant(now()))
}

function unlike({ database, tenant }: Place, post_id: string, user_id: string): void {
  database.run('delete from content_likes where tenant = ? and post_id = ? and user_id = ?', tenant, post_id, user_id)
}
