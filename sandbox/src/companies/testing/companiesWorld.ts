import type { SandboxOptions } from '../../createSandbox.ts'
import { blockWorld } from '../../testing/blockWorld.ts'
import type { BlockWorld } from '../../testing/blockWorld.ts'
import { bystander } from '../../testing/bystander.ts'
import { mailedSession } from '../../testing/mailedSession.ts'
import type { Answered } from '../../testing/virtualSandbox.ts'
import { companiesBlock } from '../companiesBlock.ts'

/** Somebody else who can act. */
export interface Actor {
  readonly unique_id: string
  readonly email: string
  send(method: string, path: string, body?: unknown): Promise<Answered>
}

/** A sandbox with organisations, and a company whose owner is signed in. */
export interface CompaniesWorld extends BlockWorld {
  readonly company: string
  /** Signs somebody in; with a role they are a member of the company. */
  actor(role?: string): Promise<Actor>
  /** The latest invitation that was mailed to an address. */
  mailTo(email: string): { readonly subject: string; readonly body: string; readonly link: string; readonly token: string }
}

/**
 * Opens a sandbox in which the signed-in user owns a company.
 *
 * @example
 * const { send, company, actor } = await companiesWorld()
 * const viewer = await actor('viewer')
 */
export async function companiesWorld(options: SandboxOptions = {}, appId = 'works'): Promise<CompaniesWorld> {
  const opened = await blockWorld('companies', { blocks: [companiesBlock], ...options }, appId)
  const { world, send, made } = opened
  const company = await made('companies', { company: { code: 'mill', name: 'Mill', url_id: 'mill' } })
  return {
    ...opened,
    company,
    actor: async (role) => {
      const unique_id = bystander(world, appId)
      const email = `${unique_id}@example.com`
      const token = await mailedSession(world, appId, email)
      if (role !== undefined) await made('team_members', { team_member: { company_unique_id: company, user_unique_id: unique_id, role } })
      return { unique_id, email, send: (method, path, body) => send(method, path, body, { token, body }) }
    },
    mailTo: (email) => {
      const sql = `select subject, body, link, token from mails where recipient = ? and kind = 'invitation' order by rowid desc limit 1`
      const mail = world.sandbox.database.get<ReturnType<CompaniesWorld['mailTo']>>(sql, email)
      if (mail === undefined) throw new Error(`Nothing was mailed to ${email}`)
      return mail
    },
  }
}
