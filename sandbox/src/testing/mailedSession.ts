import type { VirtualSandbox } from './virtualSandbox.ts'

/**
 * Signs somebody in by a mailed link, and answers their token. It takes no password, whose deriving is what tests with many people spend
 * their time on.
 *
 * @example
 * const token = await mailedSession(world, 'works', 'ada@example.com')
 */
export async function mailedSession(world: VirtualSandbox, appId: string, email: string): Promise<string> {
  await world.call('POST', '/v1/auth/magic-link', { appId, body: { email } })
  const sql = `select token from mails where tenant = ? and recipient = ? and kind = 'magic_link' order by rowid desc limit 1`
  const token = world.sandbox.database.get<{ token: string }>(sql, appId, email)?.token
  const session = await world.call('POST', '/v1/auth/magic-link/verify', { appId, body: { token } })
  return session.told('data.attributes.access_token')
}
