import type { Place } from '../database/place.ts'
import { instant } from '../database/rows.ts'
import { orgFields } from './objectTypes.ts'
import type { ObjectType, OrgField } from './objectTypes.ts'
import type { Value, Values } from './values.ts'

/** A row of the org that stands in for Salesforce, under the names its fields have there. */
export interface OrgRecord {
  readonly salesforce_id: string
  readonly fields: Values
  /** ISO, UTC. */
  readonly modified_at: string
}

/** Why the org does not take a row, in the codes that Salesforce has for it. */
export interface OrgMistake {
  readonly field: string
  readonly code: string
  readonly message: string
}

/** How ids of each kind begin there. */
const prefixes: { readonly [K in ObjectType]: string } = { contacts: '003', leads: '00Q', opportunities: '006' }

interface StoredRecord {
  readonly salesforce_id: string
  readonly fields: string
  readonly modified_at: string
}

// The column is written by saveToOrg alone.
const read = ({ fields, ...row }: StoredRecord): OrgRecord => ({ ...row, fields: JSON.parse(fields) as Values })

/**
 * All rows of one kind in the org, in the order they came.
 *
 * @example
 * const [first] = listOrg(context, 'contacts')
 */
export function listOrg({ database, tenant }: Place, type: ObjectType): OrgRecord[] {
  const sql = 'select salesforce_id, fields, modified_at from salesforce_org_records where tenant = ? and object_type = ? order by seq'
  return database.all<StoredRecord>(sql, tenant, type).map(read)
}

/**
 * One row of the org; `undefined` where it has none of that id.
 *
 * @example
 * readOrg(context, 'contacts', '003A1B2C3D4E5F6A7B')
 */
export function readOrg({ database, tenant }: Place, type: ObjectType, id: string): OrgRecord | undefined {
  const sql =
    'select salesforce_id, fields, modified_at from salesforce_org_records where tenant = ? and object_type = ? and salesforce_id = ?'
  const row = database.get<StoredRecord>(sql, tenant, type, id)
  return row && read(row)
}

/**
 * The first mistake that keeps a row out of the org, a new one without an id, a changed one with it; `undefined` where it would be taken.
 *
 * @example
 * orgMistake(context, 'contacts', null, { FirstName: 'Ada' }) // { field: 'LastName', code: 'REQUIRED_FIELD_MISSING', … }
 */
export function orgMistake(place: Place, type: ObjectType, id: string | null, changes: Values): OrgMistake | undefined {
  const fields = { ...fieldsOf(place, type, id), ...changes }
  return Object.entries(orgFields[type]).flatMap(([name, field]) => mistakeIn(name, field, fields[name] ?? null))[0]
}

/**
 * Writes a row of the org that {@link orgMistake} has nothing against, and answers its id.
 *
 * @example
 * writeOrg(context, 'contacts', null, { LastName: 'Byron' }) // '003…'
 */
export function writeOrg(place: Place, type: ObjectType, id: string | null, changes: Values): string {
  const fields = { ...fieldsOf(place, type, id), ...changes }
  const salesforce_id = id ?? prefixes[type] + place.mint().replaceAll('-', '').slice(0, 15).toUpperCase()
  place.database.run(
    `insert into salesforce_org_records (tenant, object_type, salesforce_id, fields, modified_at) values (?, ?, ?, ?, ?)
     on conflict (tenant, object_type, salesforce_id) do update set fields = excluded.fields, modified_at = excluded.modified_at`,
    place.tenant,
    type,
    salesforce_id,
    JSON.stringify(fields),
    instant(place.now()),
  )
  return salesforce_id
}

function fieldsOf(place: Place, type: ObjectType, id: string | null): Values {
  return id === null ? {} : (readOrg(place, type, id)?.fields ?? {})
}

function mistakeIn(
  field: string,
  { required, length = Infinity, address, least = -Infinity, most = Infinity }: OrgField,
  value: Value,
): OrgMistake[] {
  const mistake = (code: string, message: string): OrgMistake[] => [{ field, code, message: `${field}: ${message}` }]
  if (value === null) return required === true ? mistake('REQUIRED_FIELD_MISSING', 'a value is needed') : []
  if (typeof value === 'number')
    return value < least || value > most ? mistake('NUMBER_OUTSIDE_VALID_RANGE', `${value} is out of range`) : []
  if (value.length > length) return mistake('STRING_TOO_LONG', `${value.length} letters, of which it takes ${length}`)
  const isAddress = /^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(value)
  return address === true && !isAddress ? mistake('INVALID_EMAIL_ADDRESS', `'${value}' is no address`) : []
}
