import { openPublicForm, savePublicForm, sendFormCode, submitPublicForm, verifyFormCode } from '@blockstate/core/forms'
import { digestSecret } from '../auth/secret.ts'
import { instant } from '../database/rows.ts'
import { plain } from '../server/answer.ts'
import type { PlainAnswer } from '../server/answer.ts'
import type { RequestContext } from '../server/context.ts'
import { handle } from '../server/handle.ts'
import { refuse } from '../server/refusal.ts'
import { handIn, keepAnswers } from './handIn.ts'
import { isVerified, masked, openLink } from './links.ts'
import type { Opened } from './links.ts'

/** A code lives ten minutes, may be tried five times, and is sent at most once a minute. */
const code = { lifeMs: 600_000, tries: 5, pauseMs: 60_000 } as const

/** Forms opened by link, without an account. Opening changes nothing: mail scanners follow links. */
export const publicHandlers = [
  handle(openPublicForm, (context, { token }) => answerOpened(openLink(context, token))),

  handle(sendFormCode, (context, { token }) =>
    context.database.transaction(() => {
      const opened = openUnverified(context, token)
      const { link } = opened
      const wait = link.code_sent_at === null ? 0 : link.code_sent_at + code.pauseMs - context.now()
      if (wait > 0) {
        const seconds = Math.ceil(wait / 1000)
        const told = { 'retry-after': String(seconds) }
        refuse(429, 'RATE_LIMITED', 'Too Soon', `A code was just sent; ask again in ${seconds} seconds.`, told)
      }
      const recipient = opened.submission.assigned_to_email ?? ''
      const digits = sixDigits(context.mint())
      context.database.run(
        `update forms_links set code_digest = ?, code_expires_at = ?, code_sent_at = ?, code_sent_count = code_sent_count + 1, code_tries = 0
         where tenant = ? and unique_id = ?`,
        digestSecret(`${link.unique_id}:${digits}`),
        context.now() + code.lifeMs,
        context.now(),
        context.tenant,
        link.unique_id,
      )
      const body = `${digits} opens "${opened.form.name}". It is good for ten minutes.`
      context.outbox.send({ kind: 'form_code', recipient, subject: 'Your code', body, token: digits })
      const sent_count = link.code_sent_count + 1
      return plain({ message: 'The code is on its way', masked_email: masked(recipient), expires_in: code.lifeMs / 1000, sent_count })
    }),
  ),

  handle(verifyFormCode, (context, input) => {
    const opened = openLink(context, input.token)
    if (isVerified(opened)) return answerOpened(opened)
    const { link } = opened
    if (link.code_tries >= code.tries)
      refuse(403, 'ATTEMPTS_EXCEEDED', 'Too Many Tries', 'This code was tried too often; ask for a new one.')
    if (link.code_expires_at === null || link.code_expires_at <= context.now())
      refuse(422, 'CODE_EXPIRED', 'Code Expired', 'There is no code that still works; ask for a new one.')
    if (link.code_digest !== digestSecret(`${link.unique_id}:${input.code.trim()}`)) {
      // Counted outside of any transaction: the refusal must not undo it.
      context.database.run(
        'update forms_links set code_tries = code_tries + 1 where tenant = ? and unique_id = ?',
        context.tenant,
        link.unique_id,
      )
      const left = code.tries - link.code_tries - 1
      refuse(
        422,
        'INVALID_CODE',
        'Wrong Code',
        `This is not the code that was mailed; ${left} ${left === 1 ? 'try is' : 'tries are'} left.`,
      )
    }
    const at = instant(context.now())
    context.database.run(
      'update forms_links set verified_at = ?, code_digest = null where tenant = ? and unique_id = ?',
      at,
      context.tenant,
      link.unique_id,
    )
    return answerOpened({ ...opened, link: { ...link, verified_at: at } })
  }),

  handle(savePublicForm, (context, input) => {
    const { submission, version } = openVerified(context, input.token)
    keepAnswers(context, submission, version, { responses: input.responses })
    return plain({ message: 'Kept', instance_id: submission.unique_id })
  }),

  handle(submitPublicForm, (context, input) =>
    context.database.transaction(() => {
      const { form, submission, version } = openVerified(context, input.token)
      handIn(context, form, submission, version, input.responses)
      return plain({ message: 'Handed in', instance_id: submission.unique_id })
    }),
  ),
]

function answerOpened(opened: Opened): PlainAnswer {
  const { form, submission, version } = opened
  if (!isVerified(opened)) return plain({ verification_status: 'pending', masked_email: masked(submission.assigned_to_email ?? '') })
  const { form_fields, validation_rules } = version
  const { status, responses } = submission
  return plain({ verification_status: 'verified', form_name: form.name, status, form_fields, validation_rules, responses })
}

function openVerified(context: RequestContext, token: string): Opened {
  const opened = openLink(context, token)
  if (!isVerified(opened)) refuse(403, 'OTP_REQUIRED', 'Code Required', 'Give the code that is mailed to the owner of this link first.')
  return opened
}

function openUnverified(context: RequestContext, token: string): Opened {
  const opened = openLink(context, token)
  if (opened.form.require_otp_verification !== true) refuse(400, 'OTP_NOT_REQUIRED', 'No Code Needed', 'This form opens without a code.')
  if (opened.link.verified_at !== null) refuse(400, 'ALREADY_VERIFIED', 'Verified Already', 'The code was given; open the form.')
  return opened
}

/** Chance comes from the id alone: its first twelve hexadecimal digits are 48 random bits. */
function sixDigits(id: string): string {
  return String(Number.parseInt(id.replaceAll('-', '').slice(0, 12), 16) % 1_000_000).padStart(6, '0')
}
