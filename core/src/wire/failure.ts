import { BlockstateError } from './error.ts'
import type { ApiError, ErrorCode } from './error.ts'
import { readRetryAfter } from './retry.ts'

/** An answer's head, as the transport hands it over. */
export interface AnswerHead {
  readonly status: number
  header(name: string): string | null
}

/** At most this much of an error's body is looked at: a proxy's error page can be any size. */
const BODY_LIMIT = 65_536

/**
 * Turns a refused request into the error to reject with, keeping every error of the answer.
 *
 * Reads JSON:API `errors` (objects or plain strings), `{error, message}`, OAuth's `{error, error_description}` and
 * `{error: {code, message, details}}`; from HTML only its title, from anything else only the status.
 *
 * @example
 * failureOf('GET jarvis/entities/:id', { status: 404, header }, '{"errors":[{"status":"404","title":"Entity Not Found"}]}', now)
 */
export function failureOf(route: string, head: AnswerHead, text: string, now: number): BlockstateError {
  const errors = readErrors(parse(text.slice(0, BODY_LIMIT)))
  const told = errors.map((error) => error.detail ?? error.title ?? error.code).filter(Boolean)
  const title = /<title[^>]*>([^<]*)/i.exec(text.slice(0, BODY_LIMIT))?.[1]?.trim()
  const said = told.length > 0 ? told.join('; ') : (title ?? '')
  // Errors sent with status 200 are judged by the status they carry themselves.
  const code = codeOf(head.status < 300 ? (errors[0]?.status ?? 400) : head.status)
  return new BlockstateError(code, `${route} answered ${head.status}${said && `: ${said}`}`, {
    status: head.status,
    errors,
    retryAfter: readRetryAfter(head.header('retry-after'), now),
    requestId: head.header('x-request-id'),
  })
}

function codeOf(status: number): ErrorCode {
  if (status === 401) return 'unauthorized'
  if (status === 403) return 'forbidden'
  if (status === 404 || status === 410) return 'not_found'
  if (status === 409 || status === 412) return 'conflict'
  if (status === 429) return 'rate_limited'
  if (status === 408) return 'timeout'
  if (status >= 500) return 'server'
  return status >= 400 ? 'invalid' : 'protocol'
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined // not JSON: nothing to read, the status speaks
  }
}

/**
 * The `errors` of a body, in whichever form; empty where it holds none.
 *
 * @example
 * readErrors({ error: 'invalid_grant', error_description: 'expired' }) // [{ code: 'invalid_grant', detail: 'expired', … }]
 */
export function readErrors(body: unknown): ApiError[] {
  if (!isObject(body)) return []
  const { error, errors } = body
  if (Array.isArray(errors)) return errors.map(oneError)
  // { errors: { field: 'text' } }, as the form validation route says it
  if (isObject(errors)) return Object.entries(errors).map(([source, detail]) => oneError({ source, detail }))
  if (isObject(error)) {
    const details = isObject(error['details']) ? Object.entries(error['details']) : []
    return details.length > 0 ? details.map(([source, detail]) => oneError({ ...error, source, detail })) : [oneError(error)]
  }
  if (typeof error === 'string') return [oneError({ code: error, title: error, ...body })]
  return []
}

function oneError(entry: unknown): ApiError {
  if (!isObject(entry)) return { status: null, code: null, title: null, detail: text(entry), source: null }
  const source = entry['source']
  return {
    status: Number(entry['status']) || null,
    code: text(entry['code']),
    title: text(entry['title']),
    detail: text(entry['detail'] ?? entry['message'] ?? entry['error_description']),
    source: isObject(source) ? text(source['pointer'] ?? source['parameter']) : text(source),
  }
}

function text(value: unknown): string | null {
  return value === undefined || value === null ? null : typeof value === 'string' ? value : JSON.stringify(value)
}

/** A JSON object, so neither `null` nor a list. */
export function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
