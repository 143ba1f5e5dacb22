import { listComments } from '@blockstate/core/content'
import { useCollection } from '@blockstate/react'
import type { ReactElement } from 'react'
import { Ghosts } from '../shell/Ghosts.tsx'
import { Problem } from '../shell/Problem.tsx'
import { CommentLine } from './CommentLine.tsx'
import { WriteComment } from './WriteComment.tsx'

/** What is said about a post, the latest first, and the place to say something. */
export function Comments({ post }: { post: string }): ReactElement {
  const list = useCollection(listComments, { id: post, per_page: 8, sort: '-created_at' }, { live: true })
  return (
    <section className="comments" aria-label="Comments" aria-busy={list.fetching}>
      <WriteComment post={post} />
      {list.status === 'error' && <Problem error={list.error} refetch={list.refetch} />}
      {list.status === 'pending' && list.items.length === 0 && <Ghosts count={2} />}
      {list.status === 'success' && list.items.length === 0 && <p className="quiet">Nothing said yet.</p>}
      <ul>
        {list.items.map((comment, at) => (
          <CommentLine key={list.keys[at]} post={post} comment={comment} />
        ))}
      </ul>
      {list.hasMore && (
        <button type="button" className="older" disabled={list.loadingMore} onClick={() => void list.loadMore()}>
          {list.loadingMore ? 'Loading' : 'Earlier ones'}
        </button>
      )}
    </section>
  )
}
