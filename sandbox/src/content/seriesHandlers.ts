import {
  addToSeries,
  createSeries,
  getSeries,
  listSeries,
  listSeriesPosts,
  Post,
  removeFromSeries,
  reorderSeries,
  Series,
} from '@blockstate/core/content'
import type { RecordOf } from '@blockstate/core/describe'
import { equalTo } from '../database/equalTo.ts'
import { createRow, findRow, notFound } from '../database/rows.ts'
import { message, nothing, record } from '../server/answer.ts'
import { answerPage } from '../server/answerPage.ts'
import type { Context } from '../server/context.ts'
import { handle } from '../server/handle.ts'
import { refuse, refuseField } from '../server/refusal.ts'
import { refuseBlank } from '../server/refuseBlank.ts'
import { slugify } from '../server/slugify.ts'
import { owns, ownersOnly, registerAuthor } from './authors.ts'
import { answerPosts, seenPost, wholePost } from './seenPosts.ts'
import { placeIn, placesIn, putPlaces, takeOut } from './seriesOrder.ts'
import { series } from './tables.ts'

type SeriesRow = RecordOf<typeof Series>

/** Series: posts in an order that their owner gives them. */
export const seriesHandlers = [
  handle(listSeries, (context, input) => {
    const narrowed = equalTo({ completion_status: input.completion_status, user_unique_id: input.user_unique_id })
    return answerPage(context, series, input, {
      search: ['title', 'description'],
      where: `(visibility = 'public' or user_unique_id = ?) and ${narrowed.where}`,
      values: [context.user.unique_id, ...narrowed.values],
    })
  }),
  handle(getSeries, (context, { id }) => record(Series, seenSeries(context, id))),
  handle(createSeries, (context, input) => {
    refuseBlank(context, { title: input.title })
    return context.database.transaction(() => {
      const { visibility = 'public', completion_status = 'ongoing' } = input
      const beside = { slug: slugOf(context, input.title), status: 'active', enabled: 'true', user_unique_id: registerAuthor(context) }
      return record(Series, createRow(context, series, { ...input, visibility, completion_status }, beside))
    })
  }),
  handle(listSeriesPosts, (context, input) => {
    const { unique_id } = seenSeries(context, input.id)
    return answerPosts(context, input, { where: 'series_unique_id = ?', values: [unique_id], sort: 'series_sequence' })
  }),
  handle(addToSeries, (context, { id, post_id, sequence }) =>
    context.database.transaction(() => {
      const { unique_id } = ownSeries(context, id)
      const post = seenPost(context, post_id)
      if (sequence !== undefined && sequence < 1) refuseField(context.pointer('sequence'), 'sequence counts from 1')
      if (typeof post.series_unique_id === 'string' && post.series_unique_id !== unique_id) {
        const detail = `Post ${post_id} stands in series ${post.series_unique_id}, and a post has one series. Take it out there first.`
        refuse(409, 'conflict', 'Post Is In Another Series', detail)
      }
      placeIn(context, unique_id, post_id, sequence)
      return record(Post, wholePost(context, post_id), { status: 200 })
    }),
  ),
  handle(removeFromSeries, (context, { id, post_id }) =>
    context.database.transaction(() => {
      const { unique_id } = ownSeries(context, id)
      if (!takeOut(context, unique_id, post_id)) notFound('Post', post_id)
      return nothing()
    }),
  ),
  handle(reorderSeries, (context, { id, posts }) =>
    context.database.transaction(() => {
      const { unique_id } = ownSeries(context, id)
      const places = placesIn(context, unique_id)
      posts.forEach(({ post_unique_id, sequence }, index) => {
        const pointer = (field: string): string => context.pointer(`posts/${index}/${field}`)
        if (!places.has(post_unique_id)) refuseField(pointer('post_unique_id'), `post ${post_unique_id} is not in this series`)
        if (sequence < 1) refuseField(pointer('sequence'), 'sequence counts from 1')
        places.set(post_unique_id, sequence)
      })
      if (new Set(places.values()).size < places.size) {
        refuseField(context.pointer('posts'), 'posts would share a place; give every post of the series one of its own')
      }
      putPlaces(context, places)
      return message('Series reordered')
    }),
  ),
]

/** By id or slug. A private series is there for its owner only; an unlisted one for whoever knows its name. */
function seenSeries(context: Context, name: string): SeriesRow {
  const sql = 'select unique_id from content_series where tenant = ? and (unique_id = ? or slug = ?)'
  const id = context.database.get<{ unique_id: string }>(sql, context.tenant, name, name)?.unique_id
  if (id === undefined) return notFound('Series', name)
  const found = findRow(context, series, id)
  return found.visibility === 'private' && !owns(context.user, found.user_unique_id) ? notFound('Series', name) : found
}

function ownSeries(context: Context, name: string): SeriesRow {
  const found = seenSeries(context, name)
  ownersOnly(context.user, found.user_unique_id, 'Series', found.unique_id)
  return found
}

/** The title in Latin letters, the second it was made, and a tail that nobody can foretell. */
function slugOf({ now, mint }: Context, title: string): string {
  return [slugify(title), Math.floor(now() / 1000), mint().slice(0, 8)].filter((part) => part !== '').join('-')
}
