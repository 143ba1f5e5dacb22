import {
  createAppointmentForm,
  createForm,
  createSurvey,
  deleteForm,
  enableMagicLink,
  Form,
  FormVersion,
  getForm,
  listForms,
  listFormVersions,
  updateForm,
} from '@blockstate/core/forms'
import type { Input } from '@blockstate/core/describe'
import { equalTo } from '../database/equalTo.ts'
import { changeRow, createRow, listRows } from '../database/rows.ts'
import { list, nothing, record } from '../server/answer.ts'
import type { RecordAnswer } from '../server/answer.ts'
import { answerPage } from '../server/answerPage.ts'
import type { Context } from '../server/context.ts'
import { handle } from '../server/handle.ts'
import { refuse, refuseField, refuseFaults } from '../server/refusal.ts'
import { checkDefinition } from './checkDefinition.ts'
import type { FormField } from './formField.ts'
import { findForm, publishedVersion, publishVersion } from './formRows.ts'
import { checkCalendar } from './slots.ts'
import { forms, versions } from './tables.ts'

/** Forms: settings in the form itself, fields and rules in its versions. */
export const formHandlers = [
  handle(listForms, (context, input) =>
    answerPage(context, forms, input, {
      search: ['name', 'description'],
      ...equalTo({ form_type: input.form_type, status: 'active' }),
    }),
  ),
  handle(getForm, (context, { unique_id }) => record(Form, findForm(context, unique_id))),
  handle(createForm, makeForm),
  handle(createSurvey, (context, input) => makeForm(context, { ...input, form_type: 'survey' })),
  handle(createAppointmentForm, (context, input) => makeForm(context, { ...input, form_type: 'appointment' })),

  handle(updateForm, (context, { unique_id, form_fields, validation_rules, scoring_rules, ...settings }) =>
    context.database.transaction(() => {
      const form = findForm(context, unique_id)
      const asked = publishedVersion(context, unique_id)
      const changed = form_fields !== undefined || validation_rules !== undefined || scoring_rules !== undefined
      const next = {
        form_fields: form_fields ?? asked?.form_fields ?? [],
        validation_rules: validation_rules ?? asked?.validation_rules,
        scoring_rules: scoring_rules ?? asked?.scoring_rules,
      }
      checkForm(context, { ...form, ...settings, ...next })
      if (settings.form_type !== undefined && settings.form_type !== form.form_type && form.submissions_count !== 0)
        refuseField(context.pointer('form_type'), 'form_type cannot change once a form has submissions; make another form')
      changeRow(context, forms, unique_id, settings)
      if (changed) publishVersion(context, unique_id, next)
      return record(Form, findForm(context, unique_id))
    }),
  ),

  handle(deleteForm, (context, { unique_id }) => {
    findForm(context, unique_id)
    changeRow(context, forms, unique_id, {}, { status: 'deleted' })
    return nothing()
  }),

  handle(listFormVersions, (context, { form_unique_id }) => {
    findForm(context, form_unique_id)
    return list(FormVersion, listRows(context, versions, { form_id: form_unique_id }, 'version_number desc'))
  }),

  handle(enableMagicLink, (context, { unique_id, enabled = true, require_otp_verification, expires_at }) => {
    findForm(context, unique_id, false)
    if (expires_at !== undefined && Date.parse(expires_at) <= context.now())
      refuseField(context.pointer('expires_at'), 'expires_at must lie ahead')
    changeRow(context, forms, unique_id, require_otp_verification === undefined ? {} : { require_otp_verification }, {
      magic_link_enabled: enabled ? 1 : 0,
      magic_link_expires_at: expires_at ?? null,
    })
    return record(Form, findForm(context, unique_id), { status: 200 })
  }),
]

type Given = Input<typeof createForm>

function makeForm(context: Context, { form_fields, validation_rules, scoring_rules, ...settings }: Given): RecordAnswer {
  const asked = { form_fields: form_fields ?? [], validation_rules, scoring_rules }
  checkForm(context, { ...settings, ...asked })
  return context.database.transaction(() => {
    const { unique_id } = createRow(context, forms, settings, { status: 'active', magic_link_enabled: 0 })
    if (form_fields !== undefined) publishVersion(context, unique_id, asked)
    return record(Form, findForm(context, unique_id))
  })
}

function checkForm(context: Context, form: Omit<Given, 'form_fields'> & { readonly form_fields: FormField[] }): void {
  const { form_type, form_url, form_domain, opening_hours } = form
  const faults = [...checkDefinition(form), ...checkCalendar(form)]
  if (form_type === 'appointment' && opening_hours === undefined)
    faults.push({ at: 'opening_hours', detail: 'an appointment form needs opening_hours' })
  if (form_type === 'survey' && form.form_fields.length === 0) faults.push({ at: 'form_fields', detail: 'a survey needs fields' })
  refuseFaults(context, faults)
  if (form_url === undefined || form_domain === undefined) return
  const { hostname } = new URL(form_url)
  if (hostname !== form_domain && !hostname.endsWith(`.${form_domain}`))
    refuse(400, 'frm_10110', 'Domain Not Allowed', `${form_url} is not within ${form_domain}; give an address of that domain.`)
}
