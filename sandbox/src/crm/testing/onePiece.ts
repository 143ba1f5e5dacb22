import type { BlockWorld } from '../../testing/blockWorld.ts'

/** The ids of one record of each kind, all of them connected. */
export interface OnePiece {
  readonly accounts: string
  readonly contacts: string
  readonly opportunities: string
  readonly pipelines: string
}

/**
 * Makes one record of each kind through the API: a company, who works there, and a deal with them in a pipeline of three stages.
 *
 * @example
 * const piece = await onePiece(await crmWorld())
 */
export async function onePiece({ made }: BlockWorld): Promise<OnePiece> {
  const accounts = await made('accounts', { account: { name: 'Harbour Mill' } })
  const person = { first_name: 'Ines', last_name: 'Carvalho', email: 'ines@example.com', account_id: accounts }
  const contacts = await made('contacts', { contact: person })
  const stages = [{ name: 'Asked' }, { name: 'Won', outcome: 'won' }, { name: 'Lost', outcome: 'lost' }]
  const pipelines = await made('pipelines', { pipeline: { name: 'Repairs', stages } })
  const deal = { name: 'Oven', value: 1200, account_id: accounts, contact_id: contacts, pipeline_id: pipelines }
  const opportunities = await made('opportunities', { opportunity: deal })
  await made('touches', { touch: { touch_type: 'call', opportunity_id: opportunities } })
  return { accounts, contacts, opportunities, pipelines }
}
