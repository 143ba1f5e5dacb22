// Plans, subscriptions, invoices and coupons, a subject a file. Plain re-exports by name: a bundle takes the operations it uses and nothing else.

export {
  Plan,
  Subscription,
  listPlans,
  getPlan,
  createPlan,
  updatePlan,
  listSubscriptions,
  getSubscription,
  createSubscription,
  updateSubscription,
  cancelSubscription,
} from './sales/subscriptions.ts'
export {
  Customer,
  Invoice,
  Payment,
  listCustomers,
  listInvoices,
  getInvoice,
  createInvoice,
  payInvoice,
  listPayments,
} from './sales/invoices.ts'
export { Coupon, CouponRedemption, listCoupons, createCoupon, voidCoupon, applyCoupon } from './sales/coupons.ts'
export { StripeSync, getRevenueMetrics, getStripeSync, syncStripe } from './sales/reports.ts'
