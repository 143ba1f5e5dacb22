import { Ajv2020 } from 'ajv/dist/2020.js'

/** Says what is wrong with a content; nothing where it fits. */
export type ContentCheck = (content: unknown) => string | undefined

/**
 * Makes a check of an index's JSON Schema (draft 2020-12), or tells what is wrong with the schema itself.
 *
 * @example
 * const made = compileSchema({ type: 'object', required: ['title'] })
 * if ('check' in made) made.check({}) // "must have required property 'title'"
 */
export function compileSchema(schema: unknown): { readonly check: ContentCheck } | { readonly mistake: string } {
  const ajv = new Ajv2020({ strict: false, allErrors: true, logger: false, validateFormats: false })
  try {
    // Whatever it is: ajv holds it to the metaschema, and throws where it does not fit.
    const validate = ajv.compile(schema as object)
    return { check: (content) => (validate(content) ? undefined : ajv.errorsText(validate.errors, { dataVar: 'content' })) }
  } catch (error) {
    return { mistake: `schema is no JSON Schema: ${error instanceof Error ? error.message : String(error)}` }
  }
}
