import type { Row } from '@blockstate/core'
import { Comment, deleteComment, likeComment } from '@blockstate/core/content'
import type { listComments } from '@blockstate/core/content'
import { Icon } from '@blockstate/demo-stage/Icon.tsx'
import { useMutation } from '@blockstate/react'
import { memo } from 'react'
import { dayOf } from '../shell/dayOf.ts'
import { RowState } from '../shell/RowState.tsx'
import { useMe } from '../shell/useMe.ts'
import { PresenceDot } from '../team/PresenceDot.tsx'

/** One comment: liked by a press, and taken away by who wrote it. */
export const CommentLine = memo(function CommentLine({ post, comment }: { post: string; comment: Row<typeof listComments> }) {
  const { unique_id, body, user_id, user_name, created_at, likes_count = 0, vote } = comment
  const me = useMe()
  const like = useMutation(likeComment)
  const remove = useMutation(deleteComment, { hold: 5_000 })
  const address = { id: post, comment_id: unique_id }
  const mine = user_id === undefined || user_id === me
  return (
    <li className="comment" data-comment={unique_id}>
      <p>
        {/* Who it is only the server says; what nobody has answered yet is one's own. */}
        <b>{user_name ?? 'You'}</b>
        <PresenceDot user={user_id} />
        <span className="day">{dayOf(created_at)}</span>
        <RowState resource={Comment} id={unique_id} />
      </p>
      <p className="said">{body}</p>
      <p className="comment-acts">
        <button
          type="button"
          className="act"
          aria-pressed={vote === 'like'}
          aria-label={`Like, ${likes_count}`}
          onClick={() => void like.mutate(address).catch(() => {})}
        >
          <Icon name="heart" />
          {likes_count}
        </button>
        {mine && (
          <button type="button" className="act" onClick={() => void remove.mutate(address).catch(() => {})}>
            Remove
          </button>
        )}
      </p>
    </li>
  )
})
