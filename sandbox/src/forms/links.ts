import { digestSecret } from '../auth/secret.ts'
import { changeRow, findRow, instant } from '../database/rows.ts'
import type { RequestContext } from '../server/context.ts'
import { refuse } from '../server/refusal.ts'
import type { FormRow, SubmissionRow, VersionRow } from './formField.ts'
import { forms, submissions, versions } from './tables.ts'

/** A mailed link as it is kept: of its secret only the digest. */
export interface LinkRow {
  readonly unique_id: string
  readonly submission_id: string
  readonly revoked_at: string | null
  readonly code_digest: string | null
  /** Milliseconds since 1970, as the next. */
  readonly code_expires_at: number | null
  readonly code_sent_at: number | null
  readonly code_sent_count: number
  readonly code_tries: number
  readonly verified_at: string | null
}

/** What a link leads to. */
export interface Opened {
  readonly link: LinkRow
  readonly form: FormRow
  readonly submission: SubmissionRow
  readonly version: VersionRow
}

/**
 * Mails a new link to whom a submission is assigned; links mailed before stop working. Answers the link's secret, which is kept nowhere.
 *
 * @example
 * const token = mailLink(context, form, submission, 'ada@example.com')
 */
export function mailLink(context: RequestContext, form: FormRow, submission: SubmissionRow, recipient: string): string {
  const { database, tenant } = context
  const token = `${context.mint()}${context.mint()}`.replaceAll('-', '')
  const at = instant(context.now())
  database.run(
    'update forms_links set revoked_at = ? where tenant = ? and submission_id = ? and revoked_at is null',
    at,
    tenant,
    submission.unique_id,
  )
  database.run(
    'insert into forms_links (tenant, unique_id, submission_id, digest, created_at, updated_at) values (?, ?, ?, ?, ?, ?)',
    tenant,
    context.mint(),
    submission.unique_id,
    digestSecret(token),
    at,
    at,
  )
  changeRow(
    context,
    submissions,
    submission.unique_id,
    {},
    {
      magic_link_sent_at: at,
      magic_link_sent_count: (submission.magic_link_sent_count ?? 0) + 1,
    },
  )
  const link = new URL(form.form_url ?? `${context.origin}/_sandbox/link?kind=form`)
  link.searchParams.set('token', token)
  context.outbox.send({
    kind: 'form_link',
    recipient,
    subject: form.mail_template?.subject ?? form.name,
    body: form.mail_template?.body ?? `You are asked to fill in: ${form.name}. Follow the link; it needs no account.`,
    link: link.href,
    token,
  })
  return token
}

/**
 * Reads what a link's secret opens. Refuses with 401 what is unknown, with 403 what was revoked, is over, or was handed in already.
 *
 * @example
 * const { form, submission } = openLink(context, input.token)
 */
export function openLink(context: RequestContext, token: string): Opened {
  const { database, tenant } = context
  const link = database.get<LinkRow>('select * from forms_links where tenant = ? and digest = ?', tenant, digestSecret(token))
  if (link === undefined) return refuse(401, 'TOKEN_INVALID', 'Unknown Link', 'This link leads nowhere; ask for a new one.')
  const submission = findRow(context, submissions, link.submission_id)
  const form = findRow(context, forms, submission.form?.id ?? '')
  if (submission.status === 'completed')
    refuse(403, 'ALREADY_COMPLETED', 'Handed In Already', 'These answers were handed in and can no longer be changed.')
  const stopped = link.revoked_at !== null || form.status === 'deleted' || form.magic_link_enabled !== true
  if (stopped || submission.status === 'cancelled')
    refuse(403, 'TOKEN_REVOKED', 'Link Revoked', 'This link was taken back; ask for a new one.')
  const over = [submission.expires_at, form.magic_link_expires_at].some(
    (at) => at !== null && at !== undefined && Date.parse(at) <= context.now(),
  )
  if (over) refuse(403, 'TOKEN_EXPIRED', 'Link Expired', 'This link is over; ask for a new one.')
  return { link, form, submission, version: findRow(context, versions, submission.form_schema_version?.id ?? '') }
}

/**
 * Has whoever holds the link shown enough to see the form? With a code asked for, only once it was given.
 *
 * @example
 * if (!isVerified(opened)) refuse(403, 'OTP_REQUIRED', …)
 */
export function isVerified({ link, form }: Opened): boolean {
  return form.require_otp_verification !== true || link.verified_at !== null
}

/**
 * An address that only its owner knows.
 *
 * @example
 * masked('ada@example.com') // 'a***@example.com'
 */
export function masked(email: string): string {
  return email.replace(/^(.).*@/u, '$1***@')
}
