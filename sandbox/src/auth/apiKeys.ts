import { randomBytes } from 'node:crypto'
import { ApiKey, createApiKey, listApiKeys, revokeApiKey } from '@blockstate/core/auth'
import { fromColumns } from '../database/fromColumns.ts'
import { nothing, page, record } from '../server/answer.ts'
import { handle } from '../server/handle.ts'
import type { Handled } from '../server/handle.ts'
import { refuse, refuseField } from '../server/refusal.ts'
import { selectPage } from '../server/selectPage.ts'
import { digestSecret } from './secret.ts'

/**
 * API keys of the signed-in user: make, list, revoke. A key is told once, in the answer that makes it; a revoked one leaves the list.
 *
 * @example
 * const handlers = apiKeyHandlers()
 */
export function apiKeyHandlers(): Handled[] {
  return [
    handle(createApiKey, (context, input) => {
      const { database, tenant, user } = context
      if (typeof input.expires_at === 'string' && Date.parse(input.expires_at) <= context.now()) {
        refuseField(context.pointer('expires_at'), 'expires_at must lie in the future')
      }
      // The form that the deployed API shows: pk_live_sh_ and 24 hexadecimal digits.
      const key = `pk_live_sh_${randomBytes(12).toString('hex')}`
      const at = new Date(context.now()).toISOString()
      const row = {
        unique_id: context.mint(),
        name: input.name,
        scopes: JSON.stringify(input.scopes ?? []),
        prefix: key.slice(0, 'pk_live_sh_'.length + 4),
        status: 'active',
        // Kept in one form, so that times compare as text.
        expires_at: typeof input.expires_at === 'string' ? new Date(input.expires_at).toISOString() : null,
        last_used_at: null,
        revoked_at: null,
        created_at: at,
        updated_at: at,
      }
      database.run(
        `insert into api_keys (unique_id, tenant, user_id, name, scopes, prefix, digest, status, expires_at, created_at, updated_at)
         values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
        row.unique_id,
        tenant,
        user.unique_id,
        row.name,
        row.scopes,
        row.prefix,
        digestSecret(key),
        row.status,
        row.expires_at,
        at,
        at,
      )
      return record(ApiKey, fromColumns(ApiKey, { ...row, key }))
    }),

    handle(listApiKeys, (context, input) => {
      const { database, tenant, user } = context
      database.run(
        `update api_keys set status = 'expired' where tenant = ? and status = 'active' and expires_at <= ?`,
        tenant,
        new Date(context.now()).toISOString(),
      )
      const { rows, total } = selectPage(context, input, ApiKey, {
        table: 'api_keys_told',
        where: 'user_id = ? and revoked_at is null',
        values: [user.unique_id],
        search: ['name', 'prefix'],
      })
      return page(ApiKey, rows, { total })
    }),

    handle(revokeApiKey, (context, input) => {
      const at = new Date(context.now()).toISOString()
      const revoked = context.database.run(
        `update api_keys set status = 'revoked', revoked_at = ?, updated_at = ?
         where tenant = ? and user_id = ? and unique_id = ? and revoked_at is null`,
        at,
        at,
        context.tenant,
        context.user.unique_id,
        input.id,
      )
      if (revoked === 0) refuse(404, 'not_found', 'API Key Not Found', `You have no API key with the id ${input.id}.`)
      return nothing()
    }),
  ]
}
