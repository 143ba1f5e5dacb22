/** One entry of a JSON:API error document, as every refusal is told. */
export interface RefusalDetail {
  readonly title: string
  readonly detail: string
  readonly code?: string
  /** JSON pointer (RFC 6901) into the body as it was sent, or the name of a query parameter. */
  readonly source?: { readonly pointer: string } | { readonly parameter: string }
}

/** The one error class here: what a handler throws to answer anything but success. Everything else that is thrown is a 500. */
export class Refusal extends Error {
  readonly status: number
  readonly code: string
  readonly details: readonly RefusalDetail[]
  readonly headers: Readonly<Record<string, string>>

  constructor(status: number, code: string, details: readonly RefusalDetail[], headers: Readonly<Record<string, string>> = {}) {
    super(details.map(({ detail }) => detail).join('; '))
    this.name = 'Refusal'
    this.status = status
    this.code = code
    this.details = details
    this.headers = headers
  }
}

/**
 * Refuses the request: never returns. `code` is what programs read, `title` what a list shows, `detail` what helps the reader.
 *
 * Throws a {@link Refusal}; the server prints it as the API's error document (JSON:API errors with `code`).
 *
 * @example
 * if (entity === undefined) refuse(404, 'not_found', 'Entity not found', `No entity has the id ${input.id}.`)
 */
export function refuse(status: number, code: string, title: string, detail: string, headers: Readonly<Record<string, string>> = {}): never {
  throw new Refusal(status, code, [{ title, detail }], headers)
}

/**
 * Refuses one field of the body, as the declaration's own checks do: 422 with a pointer, `validation_error` where the API's page has no
 * code of its own for it.
 *
 * @example
 * refuseField(context.pointer('email'), 'email is already taken')
 */
export function refuseField(pointer: string, detail: string, code = 'validation_error'): never {
  throw new Refusal(422, code, [{ title: 'Invalid field', detail, source: { pointer } }])
}

/** What is wrong with a part of the body, and where: `at` is a pointer below the body's own, without a slash in front. */
export interface Fault {
  readonly at: string
  readonly detail: string
}

/**
 * Refuses all parts of the body that something is wrong with at once: 422 `validation_error`, each with its pointer and in the words
 * given. Does nothing where there is no fault.
 *
 * @example
 * refuseFaults(context, [{ at: 'responses/2', detail: 'Your phone is required' }])
 */
export function refuseFaults(context: { pointer(field: string): string }, faults: readonly Fault[]): void {
  if (faults.length === 0) return
  const details = faults.map(({ at, detail }) => ({ title: 'Invalid field', detail, source: { pointer: context.pointer(at) } }))
  throw new Refusal(422, 'validation_error', details)
}
