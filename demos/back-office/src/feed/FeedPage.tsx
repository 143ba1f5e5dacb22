import { listPosts } from '@blockstate/core/content'
import { useCollection } from '@blockstate/react'
import type { ReactElement } from 'react'
import { Ghosts } from '../shell/Ghosts.tsx'
import { Problem } from '../shell/Problem.tsx'
import { PostCard } from './PostCard.tsx'

/** What people write, the latest first. */
export function FeedPage(): ReactElement {
  const list = useCollection(listPosts, { status: 'published', per_page: 6, sort: '-created_at' }, { live: true })
  return (
    <div className="page feed-page">
      <div className="page-head">
        <h1>Feed</h1>
        <span className="total">{list.totalCount}</span>
      </div>
      {list.status === 'error' && <Problem error={list.error} refetch={list.refetch} />}
      {list.status === 'pending' && list.items.length === 0 && <Ghosts count={5} />}
      {list.status === 'success' && list.items.length === 0 && <p className="quiet empty">Nobody has written anything yet.</p>}
      <div className="posts" role="feed" aria-busy={list.fetching}>
        {list.items.map((post, at) => (
          <PostCard key={list.keys[at]} post={post} at={at + 1} of={list.totalCount ?? -1} />
        ))}
      </div>
      {list.hasMore && (
        <button type="button" className="older" disabled={list.loadingMore} onClick={() => void list.loadMore()}>
          {list.loadingMore ? 'Loading' : `Load more (${list.items.length} of ${list.totalCount ?? 'many'})`}
        </button>
      )}
    </div>
  )
}
