import { companies, contacts } from '../crm/tables.ts'
import type { Place } from '../database/place.ts'
import { outOfRange } from '../server/outOfRange.ts'
import { unknownRecord } from '../server/unknownRecord.ts'

/** What leads and opportunities have in common. */
interface Sale {
  readonly account_id?: string | null | undefined
  readonly contact_id?: string | null | undefined
  readonly value?: number | undefined
  readonly probability?: number | undefined
}

/**
 * What is wrong with the fields that leads and opportunities share. Companies and contacts are those of the CRM.
 *
 * @example
 * refuseFields(context, mistakesInSale(context, input))
 */
export function mistakesInSale(place: Place, { account_id, contact_id, value, probability }: Sale): Record<string, string | undefined> {
  return {
    account_id: unknownRecord(place, companies, account_id),
    contact_id: unknownRecord(place, contacts, contact_id),
    value: outOfRange(value, 0),
    probability: outOfRange(probability, 0, 100),
  }
}
