import type { RecordOf } from '@blockstate/core/describe'
import type { Invoice } from '@blockstate/core/sales'
import type { Place } from '../database/place.ts'
import { createRow, instant } from '../database/rows.ts'
import { fromMinor } from '../server/minorUnits.ts'
import { invoices } from './tables.ts'

/** A line of an invoice; `unit` is a price in the smallest unit, below zero for what is given back. */
export interface InvoiceLine {
  readonly description: string
  readonly sku?: string | undefined
  readonly quantity: number
  readonly unit: number
}

/** What an invoice is made of. Amounts are in the smallest unit. */
export interface InvoiceDraft {
  readonly customer: string
  readonly currency: string
  readonly lines: readonly InvoiceLine[]
  readonly subscription?: string | null | undefined
  readonly discount?: number
  readonly coupon?: string | null
  /** When it is issued, in ms since 1970; now unless said. */
  readonly at?: number
  readonly given?: Pick<Partial<RecordOf<typeof Invoice>>, 'notes' | 'metadata' | 'due_date'>
}

/**
 * What the lines of an invoice come to, in the smallest unit.
 *
 * @example
 * subtotalOf([{ description: 'Bread', quantity: 2, unit: 580 }]) // 1160
 */
export function subtotalOf(lines: readonly InvoiceLine[]): number {
  return lines.reduce((sum, { quantity, unit }) => sum + quantity * unit, 0)
}

/**
 * Issues an invoice with the tenant's next number. It is open until it is paid; one that comes to nothing is paid already.
 *
 * @example
 * issueInvoice(context, { customer, currency: 'EUR', lines: [{ description: 'Bread', quantity: 2, unit: 580 }] })
 */
export function issueInvoice(place: Place, draft: InvoiceDraft): RecordOf<typeof Invoice> {
  const { customer, currency, lines, subscription = null, discount = 0, coupon = null, at = place.now(), given = {} } = draft
  const subtotal_minor = subtotalOf(lines)
  const issued_at = instant(at)
  const free = subtotal_minor === discount
  const issued = place.database.get<{ count: number }>('select count(*) as count from sales_invoices where tenant = ?', place.tenant)
  const line_items = lines.map(({ unit, ...line }) => ({ ...line, unit_price: fromMinor(unit), total: fromMinor(line.quantity * unit) }))
  const written = { ...given, customer_unique_id: customer, subscription_unique_id: subscription, currency, line_items }
  return createRow(place, invoices, written, {
    number: `INV-${String((issued?.count ?? 0) + 1).padStart(6, '0')}`,
    status: free ? 'paid' : 'open',
    subtotal_minor,
    discount_minor: discount,
    paid_minor: 0,
    issued_at,
    paid_at: free ? issued_at : null,
    coupon_id: coupon,
    created_at: issued_at,
    updated_at: issued_at,
  })
}
