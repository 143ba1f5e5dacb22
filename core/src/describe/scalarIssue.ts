import type { Scalar } from '../declare/index.ts'

const instant = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d+)?)?(Z|[+-]\d{2}:\d{2})$/
const day = /^\d{4}-\d{2}-\d{2}$/
const clock = /^([01]\d|2[0-3]):[0-5]\d(:[0-5]\d(\.\d+)?)?$/
// Deliverability cannot be told from the text: one @ with something on both sides and a dot after it is all that is asked.
const address = /^[^\s@]+@[^\s@]+\.[^\s@]+$/
const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i

const tests: { readonly [S in Scalar]: readonly [message: string, fits: (value: unknown) => boolean] } = {
  string: ['must be a string', isString],
  email: ['must be an e-mail address', (value) => isString(value) && address.test(value)],
  url: ['must be a URL', (value) => isString(value) && URL.canParse(value)],
  uuid: ['must be a UUID', (value) => isString(value) && uuid.test(value)],
  integer: ['must be a whole number', (value) => Number.isSafeInteger(value)],
  number: ['must be a number', (value) => Number.isFinite(value)],
  decimal: ['must be a number', (value) => Number.isFinite(value)],
  boolean: ['must be true or false', (value) => typeof value === 'boolean'],
  timestamp: [
    'must be a point in time such as 2026-01-31T12:00:00Z',
    (value) => isString(value) && instant.test(value) && isDay(value.slice(0, 10)) && !Number.isNaN(Date.parse(value)),
  ],
  date: ['must be a day such as 2026-01-31', (value) => isString(value) && day.test(value) && isDay(value)],
  time: ['must be a time of day such as 12:00', (value) => isString(value) && clock.test(value)],
  json: ['must be there', (value) => value !== undefined],
  file: ['must be a file, sent as a part of multipart/form-data', (value) => value instanceof Blob],
  ref: ['must be a type and an id', isReference],
}

/**
 * Says what is wrong with a value that should be this scalar, `undefined` where nothing is.
 *
 * Dates are real days of the calendar; numbers are finite; whole numbers survive JSON (RFC 7493, 2.2).
 *
 * @example
 * scalarIssue('integer', 1.5) // 'must be a whole number'
 */
export function scalarIssue(scalar: Scalar, value: unknown): string | undefined {
  const [message, fits] = tests[scalar]
  return fits(value) ? undefined : message
}

function isString(value: unknown): value is string {
  return typeof value === 'string'
}

/** `Date` takes 31 February for 3 March; a day that is printed back differently is none. */
function isDay(text: string): boolean {
  const at = new Date(`${text}T00:00:00Z`)
  return !Number.isNaN(at.getTime()) && at.toISOString().startsWith(text)
}

function isReference(value: unknown): boolean {
  return typeof value === 'object' && value !== null && 'type' in value && 'id' in value && isString(value.type) && isString(value.id)
}
