import { createTable } from '../database/createTable.ts'
import { createView } from '../database/createView.ts'

const lifetime = `coalesce((select sum(p.points) from rewards_points p
  where p.tenant = r.tenant and p.customer_id = r.unique_id and p.action in ('earn', 'grant')), 0)`

/**
 * The tables of rewards. Points are a ledger: each line carries the balance it left behind, so that a balance is that of the last line.
 * Lifetime points, tiers and ranks are computed from rows, never kept beside them.
 */
export const rewardsSchema: readonly string[] = [
  `${createTable('rewards_customers', 'name text not null, email text not null, joined_at text not null')}
   ${createTable(
     'rewards_points',
     `customer_id text not null, points integer not null, action text not null, reward_type text not null, reference_id text,
      description text, status text not null, balance_after integer not null check (balance_after >= 0)`,
   )}
   create index rewards_points_by_customer on rewards_points (tenant, customer_id, seq);
   ${createTable('rewards_badges', 'name text not null, description text, image_url text, criteria text, points_value integer, category_id text, status text not null')}
   ${createTable(
     'rewards_badge_awards',
     'customer_unique_id text not null, badge_unique_id text not null, points_awarded integer not null, awarded_at text not null',
   )}
   create unique index rewards_badge_awards_once on rewards_badge_awards (tenant, customer_unique_id, badge_unique_id);
   ${createTable(
     'rewards_challenges',
     `name text not null, description text, points_value integer not null, badge_unique_id text, criteria text, target integer not null,
      starts_at text, ends_at text`,
   )}
   ${createTable(
     'rewards_completions',
     `challenge_unique_id text not null, customer_unique_id text not null, points_awarded integer not null, badge_award_unique_id text,
      balance_after integer not null, reference_id text, completed_at text not null`,
   )}
   create unique index rewards_completions_once on rewards_completions (tenant, challenge_unique_id, customer_unique_id);
   create index rewards_completions_by_customer on rewards_completions (tenant, customer_unique_id);
   ${createTable('rewards_tiers', 'name text not null, min_points integer not null, benefits text not null, status text not null')}
   create unique index rewards_tiers_by_points on rewards_tiers (tenant, min_points);
   ${createTable(
     'rewards_catalog',
     `code text not null, name text not null, description text, reward_type text not null, points integer not null, value real,
      image_url text, status text not null`,
   )}
   create unique index rewards_catalog_by_code on rewards_catalog (tenant, code);
   ${createTable(
     'rewards_redemptions',
     'reward_unique_id text not null, user_unique_id text not null, points integer not null, redeemed_at text not null, status text not null',
   )}

   ${createView(
     'rewards_customers',
     `coalesce((select p.balance_after from rewards_points p where p.tenant = r.tenant and p.customer_id = r.unique_id
        order by p.seq desc limit 1), 0) as total_points,
      ${lifetime} as lifetime_points,
      (select t.name from rewards_tiers t where t.tenant = r.tenant and t.status = 'active' and t.min_points <= ${lifetime}
        order by t.min_points desc limit 1) as tier`,
   )}
   ${createView(
     'rewards_tiers',
     '(select count(*) from rewards_tiers t where t.tenant = r.tenant and t.min_points <= r.min_points) as rank',
   )}
   ${createView(
     'rewards_badge_awards',
     ['name', 'description', 'image_url']
       .map(
         (told) =>
           `(select b.${told} from rewards_badges b where b.tenant = r.tenant and b.unique_id = r.badge_unique_id) as badge_${told}`,
       )
       .join(', '),
   )}
   ${createView(
     'rewards_completions',
     `(select c.name from rewards_challenges c where c.tenant = r.tenant and c.unique_id = r.challenge_unique_id) as challenge_name`,
   )}`,
]
