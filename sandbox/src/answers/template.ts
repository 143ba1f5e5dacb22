const slot = /\{\{\s*([\p{L}_][\p{L}\p{N}_.-]*)\s*\}\}/gu

/** A template with its slots filled. A slot nobody filled still stands in the text, and is named. */
export interface Rendered {
  readonly text: string
  readonly used: readonly string[]
  readonly missing: readonly string[]
}

/**
 * The names of the `{{slots}}` of a template, each once, in their order (the prompt model of the API's reference).
 *
 * @example
 * slots('Dear {{name}}, {{ name }}!') // ['name']
 */
export function slots(template: string): string[] {
  return [...new Set([...template.matchAll(slot)].map(([, name = '']) => name))]
}

/**
 * Fills the slots of a template. Texts go in as they are, anything else as JSON; what is filled in is not looked into for more slots.
 *
 * @example
 * render('Dear {{name}}', { name: 'Ada' }) // { text: 'Dear Ada', used: ['name'], missing: [] }
 */
export function render(template: string, variables: Readonly<Record<string, unknown>>): Rendered {
  const filled = (name: string): boolean => Object.hasOwn(variables, name) && variables[name] !== undefined && variables[name] !== null
  const names = slots(template)
  const text = template.replace(slot, (whole, name: string) => {
    if (!filled(name)) return whole
    const value = variables[name]
    return typeof value === 'string' ? value : JSON.stringify(value)
  })
  return { text, used: names.filter(filled), missing: names.filter((name) => !filled(name)) }
}
