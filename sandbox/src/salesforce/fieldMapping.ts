import type { FieldMapping } from '@blockstate/core/salesforce'
import type { RecordOf } from '@blockstate/core/describe'
import type { Place } from '../database/place.ts'
import { createRow, listRows } from '../database/rows.ts'
import type { Mapped } from './merge.ts'
import type { ObjectType } from './objectTypes.ts'
import { mappings } from './tables.ts'

const both = (pairs: Readonly<Record<string, string>>): Mapped[] =>
  Object.entries(pairs).map(([local_field, salesforce_field]) => ({ local_field, salesforce_field, direction: 'both' }))

/** What is mapped until somebody says otherwise. */
const usual: { readonly [K in ObjectType]: readonly Mapped[] } = {
  contacts: both({ first_name: 'FirstName', last_name: 'LastName', email: 'Email', phone: 'Phone', title: 'Title' }),
  leads: both({
    name: 'Name',
    email: 'Email',
    source: 'LeadSource',
    stage: 'Status',
    value: 'AnnualRevenue',
    probability: 'Probability__c',
  }),
  opportunities: both({ name: 'Name', stage: 'StageName', value: 'Amount', close_date: 'CloseDate', probability: 'Probability' }),
}

/**
 * The mapping of one kind; the usual one is kept the first time it is asked for.
 *
 * @example
 * mappingOf(context, 'contacts').mappings
 */
export function mappingOf(place: Place, type: ObjectType): RecordOf<typeof FieldMapping> {
  const [known] = listRows(place, mappings, { object_type: type })
  return known ?? createRow(place, mappings, { mappings: usual[type] }, { object_type: type })
}

/**
 * Its lines, nothing left out: what has no direction goes both ways.
 *
 * @example
 * linesOf(context, 'contacts')
 */
export function linesOf(place: Place, type: ObjectType): Mapped[] {
  return mappingOf(place, type).mappings.map(({ direction = 'both', ...line }) => ({ ...line, direction }))
}
