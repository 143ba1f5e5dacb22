import type { RecordOf } from '@blockstate/core/describe'
import type { StripeSync } from '@blockstate/core/sales'
import type { Place } from '../database/place.ts'
import { changeRow, createRow, instant } from '../database/rows.ts'
import type { RequestContext } from '../server/context.ts'
import { refuse } from '../server/refusal.ts'
import { syncs } from './tables.ts'

/** What is reconciled where nothing less is asked for. */
export const stripeKinds = ['customers', 'subscriptions', 'payments'] as const

export type StripeKind = (typeof stripeKinds)[number]

const prefixes: { readonly [K in StripeKind]: string } = { customers: 'cus', subscriptions: 'sub', payments: 'py' }
/** How long a sync takes, and when one that never came back is given up. */
const [duration, lost] = [1_500, 60_000]

/**
 * Begins to reconcile with the stand-in for Stripe, and tells the sync that runs on after the answer. Refuses with 409 while another one
 * is running.
 *
 * @example
 * return record(StripeSync, beginSync(context, ['customers']))
 */
export function beginSync(context: RequestContext, kinds: readonly StripeKind[]): RecordOf<typeof StripeSync> {
  const { database, tenant, now } = context
  if (database.get(`select 1 from sales_syncs where tenant = ? and status = 'running'`, tenant) !== undefined)
    refuse(409, 'conflict', 'Sync Is Running', 'A sync is running already; read it until it is over, then start the next.')
  const begun = { status: 'running', customers: 0, subscriptions: 0, payments: 0, errors: '[]' }
  const sync = createRow(context, syncs, {}, { ...begun, started_at: instant(now()), finished_at: null })
  const end = (): void => {
    finish(context, sync.unique_id, kinds)
    context.changed(`sales/stripe/sync/${sync.unique_id}`)
  }
  context.background(context.pause(duration).then(end))
  return sync
}

/**
 * Calls a sync failed that has been running for a minute: the process it ran in is gone.
 *
 * @example
 * giveUpLostSyncs(context)
 */
export function giveUpLostSyncs({ database, tenant, now }: Place): void {
  database.run(
    `update sales_syncs set status = 'failed', errors = ?, finished_at = ?, updated_at = ?
     where tenant = ? and status = 'running' and started_at <= ?`,
    JSON.stringify(['the sandbox was stopped meanwhile']),
    instant(now()),
    instant(now()),
    tenant,
    instant(now() - lost),
  )
}

function finish(context: RequestContext, id: string, kinds: readonly StripeKind[]): void {
  context.database.transaction(() => {
    const counts = Object.fromEntries(kinds.map((kind) => [kind, mirror(context, kind)]))
    changeRow(context, syncs, id, {}, { ...counts, status: 'completed', finished_at: instant(context.now()) })
  })
}

/** Gives every local record its Stripe id; answers how many were new there or had changed since the last sync. */
function mirror({ database, tenant, mint, now }: Place, kind: StripeKind): number {
  const at = instant(now())
  const changed = database.all<{ unique_id: string; stripe_id: string | null }>(
    `select l.unique_id, o.stripe_id from sales_${kind} l
     left join sales_stripe_objects o on o.tenant = l.tenant and o.kind = ? and o.local_id = l.unique_id
     where l.tenant = ? and (o.stripe_id is null or o.updated_at < l.updated_at)`,
    kind,
    tenant,
  )
  for (const { unique_id, stripe_id } of changed) {
    database.run(
      `insert into sales_stripe_objects (tenant, unique_id, kind, local_id, stripe_id, created_at, updated_at) values (?, ?, ?, ?, ?, ?, ?)
       on conflict (tenant, kind, local_id) do update set updated_at = excluded.updated_at`,
      tenant,
      mint(),
      kind,
      unique_id,
      stripe_id ?? `${prefixes[kind]}_${mint().replaceAll('-', '')}`,
      at,
      at,
    )
  }
  return changed.length
}
