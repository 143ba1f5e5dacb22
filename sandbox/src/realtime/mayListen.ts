import type { Place } from '../database/place.ts'

/**
 * May a user hear what happens in a channel? In a public one everybody may, in another its members.
 *
 * @example
 * if (!mayListen(place, 'c1', user.unique_id)) socket.send(frames.reject(text))
 */
export function mayListen({ database, tenant }: Pick<Place, 'database' | 'tenant'>, channel: string, user: string): boolean {
  const sql = `select 1 from realtime_channels c where c.tenant = ? and c.unique_id = ? and (c.channel_type = 'public'
    or exists (select 1 from realtime_members m where m.tenant = c.tenant and m.channel_unique_id = c.unique_id and m.user_unique_id = ?))`
  return database.get(sql, tenant, channel, user) !== undefined
}
