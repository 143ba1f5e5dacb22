import { effects } from '../testing/effects.ts'
import { salesContract } from './testing/salesContract.ts'

await effects(salesContract, {
  applyCoupon: { again: ['getInvoice', 'getSubscription', 'listCoupons', 'listInvoices', 'listSubscriptions'] },
  cancelSubscription: {
    atOnce: ['getSubscription', 'listSubscriptions'],
    again: ['getInvoice', 'getPlan', 'getSubscription', 'listInvoices', 'listPlans', 'listSubscriptions'],
  },
  createCoupon: { atOnce: ['listCoupons'], again: ['listCoupons'] },
  createInvoice: { again: ['listCustomers', 'listInvoices'] },
  createPlan: { atOnce: ['listPlans'], again: ['listPlans'] },
  createSubscription: { again: ['getInvoice', 'getPlan', 'listInvoices', 'listPlans', 'listSubscriptions'] },
  getInvoice: 'reads',
  getPlan: 'reads',
  getRevenueMetrics: 'reads',
  getStripeSync: 'reads',
  getSubscription: 'reads',
  listCoupons: 'reads',
  listCustomers: 'reads',
  listInvoices: 'reads',
  listPayments: 'reads',
  listPlans: 'reads',
  listSubscriptions: 'reads',
  payInvoice: { again: ['getInvoice', 'getSubscription', 'listInvoices', 'listPayments', 'listSubscriptions'] },
  syncStripe: { again: ['getInvoice', 'getStripeSync', 'getSubscription', 'listInvoices', 'listPayments', 'listSubscriptions'] },
  updatePlan: { atOnce: ['getPlan', 'listPlans'], again: ['getPlan', 'listPlans'] },
  updateSubscription: { again: ['getInvoice', 'getPlan', 'getSubscription', 'listInvoices', 'listPlans', 'listSubscriptions'] },
  voidCoupon: { again: ['listCoupons'] },
})
