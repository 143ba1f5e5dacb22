import { Coupon, CouponRedemption, Customer, Invoice, Payment, Plan, StripeSync, Subscription } from '@blockstate/core/sales'
import { counted, stored } from '../database/table.ts'

export const customers = stored(Customer, 'sales_customers', 'Customer')
export const plans = counted(Plan, 'sales_plans', 'Plan')
export const subscriptions = counted(Subscription, 'sales_subscriptions', 'Subscription')
export const invoices = counted(Invoice, 'sales_invoices', 'Invoice')
export const payments = counted(Payment, 'sales_payments', 'Payment')
/** Read with `findCoupon`: whether one still works depends on the time. */
export const coupons = stored(Coupon, 'sales_coupons', 'Coupon')
export const redemptions = stored(CouponRedemption, 'sales_redemptions', 'Redemption')
export const syncs = stored(StripeSync, 'sales_syncs', 'Sync')
