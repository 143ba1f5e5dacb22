import { html, raw } from 'hono/html'
import type { HtmlEscapedString } from 'hono/utils/html'
import { style } from './style.ts'

/** HTML whose holes have been escaped. */
export type Html = HtmlEscapedString | Promise<HtmlEscapedString>

/**
 * A whole page around its content.
 *
 * @example
 * c.html(layout('Outbox', html`<p>${mail.subject}</p>`, nonce))
 */
export function layout(title: string, content: Html, nonce: string): Html {
  return html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title} · Blockstate sandbox</title>
<link rel="icon" href="data:,">
<style nonce="${nonce}">${raw(style)}</style>
</head>
<body>
<header><h1>Blockstate sandbox</h1><nav aria-label="Pages"><a href="/_sandbox">Home</a><a href="/_sandbox/outbox">Outbox</a></nav></header>
<main>${content}</main>
</body>
</html>`
}

/**
 * The headers of a page: nothing from elsewhere, no script but its own.
 *
 * @example
 * c.html(page, 200, pageHeaders(nonce))
 */
export function pageHeaders(nonce: string): Record<string, string> {
  return {
    'content-security-policy': [
      `default-src 'none'; style-src 'nonce-${nonce}'; script-src 'nonce-${nonce}'; connect-src 'self'; img-src data:`,
      `base-uri 'none'; form-action 'none'; frame-ancestors 'none'`,
    ].join('; '),
    'referrer-policy': 'no-referrer',
    'cache-control': 'no-store',
  }
}
