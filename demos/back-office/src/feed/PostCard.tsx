import type { Row } from '@blockstate/core'
import { likePost, Post } from '@blockstate/core/content'
import type { listPosts } from '@blockstate/core/content'
import { Icon } from '@blockstate/demo-stage/Icon.tsx'
import { useMutation } from '@blockstate/react'
import { memo, useId, useState } from 'react'
import { dayOf } from '../shell/dayOf.ts'
import { RowState } from '../shell/RowState.tsx'
import { useNews } from '../shell/useNews.ts'
import { PresenceDot } from '../team/PresenceDot.tsx'
import { Comments } from './Comments.tsx'

interface PostCardProps {
  readonly post: Row<typeof listPosts>
  readonly at: number
  /** How many there are; -1 where nobody knows. */
  readonly of: number
}

/** A post, its likes and what is said about it. A like shows at once. */
export const PostCard = memo(function PostCard({ post, at, of }: PostCardProps) {
  const { unique_id: id, title, content, owner_id, user_name, created_at, liked = false, likes_count = 0, comments_count = 0 } = post
  const [open, setOpen] = useState(false)
  const like = useMutation(likePost)
  const titled = useId()
  const news = useNews(Post, id, String(likes_count))
  return (
    <article className="post" data-post={id} aria-labelledby={titled} aria-posinset={at} aria-setsize={of}>
      <p className="by">
        <span className="initial" aria-hidden="true">
          {user_name?.[0] ?? '?'}
        </span>
        <b>{user_name}</b>
        <PresenceDot user={owner_id} />
        <span>{dayOf(created_at)}</span>
      </p>
      <h2 id={titled}>{title}</h2>
      <p className="text">{content}</p>
      <div className="post-acts">
        <button
          type="button"
          className="act"
          data-kind="like"
          data-news={news}
          aria-pressed={liked === true}
          aria-label={`Like, ${likes_count} ${likes_count === 1 ? 'like' : 'likes'}`}
          // Refused, the count goes back and the state beside it says so.
          onClick={() => void like.mutate({ id }).catch(() => {})}
        >
          <Icon name="heart" />
          {likes_count}
        </button>
        <button
          type="button"
          className="act"
          aria-expanded={open}
          aria-label={`Comments, ${comments_count}`}
          onClick={() => setOpen(!open)}
        >
          <Icon name="speech" />
          {comments_count}
        </button>
        <RowState resource={Post} id={id} />
      </div>
      {open && <Comments post={id} />}
    </article>
  )
})
