import type { SandboxOptions } from '../../createSandbox.ts'
import { crmBlock } from '../../crm/crmBlock.ts'
import type { Place } from '../../database/place.ts'
import { openByteStore } from '../../storage/openByteStore.ts'
import { blockWorld } from '../../testing/blockWorld.ts'
import type { BlockWorld } from '../../testing/blockWorld.ts'
import type { Answered } from '../../testing/virtualSandbox.ts'
import { salesforceBlock } from '../salesforceBlock.ts'

/** A sandbox with Salesforce and the CRM. */
export interface SalesforceWorld extends BlockWorld {
  /** Asks the CRM; paths start behind `/v1/crm/`. */
  crm(method: string, path: string, body?: unknown): Promise<Answered>
  /** Adds a contact to the CRM and answers its id. */
  contact(first_name: string, more?: object): Promise<string>
  /** Where the tests write into the org themselves. */
  readonly place: Place
  /** Runs a synchronisation to its end and answers what it came to. */
  sync(kind: string, body?: object): Promise<Answered>
}

/**
 * Opens a sandbox with Salesforce and the CRM, whose pauses move the clock and take no time.
 *
 * @example
 * const { sync, contact } = await salesforceWorld()
 * await contact('Ada')
 * const job = await sync('contacts', { direction: 'push' })
 */
export async function salesforceWorld(options: SandboxOptions = {}, appId = 'works'): Promise<SalesforceWorld> {
  const opened = await blockWorld('salesforce', { blocks: [crmBlock, salesforceBlock], ...options }, appId)
  const { world, send, token } = opened
  const crm: SalesforceWorld['crm'] = (method, path, body) => world.call(method, `/v1/crm/${path}`, { appId, token, body })
  return {
    ...opened,
    crm,
    contact: async (first_name, more = {}) => {
      const contact = { first_name, last_name: 'Byron', email: `${first_name.toLowerCase()}@example.com`, ...more }
      return (await crm('POST', 'contacts', { contact })).told('data.id')
    },
    place: {
      database: world.sandbox.database,
      bytes: openByteStore(undefined),
      tenant: appId,
      now: world.now,
      mint: () => crypto.randomUUID(),
    },
    sync: async (kind, body = {}) => {
      const begun = await send('POST', `${kind}/sync`, { sync: body })
      if (begun.status !== 202) return begun
      await world.sandbox.settled()
      return send('GET', `sync/status?sync_id=${begun.told('data.id')}`)
    },
  }
}
