/** A named text as a seed writes it: wrapped lines are joined, blank lines part paragraphs. */
export interface Text {
  readonly name: string
  readonly text: string
}

/** A digital twin of the demo data, and what it knows. */
export interface Twin {
  readonly name: string
  readonly entity_type: string
  readonly description: string
  readonly status?: 'active' | 'inactive'
  readonly instructions?: string
  readonly contexts?: readonly Text[]
  readonly files?: readonly Text[]
}

/**
 * Joins wrapped lines into paragraphs; list items keep their lines.
 *
 * @example
 * prose('One\ntwo.\n\n- three') // 'One two.\n\n- three'
 */
export function prose(text: string): string {
  return text.trim().replace(/([^\n])\n(?!\n|- )/g, '$1 ')
}
