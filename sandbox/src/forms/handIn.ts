import { changeRow, findRow, instant } from '../database/rows.ts'
import type { Context, RequestContext, SignedIn } from '../server/context.ts'
import { refuse, refuseFaults } from '../server/refusal.ts'
import { checkResponses } from './checkResponses.ts'
import type { FormRow, SubmissionRow, VersionRow } from './formField.ts'
import { scoreResponses } from './scoreResponses.ts'
import { submissions } from './tables.ts'

/**
 * Keeps answers without handing them in: what is there must fit, what is missing may be. The submission is in progress from then on.
 * Refuses with 422 every bad answer, and answers that stand already.
 *
 * @param given as the caller sent them; what was kept before where `undefined`
 *
 * @example
 * keepAnswers(context, submission, version, input.responses)
 */
export function keepAnswers(
  context: Context<SignedIn | null>,
  submission: SubmissionRow,
  version: VersionRow,
  { responses, metadata }: { readonly responses?: unknown; readonly metadata?: Readonly<Record<string, unknown>> | undefined },
): SubmissionRow {
  checkOpen(context, submission, '708')
  const kept = responses === undefined ? {} : { responses: fitting(context, version, responses, false) }
  changeRow(
    context,
    submissions,
    submission.unique_id,
    { ...kept, ...(metadata === undefined ? {} : { metadata }) },
    {
      status: 'in_progress',
      started_at: submission.started_at ?? instant(context.now()),
    },
  )
  return findRow(context, submissions, submission.unique_id)
}

/**
 * Hands answers in: checked as a whole, scored, from now on unchangeable, and confirmed by mail where the form says so. Refuses as
 * {@link keepAnswers} does.
 *
 * @example
 * handIn(context, form, submission, version, input.responses)
 */
export function handIn(
  context: Context<SignedIn | null>,
  form: FormRow,
  submission: SubmissionRow,
  version: VersionRow,
  given: unknown,
): SubmissionRow {
  checkOpen(context, submission, '711')
  const responses = fitting(context, version, given ?? submission.responses ?? [], true)
  const { calculated_scores, score } = scoreResponses(version, responses)
  const at = instant(context.now())
  changeRow(
    context,
    submissions,
    submission.unique_id,
    { responses },
    {
      status: 'completed',
      calculated_scores: JSON.stringify(calculated_scores),
      score,
      started_at: submission.started_at ?? at,
      completed_at: at,
    },
  )
  sendNotices(context, form, submission.assigned_to_email ?? null)
  return findRow(context, submissions, submission.unique_id)
}

/**
 * Answers as they are kept: by position. Refuses every bad one with 422 at its own place.
 *
 * @example
 * const responses = fitting(context, version, input.responses, true)
 */
export function fitting(context: Context<SignedIn | null>, version: VersionRow, given: unknown, whole: boolean): readonly unknown[] {
  const { responses, faults } = checkResponses(version, given, whole)
  refuseFaults(context, faults)
  return responses
}

/**
 * Mails that answers or a booking arrived, to whom the form wants told.
 *
 * @example
 * sendNotices(context, form, 'ada@example.com')
 */
export function sendNotices({ outbox }: RequestContext, form: FormRow, recipient: string | null): void {
  const { name, mail_template, admin_notification_email } = form
  if (form.send_confirmation_mail === true && recipient !== null) {
    const subject = mail_template?.subject ?? `Received: ${name}`
    outbox.send({ kind: 'form_confirmation', recipient, subject, body: mail_template?.body ?? `Thank you. "${name}" has arrived.` })
  }
  if (form.send_admin_notification === true && admin_notification_email !== undefined) {
    const body = `Somebody handed in "${name}".`
    outbox.send({ kind: 'form_notification', recipient: admin_notification_email, subject: `New: ${name}`, body })
  }
}

function checkOpen({ now }: RequestContext, { status, unique_id, expires_at }: SubmissionRow, code: '708' | '711'): void {
  if (typeof expires_at === 'string' && Date.parse(expires_at) <= now())
    refuse(422, code, 'Submission Is Over', `Submission ${unique_id} could be answered until ${expires_at}.`)
  if (status === 'completed' || status === 'cancelled')
    refuse(422, code, 'Submission Is Closed', `Submission ${unique_id} is ${status}; its answers can no longer be changed.`)
}
