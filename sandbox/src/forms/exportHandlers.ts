import { exportSubmissions, getFormAnalytics } from '@blockstate/core/forms'
import { stringify } from 'csv-stringify/sync'
import type { Place } from '../database/place.ts'
import { listRows } from '../database/rows.ts'
import { file, plain } from '../server/answer.ts'
import { handle } from '../server/handle.ts'
import { isChoice } from './formField.ts'
import type { FormField, FormRow, VersionRow } from './formField.ts'
import { findForm } from './formRows.ts'
import { readAnalytics } from './analytics.ts'
import { appointments, submissions, versions } from './tables.ts'

const types = { csv: 'text/csv; charset=utf-8', json: 'application/json' } as const

const submissionColumns = ['unique_id', 'status', 'assigned_to_email', 'assigned_to_name', 'score', 'created_at', 'completed_at'] as const
const appointmentColumns = [
  'unique_id',
  'status',
  'first_name',
  'last_name',
  'email',
  'phone',
  'appointment_date',
  'appointment_time',
  'notes',
  'created_at',
] as const

/** What is read of all answers together: files and figures. */
export const exportHandlers = [
  handle(exportSubmissions, (context, { form_unique_id, format = 'csv', status }) => {
    const form = findForm(context, form_unique_id)
    const { columns, rows } = readRows(context, form, status)
    const content = format === 'csv' ? csvOf(columns, rows) : `${JSON.stringify(rows, undefined, 2)}\n`
    const name = `${form.name.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, '-')}.${format}`
    const accepted = context.request.headers.get('accept') ?? ''
    // JSON is what the API answers anyway: only a reader of bytes can mean the file.
    if (accepted.includes('application/octet-stream') || (format === 'csv' && accepted.includes('text/csv')))
      return file({ name, type: types[format], content })
    return plain({ file_name: name, content_type: types[format], content, rows_count: rows.length })
  }),

  handle(getFormAnalytics, (context, { unique_id, ...input }) =>
    plain(readAnalytics(context, findForm(context, unique_id).unique_id, input)),
  ),
]

interface ExportRow {
  readonly [column: string]: unknown
  /** Answers by field name, choices as their texts. */
  readonly responses: Readonly<Record<string, unknown>>
}

function readRows(place: Place, form: FormRow, status: string | undefined): { columns: readonly string[]; rows: ExportRow[] } {
  const where = { form_id: form.unique_id, ...(status === undefined ? {} : { status }) }
  const asked = listRows(place, versions, { form_id: form.unique_id }, 'version_number desc')
  const booked = form.form_type === 'appointment'
  const columns = booked ? appointmentColumns : submissionColumns
  const found: readonly Answered[] = booked ? listRows(place, appointments, where) : listRows(place, submissions, where)
  const rows = found.map((row) => {
    const version = asked.find(({ unique_id }) => unique_id === row.form_schema_version?.id)
    const told = columns.map((column): [string, unknown] => [column, Reflect.get(row, column) ?? null])
    return { ...Object.fromEntries(told), responses: answersByName(version, row.responses) }
  })
  return { columns, rows }
}

interface Answered {
  readonly responses?: unknown
  readonly form_schema_version?: { readonly id: string } | undefined
}

function answersByName(version: VersionRow | undefined, responses: unknown): Record<string, unknown> {
  const given: readonly unknown[] = Array.isArray(responses) ? responses : []
  const answered = (version?.form_fields ?? []).flatMap((one, index): [string, unknown][] =>
    one.type === 'display' ? [] : [[one.name, inWords(one, given[index] ?? null)]],
  )
  return Object.fromEntries(answered)
}

function inWords(one: FormField, answer: unknown): unknown {
  if (!isChoice(one) || answer === null) return answer
  return Array.isArray(answer) ? answer.map((index) => one.options?.[Number(index)]) : one.options?.[Number(answer)]
}

/** RFC 4180, with a first row of names: those of the record, then every field that any version of the form asked. */
function csvOf(columns: readonly string[], rows: readonly ExportRow[]): string {
  const names = [...new Set(rows.flatMap(({ responses }) => Object.keys(responses)))]
  const lines = rows.map((row) => [...columns.map((column) => row[column]), ...names.map((name) => cell(row.responses[name]))])
  // A text that a spreadsheet would run as a formula gets an apostrophe in front.
  return stringify([[...columns, ...names], ...lines], { escape_formulas: true, record_delimiter: 'windows', cast: { boolean: String } })
}

function cell(answer: unknown): unknown {
  return Array.isArray(answer) ? answer.join('; ') : answer
}
