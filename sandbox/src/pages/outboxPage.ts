import { html } from 'hono/html'
import type { Mail } from '../outbox.ts'
import type { Html } from './layout.ts'

/**
 * The mails that were not sent, newest first.
 *
 * @example
 * layout('Outbox', outboxPage(readMails(database)), nonce)
 */
export function outboxPage(mails: readonly Mail[]): Html {
  if (mails.length === 0)
    return html`<section><h2>Outbox</h2><p class="soft">Nothing has been mailed. Reset mails and sign-in links land here.</p></section>`
  return html`<h2>Outbox</h2>${mails.map(mailSection)}`
}

function mailSection(mail: Mail): Html {
  return html`<section><h2>${mail.subject}</h2>
<p class="soft">to ${mail.recipient} · app id ${mail.tenant} · <time datetime="${mail.created_at}">${mail.created_at}</time></p>
<p>${mail.body}</p>${mail.link === null ? '' : html`<p>${linkTo(mail.link)}</p>`}</section>`
}

/** Callers choose where links lead: only the web's own schemes may be followed from here, `javascript:` never. */
function linkTo(link: string): Html {
  const { protocol } = new URL(link)
  return protocol === 'http:' || protocol === 'https:' ? html`<a class="mono" href="${link}">${link}</a>` : html`<code>${link}</code>`
}

/**
 * Where links lead that were mailed without a place of the app's own: it shows the token and says which operation takes it.
 *
 * @example
 * layout('Link', linkPage('magic_link', token), nonce)
 */
export function linkPage(kind: string, token: string): Html {
  const { title, call, body = { token } } = tradesOf(kind, token)
  return html`<section><h2>${title}</h2>
<p>This link leads nowhere but here, because the request named no <code>redirect_url</code>.
Opening it used nothing up. The app trades the token:</p>
<pre class="mono">${call}
${JSON.stringify(body, null, 2)}</pre></section>`
}

/** What is done with the token of a mail, by its kind; a sign-in link where it is unknown. */
function tradesOf(kind: string, token: string): { readonly title: string; readonly call: string; readonly body?: object } {
  if (kind === 'password_reset') {
    const body = { reset_password_token: token, password: '…', password_confirmation: '…' }
    return { title: 'Reset a password', call: 'POST /v1/auth/reset-password', body }
  }
  if (kind === 'invitation') return { title: 'Join an organisation', call: 'POST /v1/companies/invitations/accept' }
  return { title: 'Sign in', call: 'POST /v1/auth/magic-link/verify' }
}
