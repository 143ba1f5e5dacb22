import { Refusal } from './refusal.ts'

/**
 * A refusal as the API prints it: `{ errors: [{ status, code, title, detail, source }] }` (seeds 000 to 002; `status` is text).
 *
 * Anything else that was thrown is a 500 that tells nothing of the inside.
 *
 * @example
 * errorDocument(new Refusal(404, 'not_found', [{ title: 'Not found', detail: 'No such entity' }])).status // 404
 */
export function errorDocument(error: unknown): {
  status: number
  headers: Readonly<Record<string, string>>
  document: { errors: object[] }
} {
  const { status, code, details, headers } =
    error instanceof Refusal
      ? error
      : new Refusal(500, 'internal_error', [{ title: 'Internal error', detail: 'The sandbox made a mistake; its log says which.' }])
  const errors = details.map((one) => ({
    status: String(status),
    code: one.code ?? code,
    title: one.title,
    detail: one.detail,
    ...(one.source && { source: one.source }),
  }))
  return { status, headers, document: { errors } }
}
