import { createMailTemplate, listMailTemplates, MailTemplate, publishMailTemplate, sendActivationEmail } from '@blockstate/core/onboarding'
import { makeMailedToken } from '../auth/mailedToken.ts'
import { readUser } from '../auth/users.ts'
import { equalTo } from '../database/equalTo.ts'
import { changeRow, createRow, findRow, instant, notFound } from '../database/rows.ts'
import { message, record } from '../server/answer.ts'
import { answerPage } from '../server/answerPage.ts'
import type { RequestContext } from '../server/context.ts'
import { handle } from '../server/handle.ts'
import { refuseField } from '../server/refusal.ts'
import { mailTemplates } from './tables.ts'

const days = 3

const usual = {
  from_subject: 'Welcome, {{first_name}}',
  template_text: `Follow the link to begin: {{link}}\nIt signs you in once, within ${days} days.`,
}

/** Mail that brings new users in. Its link is a sign-in link of auth's: whoever reads the mail owns the address. */
export const mailHandlers = [
  handle(listMailTemplates, (context, input) =>
    answerPage(context, mailTemplates, input, { search: ['name', 'from_subject'], ...equalTo({ status: input.status }) }),
  ),
  handle(createMailTemplate, (context, input) => record(MailTemplate, createRow(context, mailTemplates, input, { status: 'draft' }))),
  handle(publishMailTemplate, (context, { unique_id }) => {
    const { status } = findRow(context, mailTemplates, unique_id)
    if (status === 'draft') changeRow(context, mailTemplates, unique_id, {}, { status: 'published', published_at: instant(context.now()) })
    return record(MailTemplate, findRow(context, mailTemplates, unique_id))
  }),

  handle(sendActivationEmail, (context, { unique_id, template_unique_id, metadata = {} }) =>
    context.database.transaction(() => {
      const user = readUser(context, unique_id) ?? notFound('User', unique_id)
      const { from_subject, template_text } = template_unique_id === undefined ? usual : publishedTemplate(context, template_unique_id)
      const token = makeMailedToken(context, 'magic_link', unique_id, days * 86_400_000)
      const link = `${context.origin}/_sandbox/link?kind=activation&token=${token}`
      const values = { ...metadata, first_name: user.first_name ?? user.email, last_name: user.last_name ?? '', email: user.email, link }
      const [subject, body] = [filled(from_subject, values), filled(template_text, values)]
      context.outbox.send({ kind: 'activation', recipient: user.email, subject, body, link, token })
      return message('The mail is on its way')
    }),
  ),
]

function publishedTemplate(context: RequestContext & { pointer(field: string): string }, id: string): typeof usual {
  const sql = `select from_subject, template_text from onboarding_mail_templates where tenant = ? and unique_id = ? and status = 'published'`
  const found = context.database.get<typeof usual>(sql, context.tenant, id)
  return found ?? refuseField(context.pointer('template_unique_id'), 'template_unique_id names no published template')
}

/** What nobody gave stays empty: a mail must not show its slots. */
function filled(text: string, values: Readonly<Record<string, unknown>>): string {
  return text.replace(/\{\{\s*(\w+)\s*\}\}/gu, (_, name: string) => (Object.hasOwn(values, name) ? String(values[name]) : ''))
}
