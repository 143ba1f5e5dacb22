import {
  cancelSubmission,
  createSubmission,
  FormVersion,
  getSubmission,
  listSubmissions,
  resendMagicLink,
  Submission,
  submitForm,
  updateSubmission,
} from '@blockstate/core/forms'
import { equalTo } from '../database/equalTo.ts'
import { changeRow, createRow, findRow } from '../database/rows.ts'
import { plain, record } from '../server/answer.ts'
import { answerPage } from '../server/answerPage.ts'
import type { Context } from '../server/context.ts'
import { handle } from '../server/handle.ts'
import { refuse, refuseField } from '../server/refusal.ts'
import type { FormRow, SubmissionRow, VersionRow } from './formField.ts'
import { findForm, publishedVersion } from './formRows.ts'
import { handIn, keepAnswers } from './handIn.ts'
import { mailLink } from './links.ts'
import { submissions, versions } from './tables.ts'

/** Answers of people with an account. Those by link are in `publicHandlers`. */
export const submissionHandlers = [
  handle(listSubmissions, (context, input) => {
    const { unique_id } = findForm(context, input.form_unique_id, false)
    return answerPage(context, submissions, input, {
      search: ['assigned_to_email', 'assigned_to_name'],
      ...equalTo({ form_id: unique_id, status: input.status, assigned_to_unique_id: input.assigned_to }),
    })
  }),

  handle(getSubmission, (context, input) => {
    const { submission, version } = readSubmission(context, input)
    return record(Submission, submission, { included: [record(FormVersion, version)] })
  }),

  handle(createSubmission, (context, { form_unique_id, responses, ...input }) =>
    context.database.transaction(() => {
      const form = findForm(context, form_unique_id, false)
      const version = publishedVersion(context, form.unique_id)
      if (version === undefined) refuse(422, '706', 'Nothing To Answer', `Form ${form.unique_id} asks nothing yet; give it form_fields.`)
      const { assigned_to_email: email, expires_at } = input
      if (responses === undefined && (email === undefined || email === null))
        refuseField(context.pointer('assigned_to_email'), 'assigned_to_email is needed where no responses are given')
      if (typeof expires_at === 'string' && Date.parse(expires_at) <= context.now())
        refuseField(context.pointer('expires_at'), 'expires_at must lie ahead')
      const submission = createRow(context, submissions, input, {
        form_id: form.unique_id,
        version_id: version.unique_id,
        status: 'pending',
        assigned_by_unique_id: context.user.unique_id,
      })
      if (responses !== undefined) return record(Submission, handIn(context, form, submission, version, responses))
      if (form.magic_link_enabled !== true || typeof email !== 'string') return record(Submission, submission)
      const token = mailLink(context, form, submission, email)
      return record(Submission, { ...findRow(context, submissions, submission.unique_id), token })
    }),
  ),

  handle(updateSubmission, (context, input) => {
    const { submission, version } = readSubmission(context, input)
    checkOwner(context, submission)
    return record(Submission, keepAnswers(context, submission, version, input))
  }),

  handle(submitForm, (context, input) =>
    context.database.transaction(() => {
      const { form, submission, version } = readSubmission(context, input)
      checkOwner(context, submission)
      return record(Submission, handIn(context, form, submission, version, input.responses), { status: 200 })
    }),
  ),

  handle(cancelSubmission, (context, input) => {
    const { submission } = readSubmission(context, input)
    if (submission.status === 'completed')
      refuse(422, '715', 'Submission Is Completed', `Submission ${submission.unique_id} was handed in; it cannot be cancelled.`)
    changeRow(context, submissions, submission.unique_id, {}, { status: 'cancelled' })
    return record(Submission, findRow(context, submissions, submission.unique_id), { status: 200 })
  }),

  handle(resendMagicLink, (context, input) =>
    context.database.transaction(() => {
      const { form, submission } = readSubmission(context, input)
      const { assigned_to_email: email, unique_id, status } = submission
      if (typeof email !== 'string') return refuse(422, '718', 'No Address', `Submission ${unique_id} is assigned to no mail address.`)
      if (status === 'completed' || status === 'cancelled')
        refuse(422, '719', 'Submission Is Closed', `Submission ${unique_id} is ${status}; a link would open nothing.`)
      if (form.magic_link_enabled !== true)
        refuse(409, 'conflict', 'Links Are Off', `Form ${form.unique_id} is not open by link; enable its magic link first.`)
      mailLink(context, form, submission, email)
      return plain({ message: 'The link is on its way', sent_to: email, sent_count: (submission.magic_link_sent_count ?? 0) + 1 })
    }),
  ),
]

interface Address {
  readonly form_unique_id: string
  readonly unique_id: string
}

function readSubmission(
  context: Context,
  { form_unique_id, unique_id }: Address,
): { readonly form: FormRow; readonly submission: SubmissionRow; readonly version: VersionRow } {
  const form = findForm(context, form_unique_id, false)
  const submission = findRow(context, submissions, unique_id, { form_id: form.unique_id })
  return { form, submission, version: findRow(context, versions, submission.form_schema_version?.id ?? '') }
}

/** Nobody answers for another: only who is asked, and who asked. */
function checkOwner({ user }: Context, submission: SubmissionRow): void {
  const { assigned_to_unique_id, assigned_by_unique_id, assigned_to_email } = submission
  const asked = assigned_to_unique_id === user.unique_id || assigned_to_email?.toLowerCase() === user.email.toLowerCase()
  if (asked || assigned_by_unique_id === user.unique_id) return
  refuse(403, 'forbidden', 'Not Yours', `Submission ${submission.unique_id} is assigned to somebody else.`)
}
