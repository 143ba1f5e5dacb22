import type { SqlValue } from '../database/openDatabase.ts'
import type { Place } from '../database/place.ts'
import { instant } from '../database/rows.ts'

const day = 86_400_000

/** How far back each period looks. */
const periods = { all: Number.POSITIVE_INFINITY, day, week: 7 * day, month: 30 * day } as const

const metrics = { total_points: 'p.points', lifetime_points: "iif(p.action in ('earn', 'grant'), p.points, 0)" } as const

/**
 * The SQL of the board as it stands now, and beside each place what it was a day ago. Points of equal number rank who joined earlier
 * first. Only who got or lost points in the period is on it.
 *
 * @example
 * selectPage(context, input, LeaderboardEntry, { table: 'rewards_board', computed: boardAt(context, 'week', 'total_points'), sort: 'rank' })
 */
export function boardAt(
  { tenant, now }: Place,
  period: keyof typeof periods,
  metric: keyof typeof metrics,
): { readonly sql: string; readonly values: readonly SqlValue[] } {
  const ranked = `select p.customer_id, sum(${metrics[metric]}) as points,
      row_number() over (order by sum(${metrics[metric]}) desc, c.joined_at, c.unique_id) as rank
    from rewards_points p join rewards_customers c on c.tenant = p.tenant and c.unique_id = p.customer_id
    where p.tenant = ? and p.created_at > ? and p.created_at <= ? group by p.customer_id`
  const sql = `select n.rank as rowid, c.tenant, c.unique_id, n.rank, c.unique_id as customer_unique_id, c.name, n.points, c.tier,
      (select count(*) from rewards_badge_awards a where a.tenant = c.tenant and a.customer_unique_id = c.unique_id) as badges_count,
      b.rank - n.rank as change, c.created_at, c.updated_at
    from (${ranked}) n join rewards_customers_told c on c.tenant = ? and c.unique_id = n.customer_id
    left join (${ranked}) b on b.customer_id = n.customer_id`
  const until = (at: number): SqlValue[] => [tenant, period === 'all' ? '' : instant(at - periods[period]), instant(at)]
  return { sql, values: [...until(now()), tenant, ...until(now() - day)] }
}
