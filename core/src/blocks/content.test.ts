import { expect, test } from 'vitest'
import { dislikeComment, likeComment, likePost, publishPost, removeFromSeries, unlikePost } from './content.ts'
import type { Operation } from '../declare/index.ts'

type Fields = Readonly<Record<string, unknown>>

const shown = ({ declared }: Operation, before: Fields, input: Fields = {}): unknown => ({
  ...before,
  ...declared.patches?.change(before, input),
})

test('a like turns over at once and counts; taking one back that was not there counts nothing', () => {
  const [liked, not] = [
    { liked: true, likes_count: 3 },
    { liked: false, likes_count: 2 },
  ]
  expect([shown(likePost, not), shown(likePost, liked), shown(likePost, {})]).toEqual([liked, not, { liked: true, likes_count: 1 }])
  expect([shown(unlikePost, liked), shown(unlikePost, not)]).toEqual([not, not])
})

test('a vote for a comment moves from one side to the other', () => {
  const none = { vote: 'none', likes_count: 1, dislikes_count: 1 }
  const like = { vote: 'like', likes_count: 2, dislikes_count: 1 }
  const dislike = { vote: 'dislike', likes_count: 1, dislikes_count: 2 }
  expect([shown(likeComment, none), shown(likeComment, like), shown(likeComment, dislike)]).toEqual([like, like, like])
  expect([shown(dislikeComment, none), shown(dislikeComment, like)]).toEqual([dislike, dislike])
})

test('publishing and leaving a series show on the post they name', () => {
  expect(publishPost.declared.patches.by).toBe('id')
  expect(shown(publishPost, { status: 'draft' }, { version_id: 'v2' })).toEqual({ status: 'published', published_version_id: 'v2' })
  expect(shown(removeFromSeries, { series_unique_id: 's1', series_id: 1, series_sequence: 4 })).toEqual({
    series_unique_id: null,
    series_id: null,
    series_sequence: null,
  })
})
