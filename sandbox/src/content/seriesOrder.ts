import type { Place } from '../database/place.ts'

/**
 * Which post stands at which place of a series, in order.
 *
 * @example
 * placesIn(context, 's1') // Map { 'p1' => 1, 'p2' => 2 }
 */
export function placesIn({ database, tenant }: Place, series: string): Map<string, number> {
  const sql = `select unique_id as id, series_sequence as place from content_posts
    where tenant = ? and series_unique_id = ? order by series_sequence`
  return new Map(database.all<{ id: string; place: number }>(sql, tenant, series).map(({ id, place }) => [id, place]))
}

/**
 * Writes places anew. Call it inside a transaction.
 *
 * @example
 * putPlaces(context, new Map([['p1', 2]]))
 */
export function putPlaces({ database, tenant }: Place, places: ReadonlyMap<string, number>): void {
  for (const [id, place] of places) {
    database.run('update content_posts set series_sequence = ? where tenant = ? and unique_id = ?', place, tenant, id)
  }
}

/**
 * Puts a post into a series, or at another place of it: at the end unless one is given. Where that place is taken, everything from it on
 * moves back by one, so that no two posts ever share a place. Call it inside a transaction.
 *
 * @example
 * placeIn(context, 's1', 'p3', 2)
 */
export function placeIn(place: Place, series: string, post: string, wanted?: number): void {
  const places = placesIn(place, series)
  const others = [...places].filter(([id]) => id !== post)
  const end = Math.max(0, ...others.map(([, at]) => at)) + 1
  const at = wanted ?? places.get(post) ?? end
  const isFree = others.every(([, taken]) => taken !== at)
  const moved = isFree ? [] : others.filter(([, taken]) => taken >= at).map(([id, taken]): [string, number] => [id, taken + 1])
  place.database.run('update content_posts set series_unique_id = ? where tenant = ? and unique_id = ?', series, place.tenant, post)
  putPlaces(place, new Map([...moved, [post, at]]))
}

/**
 * Takes a post out of a series; the others keep their places. Answers whether it was in it.
 *
 * @example
 * takeOut(context, 's1', 'p3') // true
 */
export function takeOut({ database, tenant }: Place, series: string, post: string): boolean {
  const sql = `update content_posts set series_unique_id = null, series_sequence = null
    where tenant = ? and unique_id = ? and series_unique_id = ?`
  return database.run(sql, tenant, post, series) > 0
}
