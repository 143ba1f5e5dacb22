import { createTable } from '../database/createTable.ts'
import { createView } from '../database/createView.ts'

/**
 * The tables of sales. Amounts are whole numbers of the smallest unit (`…_minor`), percentages of hundredths; totals and counts are
 * computed where they are told.
 */
export const salesSchema: readonly string[] = [
  `${createTable('sales_customers', 'name text not null, email text not null')}
   ${createTable(
     'sales_plans',
     `name text not null, description text, price_minor integer not null, currency text not null, billing_period text not null,
      trial_days integer not null, features text not null, usage_limits text, status text not null`,
   )}
   ${createTable(
     'sales_subscriptions',
     `model_id text not null, name text, user_unique_id text not null, status text not null, price_minor integer not null,
      currency text not null, billing_period text not null, anchor_at text not null, periods integer not null,
      current_period_start text not null, current_period_end text not null, trial_end text, cancel_at_period_end integer not null,
      cancelled_at text, cancel_reason text, ended_at text, credit_minor integer not null check (credit_minor >= 0), coupon_id text`,
   )}
   create index sales_subscriptions_by_end on sales_subscriptions (tenant, ended_at, current_period_end);
   create index sales_subscriptions_by_plan on sales_subscriptions (tenant, model_id);
   ${createTable(
     'sales_invoices',
     `number text not null, customer_unique_id text not null, subscription_unique_id text, status text not null, currency text not null,
      subtotal_minor integer not null, discount_minor integer not null, paid_minor integer not null, line_items text not null, notes text,
      metadata text, due_date text, issued_at text not null, paid_at text, coupon_id text`,
   )}
   create unique index sales_invoices_by_number on sales_invoices (tenant, number);
   create index sales_invoices_by_subscription on sales_invoices (tenant, subscription_unique_id);
   ${createTable(
     'sales_payments',
     `invoice_unique_id text not null, user_unique_id text not null, payment_method text not null, amount_minor integer not null,
      currency text not null, status text not null, failure_code text`,
   )}
   create index sales_payments_by_invoice on sales_payments (tenant, invoice_unique_id);
   create index sales_payments_by_user on sales_payments (tenant, user_unique_id);
   ${createTable(
     'sales_coupons',
     `code text not null, discount_type text not null, value_minor integer not null, currency text, max_uses integer not null,
      valid_from text, valid_to text, voided integer not null`,
   )}
   create unique index sales_coupons_by_code on sales_coupons (tenant, code collate nocase);
   ${createTable(
     'sales_redemptions',
     'coupon_id text not null, customer_unique_id text not null, discount_minor integer not null, final_minor integer not null, redeemed_at text not null',
   )}
   create index sales_redemptions_by_coupon on sales_redemptions (tenant, coupon_id);
   ${createTable(
     'sales_syncs',
     `status text not null, customers integer not null, subscriptions integer not null, payments integer not null, errors text not null,
      started_at text not null, finished_at text`,
   )}
   ${createTable('sales_stripe_objects', 'kind text not null, local_id text not null, stripe_id text not null')}
   create unique index sales_stripe_objects_once on sales_stripe_objects (tenant, kind, local_id);

   ${createView(
     'sales_plans',
     `r.price_minor / 100.0 as price, (select count(*) from sales_subscriptions s
        where s.tenant = r.tenant and s.model_id = r.unique_id and s.ended_at is null) as subscribers_count`,
   )}
   ${createView(
     'sales_subscriptions',
     `r.price_minor / 100.0 as price, r.credit_minor / 100.0 as credit,
      (select p.name from sales_plans p where p.tenant = r.tenant and p.unique_id = r.model_id) as model_name`,
   )}
   ${createView(
     'sales_invoices',
     `r.subtotal_minor / 100.0 as subtotal, 0 as tax, r.discount_minor / 100.0 as discount, (r.subtotal_minor - r.discount_minor) / 100.0 as total,
      r.paid_minor / 100.0 as amount_paid, null as payment,
      iif(r.status in ('draft', 'open'), r.subtotal_minor - r.discount_minor - r.paid_minor, 0) / 100.0 as amount_due`,
   )}
   ${createView('sales_payments', 'r.amount_minor / 100.0 as amount')}`,
]
