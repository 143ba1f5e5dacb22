import type { Place } from '../../database/place.ts'
import { createRow, instant } from '../../database/rows.ts'
import { demoUsers } from '../../seed/seedUsers.ts'
import { postMovement } from '../ledger.ts'
import { wallets } from '../tables.ts'
import { adaDollars, adaEuros } from './movements.ts'
import type { DemoMovement } from './movements.ts'

const day = 86_400_000
const opened = 80

/**
 * Plants the demo wallets: Ada's in euros with ten weeks of history, Grace's that took part in it, Ada's in dollars, and Grace's in
 * pounds, which is frozen.
 *
 * @example
 * database.transaction(() => seedWallet({ database, tenant: 'demo', now: Date.now, mint: randomUUID }))
 */
export function seedWallet(place: Place): void {
  const { ada, grace } = demoUsers
  const euros = openWallet(place, ada.unique_id, 'EUR')
  const hers = openWallet(place, grace.unique_id, 'EUR')
  const dollars = openWallet(place, ada.unique_id, 'USD')
  const pounds = openWallet(place, grace.unique_id, 'GBP', 'suspended')
  plant(place, 'EUR', hers, null, [[75, 'credit', 60000, 'Lecture fee']])
  plant(place, 'EUR', euros, hers, adaEuros)
  plant(place, 'USD', dollars, null, adaDollars)
  plant(place, 'GBP', pounds, null, [[60, 'credit', 8140, 'Change from a journey']])
}

function openWallet(place: Place, user_unique_id: string, currency: string, status = 'active'): string {
  const at = instant(place.now() - opened * day)
  const wallet_code = `wal-demo-${user_unique_id.slice(-4)}-${currency.toLowerCase()}`
  createRow(place, wallets, { currency, status }, { user_unique_id, wallet_code, created_at: at, updated_at: at })
  return wallet_code
}

function plant(place: Place, currency: string, own: string, other: string | null, movements: readonly DemoMovement[]): void {
  movements.forEach(([daysAgo, kind, amount, description], index) => {
    const at = instant(place.now() - daysAgo * day)
    const reference_id = `demo-${own}-${index + 1}`
    const source = kind === 'credit' ? null : kind === 'from Grace' ? other : own
    const target = kind === 'debit' ? null : kind === 'to Grace' ? other : own
    const transaction_type = kind === 'credit' || kind === 'debit' ? kind : 'transfer'
    postMovement(place, { transaction_type, amount, currency, source, target, description, reference_id }, at)
  })
}
