import { errorDocument } from '../server/errorDocument.ts'
import { Refusal } from '../server/refusal.ts'
import type { Fault } from './readFault.ts'

const bodies = {
  html: ['text/html; charset=utf-8', '<!doctype html><title>Bad gateway</title><h1>Bad gateway</h1>'],
  empty: ['application/json', ''],
  garbage: ['application/json', '{"data": [{"id": "1", "ty\u0000pe": <<<'],
} as const

/**
 * The answer a fault asks for instead of the real one: its status with the API's error document, or with the body it names.
 *
 * @example
 * faultAnswer(503, { retryAfter: 2 }) // 503 with Retry-After: 2
 */
export function faultAnswer(status: number, fault: Fault): Response {
  const headers = new Headers(fault.retryAfter === undefined ? {} : { 'retry-after': String(fault.retryAfter) })
  if (fault.body !== undefined) {
    const [type, text] = bodies[fault.body]
    headers.set('content-type', type)
    return new Response(text, { status, headers })
  }
  headers.set('content-type', 'application/json')
  const refusal = new Refusal(status, 'sandbox_fault', [{ title: 'Fault on demand', detail: `The sandbox was asked to answer ${status}.` }])
  return new Response(JSON.stringify(errorDocument(refusal).document), { status, headers })
}
