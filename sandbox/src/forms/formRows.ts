import { instant, findRow, addRow, notFound } from '../database/rows.ts'
import type { Place } from '../database/place.ts'
import { fromColumns } from '../database/fromColumns.ts'
import { FormVersion } from '@blockstate/core/forms'
import type { FormRow, VersionRow } from './formField.ts'
import { forms, versions } from './tables.ts'

/**
 * Reads a form that has not been taken away. Throws a 404 refusal where there is none, or where it is of the other kind than asked for.
 *
 * @param booked whether it must be an appointment form (`true`) or must be none (`false`)
 *
 * @example
 * const form = findForm(context, input.form_unique_id, true)
 */
export function findForm(place: Place, id: string, booked?: boolean): FormRow {
  const form = findRow(place, forms, id, { status: 'active' })
  if (booked !== undefined && booked !== (form.form_type === 'appointment')) notFound(booked ? 'Appointment Form' : 'Form With Answers', id)
  return form
}

/**
 * What a form asks now; `undefined` where it asks nothing.
 *
 * @example
 * publishedVersion(context, form.unique_id)?.version_number
 */
export function publishedVersion({ database, tenant }: Place, formId: string): VersionRow | undefined {
  const row = database.get<object>(`select * from forms_versions where tenant = ? and form_id = ? and status = 'published'`, tenant, formId)
  return row === undefined ? undefined : fromColumns(FormVersion, row)
}

/**
 * Makes these fields and rules what the form asks from now on, under the next number; the version before is archived. Submissions that
 * were begun with it stay with it.
 *
 * @example
 * publishVersion(context, form.unique_id, { form_fields: [{ name: 'email', type: 'email' }] })
 */
export function publishVersion(
  place: Place,
  formId: string,
  { form_fields, validation_rules, scoring_rules }: Pick<VersionRow, 'form_fields' | 'validation_rules' | 'scoring_rules'>,
): string {
  const { database, tenant } = place
  const at = instant(place.now())
  const last = database.get<{ last: number | null }>(
    'select max(version_number) as last from forms_versions where tenant = ? and form_id = ?',
    tenant,
    formId,
  )
  database.run(
    `update forms_versions set status = 'archived', updated_at = ? where tenant = ? and form_id = ? and status = 'published'`,
    at,
    tenant,
    formId,
  )
  const id = place.mint()
  addRow(
    place,
    versions,
    id,
    { validation_rules, scoring_rules },
    {
      form_id: formId,
      version_number: (last?.last ?? 0) + 1,
      status: 'published',
      form_fields: JSON.stringify(form_fields),
      published_at: at,
      created_at: at,
      updated_at: at,
    },
  )
  return id
}
