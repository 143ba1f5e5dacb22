import { validate } from '@blockstate/core/describe'
import type { Resource } from '@blockstate/core/describe'
import { defaultStages, statusIn } from '../crm/stages.ts'
import { contacts } from '../crm/tables.ts'
import type { Place } from '../database/place.ts'
import { changeRow, createRow, listRows } from '../database/rows.ts'
import type { Table } from '../database/table.ts'
import type { ObjectType } from './objectTypes.ts'
import { leads, opportunities } from './tables.ts'
import type { Value, Values } from './values.ts'

/** A row of ours, as far as it is kept in step. */
export interface LocalRow {
  readonly unique_id: string
  readonly updated_at?: string
}

/** Why a row cannot be taken over. */
export interface LocalMistake {
  readonly field: string
  readonly message: string
}

/** Where each kind is kept here. Contacts are the CRM's own. */
const tables: { readonly [K in ObjectType]: Table } = { contacts, leads, opportunities }

/**
 * All rows of one kind here that are kept in step: contacts in the trash are not.
 *
 * @example
 * listLocal(context, 'contacts')
 */
export function listLocal(place: Place, type: ObjectType): LocalRow[] {
  const rows: (LocalRow & { readonly status?: unknown })[] = listRows(place, tables[type], {})
  return rows.filter(({ status }) => status !== 'trash')
}

/**
 * One of them; `undefined` where it is gone.
 *
 * @example
 * readLocal(context, 'leads', id)
 */
export function readLocal(place: Place, type: ObjectType, id: string): LocalRow | undefined {
  const [row]: (LocalRow & { readonly status?: unknown })[] = listRows(place, tables[type], { unique_id: id })
  return row?.status === 'trash' ? undefined : row
}

/**
 * The first mistake that keeps a row out of here by its declaration; `undefined` where it would be taken.
 *
 * @example
 * localMistake('contacts', null, { first_name: 'Ada', last_name: 'Byron' }) // { field: 'email', message: 'email is required' }
 */
export function localMistake(type: ObjectType, id: string | null, changes: Values): LocalMistake | undefined {
  const given = id === null ? withoutGaps(changes) : changes
  const [issue] = validate(writableFrom(tables[type].resource, given), given, { mode: 'body', partial: id !== null })
  const field = issue?.path.split('/')[1] ?? ''
  return issue && { field, message: `${field} ${issue.message}` }
}

/**
 * Writes a row of ours that {@link localMistake} has nothing against, and answers its id.
 *
 * @example
 * writeLocal(context, 'contacts', null, { first_name: 'Ada', last_name: 'Byron', email: 'ada@example.com' })
 */
export function writeLocal(place: Place, type: ObjectType, id: string | null, changes: Values): string {
  if (id === null) return createRow(place, tables[type], withoutGaps(changes), besideOf(type, changes)).unique_id
  changeRow(place, tables[type], id, changes, statusOf(type, changes))
  return id
}

function withoutGaps(values: Values): Values {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== null))
}

/** A value that was taken away there is taken away here as well, where a record may do without it. Choices always keep one. */
function writableFrom(resource: Resource, given: Values): Resource {
  const emptied = Object.entries(given).flatMap(([name, value]) => {
    const field = resource.fields[name]
    return value === null && typeof field === 'string' && field.endsWith('?') && !field.includes('|')
      ? [[name, `${field.slice(0, -1)}|null?`] as const]
      : []
  })
  // Only words gain a `|null`, in the one place the notation has for it.
  return { ...resource, fields: { ...resource.fields, ...Object.fromEntries(emptied) } as Resource['fields'] }
}

/** What a new row starts with besides what came over. */
function besideOf(type: ObjectType, { stage = null }: Values): Record<string, Value> {
  if (type === 'contacts') return { status: 'active' }
  if (type === 'leads') return { stage: stage ?? 'new', status: 'active' }
  const first = { stage: stage ?? 'discovery' }
  return { ...first, ...statusOf(type, first) }
}

/** The status of an opportunity follows from its stage, whoever moved it. */
function statusOf(type: ObjectType, { stage: key }: Values): { status?: string } {
  const stage = type === 'opportunities' ? defaultStages.find((one) => one.key === key) : undefined
  return stage === undefined ? {} : { status: statusIn(stage) }
}
