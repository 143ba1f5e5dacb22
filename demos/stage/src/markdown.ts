import { marked } from 'marked'
import type { Message } from '@blockstate/core'
import { safeHtml } from './safeHtml.ts'

/** A message never changes, so its HTML does not either: however many show it, one parse. */
const known = new WeakMap<Message, string>()

/**
 * A message's text as HTML that is safe to insert: answers are Markdown, whatever else they hold is text. Links open beside the page.
 *
 * @example
 * element.innerHTML = htmlOf(message)
 */
export function htmlOf(message: Message): string {
  const html = known.get(message) ?? (message.role === 'assistant' ? fromMarkdown(message.content) : escaped(message.content))
  known.set(message, html)
  return html
}

function fromMarkdown(text: string): string {
  return safeHtml(marked.parse(text, { async: false, gfm: true, breaks: true }))
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')
}
