import { BlockstateError } from './error.ts'
import type { ApiError, ErrorCode } from './error.ts'
import { isObject, parseJson } from './json.ts'
import { readRetryAfter } from './retry.ts'

/** An answer's head, as the transport hands it over. */
export interface AnswerHead {
  readonly status: number
  header(name: string): string | null
}

/** At most this much of an error's body is looked at: a proxy's error page can be any size. */
const BODY_LIMIT = 65_536

const CODES: Readonly<Record<number, ErrorCode>> = {
  401: 'unauthorized',
  403: 'forbidden',
  404: 'not_found',
  408: 'timeout',
  409: 'conflict',
  410: 'not_found',
  412: 'conflict',
  429: 'rate_limited',
}

/**
 * Turns a refused request into the error to reject with, keeping every error of the answer.
 *
 * Reads JSON:API `errors` (objects or plain strings), `{error, message}`, OAuth's `{error, error_description}` and
 * `{error: {code, message, details}}`; from HTML only its title, from anything else only the status.
 *
 * @example
 * failureOf('GET jarvis/entities/:id', { status: 404, header }, '{"errors":[{"status":"404","title":"Entity Not Found"}]}', now)
 */
export function failureOf(route: string, { status, header }: AnswerHead, text: string, now: number): BlockstateError {
  const errors = readErrors(parseJson(text.slice(0, BODY_LIMIT)))
  const said = sentenceOf(errors) || titleOf(text)
  // Errors sent with status 200 are judged by the status they carry themselves.
  const judged = status < 300 ? (errors[0]?.status ?? 400) : status
  const code = CODES[judged] ?? (judged >= 500 ? 'server' : judged >= 400 ? 'invalid' : 'protocol')
  return new BlockstateError(code, `${route} answered ${status}${said && `: ${said}`}`, {
    status,
    errors,
    retryAfter: readRetryAfter(header('retry-after'), now),
    requestId: header('x-request-id'),
  })
}

/**
 * What a web page calls itself, empty where the text is none.
 *
 * @example
 * titleOf('<html><title>502 Bad Gateway</title>') // '502 Bad Gateway'
 */
export function titleOf(text: string): string {
  return /<title[^<>]*>([^<]{0,200})/i.exec(text.slice(0, 4096))?.[1]?.trim() ?? ''
}

/**
 * All errors in one line, the most telling part of each.
 *
 * @example
 * sentenceOf([{ detail: 'Email has already been taken', … }]) // 'Email has already been taken'
 */
export function sentenceOf(errors: readonly ApiError[]): string {
  return errors.map(({ detail, title, code }) => detail ?? title ?? code ?? '').join('; ')
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
  // { field: 'text' } of the form validation routes, and { details: { field: 'text' } } of the flat ones
  const byField = (fields: object, also?: object): ApiError[] =>
    Object.entries(fields).map(([source, detail]) => oneError({ ...also, source, detail }))
  if (Array.isArray(errors)) return errors.map(oneError)
  if (isObject(errors)) return byField(errors)
  if (isObject(error)) return isObject(error['details']) ? byField(error['details'], error) : [oneError(error)]
  return typeof error === 'string' ? [oneError({ code: error, title: error, ...body })] : []
}

function oneError(entry: unknown): ApiError {
  const told: Record<string, unknown> = isObject(entry) ? entry : { detail: entry }
  const source = told['source']
  return {
    status: Number(told['status']) || null,
    code: text(told['code']),
    title: text(told['title']),
    detail: text(told['detail'] ?? told['message'] ?? told['error_description']),
    source: text(isObject(source) ? (source['pointer'] ?? source['parameter']) : source),
  }
}

function text(value: unknown): string | null {
  return value == null ? null : typeof value === 'string' ? value : JSON.stringify(value)
}
