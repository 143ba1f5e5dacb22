import { op, paged, resource } from '../../declare/index.ts'

/** Who buys: a user of the app, under their own id. */
export const Customer = resource('customer', { name: 'string!', email: 'string!' })

/** What somebody owes, or has paid. Totals are the server's. */
export const Invoice = resource('invoice', {
  number: 'string!',
  customer_unique_id: 'uuid',
  subscription_unique_id: 'uuid|null?',
  status: 'draft|open|paid|void|uncollectible!',
  currency: 'string?',
  subtotal: 'decimal!',
  tax: 'decimal!',
  discount: 'decimal!',
  total: 'decimal!',
  amount_paid: 'decimal!',
  amount_due: 'decimal!',
  line_items: [{ description: 'string', sku: 'string?', quantity: 'integer', unit_price: 'decimal', total: 'decimal!?' }],
  notes: 'string|null?',
  metadata: 'json{}?',
  due_date: 'date|null?',
  issued_at: 'timestamp!',
  paid_at: 'timestamp|null!',
  payment: 'ref!?',
})

/** One try to pay an invoice; refused ones are kept with the reason. */
export const Payment = resource('payment', {
  invoice_unique_id: 'uuid!',
  user_unique_id: 'uuid!',
  payment_method: 'stripe|mercadopago|cash|transfer!',
  amount: 'decimal!',
  currency: 'string!',
  status: 'pending|confirmed|failed|refunded!',
  failure_code: 'string|null!',
})

export const listCustomers = op('GET sales/customers', {
  about: 'Page through everybody who has bought something',
  query: paged({ search: 'string?' }),
  returns: [Customer],
})
export const listInvoices = op('GET sales/invoices', {
  about: 'Page through invoices, newest first',
  query: paged({ customer_unique_id: 'uuid?', status: 'string?', subscription_unique_id: 'uuid?' }),
  returns: [Invoice],
})
export const getInvoice = op('GET sales/invoices/:unique_id', { about: 'Read one invoice', returns: Invoice })
export const createInvoice = op('POST sales/invoices', {
  about: 'Issue an invoice; number and totals are worked out',
  body: Invoice,
  returns: Invoice,
  optimistic: false,
  stale: ['sales/customers'],
})
export const payInvoice = op('POST sales/invoices/:unique_id/pay', {
  about: 'Pay all that is due of an open invoice',
  root: 'payment',
  body: { payment_method: 'stripe|mercadopago|cash|transfer', token: 'string?', amount: 'decimal?' },
  returns: Invoice,
  optimistic: false,
  stale: ['sales/subscriptions', 'sales/users', 'sales/reports/users/subscriptions/summary'],
})
export const listPayments = op('GET sales/users/:unique_id/payments', {
  about: 'Page through what somebody has paid or tried to pay, newest first',
  query: paged({ status: 'string?' }),
  returns: [Payment],
})
