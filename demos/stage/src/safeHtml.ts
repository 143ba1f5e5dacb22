import DOMPurify from 'dompurify'

/**
 * HTML as it may stand in a page: no scripts, no forms, no pictures from elsewhere, no styles. Links open beside the page.
 *
 * @example
 * element.innerHTML = safeHtml('<p onclick="steal()">Hello</p>') // '<p>Hello</p>'
 */
export function safeHtml(html: string): string {
  const safe = DOMPurify.sanitize(html, {
    USE_PROFILES: { html: true },
    FORBID_TAGS: ['style', 'form', 'input', 'img', 'video', 'audio'],
    FORBID_ATTR: ['style', 'id', 'class'],
  })
  return safe.trimEnd().replaceAll('<a href=', '<a target="_blank" rel="noopener noreferrer" href=')
}
