import type { RecordOf } from '@blockstate/core/describe'
import type { Otp } from '@blockstate/core/wallet'
import { createRow, instant } from '../database/rows.ts'
import type { RequestContext } from '../server/context.ts'
import { refuse } from '../server/refusal.ts'
import { otps } from './tables.ts'

const lifetime = 15 * 60_000
const tries = 5

/**
 * Mails a code of six digits that works once, for 15 minutes. Codes of the wallet that were mailed before are void.
 *
 * @example
 * return record(Otp, mailOtp(context, 'wal-1', 'ada@example.com', 'transfer'))
 */
export function mailOtp(context: RequestContext, wallet_code: string, recipient: string, operation: string): RecordOf<typeof Otp> {
  const code = String(Number.parseInt(context.mint().slice(0, 8), 16) % 1_000_000).padStart(6, '0')
  return context.database.transaction(() => {
    forgetOtp(context, wallet_code)
    const body = `The code for your ${operation} is ${code}. It works once, for 15 minutes.`
    context.outbox.send({ kind: 'wallet_otp', recipient, subject: 'Your code', body, token: code })
    return createRow(context, otps, { operation }, { wallet_code, code, tries: 0, expires_at: instant(context.now() + lifetime) })
  })
}

/**
 * Refuses with 422 `invalid_otp` anything but the wallet's current code. A wrong guess counts, also when nothing else comes of the
 * request: after five the code is void.
 *
 * @example
 * checkOtp(context, 'wal-1', input.otp_code)
 */
export function checkOtp(context: RequestContext, wallet_code: string, code: string | undefined): void {
  const { database, tenant } = context
  const where = 'tenant = ? and wallet_code = ? and expires_at > ? and tries < ?'
  const bounds = [tenant, wallet_code, instant(context.now()), tries]
  if (database.get(`select 1 from wallet_otps where ${where} and code = ?`, ...bounds, code ?? '') !== undefined) return
  if (code !== undefined) database.run(`update wallet_otps set tries = tries + 1 where ${where}`, ...bounds)
  refuse(422, 'invalid_otp', 'Invalid OTP', 'The code is missing, wrong or used up; ask for a new one and send it as otp_code.')
}

/**
 * Makes the codes of a wallet void: each works once.
 *
 * @example
 * forgetOtp(context, 'wal-1')
 */
export function forgetOtp({ database, tenant }: RequestContext, wallet_code: string): void {
  database.run('delete from wallet_otps where tenant = ? and wallet_code = ?', tenant, wallet_code)
}
