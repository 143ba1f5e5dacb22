import { describe, expect, test } from 'vitest'
import type { ApiError, BlockstateError } from './error.ts'
import { failureOf, readErrors } from './failure.ts'

const now = Date.parse('2026-10-21T07:28:00Z')
const failure = (status: number, body: unknown, headers: Record<string, string> = {}): BlockstateError =>
  failureOf(
    'PUT jarvis/things/:id',
    { status, header: (name) => headers[name] ?? null },
    typeof body === 'string' ? body : JSON.stringify(body),
    now,
  )
const one = (told: Partial<ApiError>): ApiError => ({ status: null, code: null, title: null, detail: null, source: null, ...told })

describe('every shape of error is read', () => {
  test.each<[string, unknown, ApiError[]]>([
    [
      'status as text',
      { errors: [{ status: '422', title: 'Invalid', detail: 'Name is empty' }] },
      [one({ status: 422, title: 'Invalid', detail: 'Name is empty' })],
    ],
    [
      'with a code',
      { errors: [{ status: '404', code: 'not_found', title: 'Not Found', detail: 'No thing e1' }] },
      [one({ status: 404, code: 'not_found', title: 'Not Found', detail: 'No thing e1' })],
    ],
    ['a number for a code', { errors: [{ code: 705, title: 'Invalid' }] }, [one({ code: '705', title: 'Invalid' })]],
    [
      'a source as text',
      { errors: [{ title: 'Invalid', source: 'ProfilesController' }] },
      [one({ title: 'Invalid', source: 'ProfilesController' })],
    ],
    [
      'a source as a pointer',
      { errors: [{ title: 'Invalid', source: { pointer: '/user/email' } }] },
      [one({ title: 'Invalid', source: '/user/email' })],
    ],
    [
      'a source as a parameter',
      { errors: [{ title: 'Invalid', source: { parameter: 'page' } }] },
      [one({ title: 'Invalid', source: 'page' })],
    ],
    [
      'errors beside meta',
      { errors: [{ code: 'GW-POTP-011', detail: 'Wrong code' }], meta: { remaining_attempts: 2 } },
      [one({ code: 'GW-POTP-011', detail: 'Wrong code' })],
    ],
    [
      'OAuth',
      { error: 'invalid_grant', error_description: 'Expired' },
      [one({ code: 'invalid_grant', title: 'invalid_grant', detail: 'Expired' })],
    ],
    ['error and message', { error: 'Conflict', message: 'Taken' }, [one({ code: 'Conflict', title: 'Conflict', detail: 'Taken' })]],
    [
      'error and a time',
      { error: 'Rotation under way', started_at: '2026-01-01' },
      [one({ code: 'Rotation under way', title: 'Rotation under way' })],
    ],
    ['error and code', { error: 'Slow down', code: 'frm_10110', retry_after: 5 }, [one({ code: 'frm_10110', title: 'Slow down' })]],
    [
      'error as an object',
      { error: { code: 'invalid', message: 'Schema is wrong' } },
      [one({ code: 'invalid', detail: 'Schema is wrong' })],
    ],
    [
      'details by field',
      { error: { code: 'invalid', message: 'Wrong', details: { 'fields.0.name': 'is empty', title: 'is long' } } },
      [one({ code: 'invalid', detail: 'is empty', source: 'fields.0.name' }), one({ code: 'invalid', detail: 'is long', source: 'title' })],
    ],
    ['errors by field', { valid: false, errors: { email: 'is taken' } }, [one({ detail: 'is taken', source: 'email' })]],
    [
      'errors by field, several each',
      { errors: { email: ['is taken', 'is long'] } },
      [one({ detail: '["is taken","is long"]', source: 'email' })],
    ],
    [
      'plain sentences',
      { success: false, errors: ['Name is empty', 'Age is low'] },
      [one({ detail: 'Name is empty' }), one({ detail: 'Age is low' })],
    ],
    ['status as a number', { active: false, errors: [{ status: 401, title: 'Bad token' }] }, [one({ status: 401, title: 'Bad token' })]],
    ['nonsense among the errors', { errors: [null, 7, { status: 'x' }] }, [one({}), one({ detail: '7' }), one({})]],
    ['no errors', { errors: [] }, []],
    ['nothing of the kind', { message: 'Not here' }, []],
  ])('%s', (_, body, errors) => {
    expect(readErrors(body)).toEqual(errors)
    expect(failure(422, body)).toMatchObject({ status: 422, errors })
  })

  test.each([[undefined], [null], ['x'], [7], [[]], [[{ error: 'x' }]]])('%j holds none', (body) => {
    expect(readErrors(body)).toEqual([])
  })
})

test.each([
  [300, 'protocol'],
  [304, 'protocol'],
  [400, 'invalid'],
  [401, 'unauthorized'],
  [402, 'invalid'],
  [403, 'forbidden'],
  [404, 'not_found'],
  [405, 'invalid'],
  [408, 'timeout'],
  [409, 'conflict'],
  [410, 'not_found'],
  [412, 'conflict'],
  [413, 'invalid'],
  [418, 'invalid'],
  [422, 'invalid'],
  [429, 'rate_limited'],
  [500, 'server'],
  [501, 'server'],
  [502, 'server'],
  [503, 'server'],
  [504, 'server'],
  [599, 'server'],
])('status %i has the code %s', (status, code) => {
  expect(failure(status, '')).toMatchObject({ name: 'BlockstateError', status, code })
})

test.each([
  ['404', 'not_found'],
  ['422', 'invalid'],
  ['500', 'server'],
  [undefined, 'invalid'],
  ['nonsense', 'invalid'],
])('errors of status %s sent with 200 have the code %s', (status, code) => {
  expect(failure(200, { errors: [{ status, title: 'No' }] })).toMatchObject({ status: 200, code })
})

describe('the message', () => {
  test('says what was asked, what came back, and every reason', () => {
    const { message } = failure(422, { errors: [{ detail: 'Name is empty' }, { title: 'Age is low' }, { code: 'E7' }] })
    for (const part of ['PUT jarvis/things/:id', '422', 'Name is empty', 'Age is low', 'E7']) expect(message).toContain(part)
  })

  test.each([
    ['<html><head><title>502 Bad Gateway</title></head><body>nginx/1.2 at 10.0.0.7</body></html>'],
    ['<HTML><TITLE>\n502 Bad Gateway\n</TITLE><BODY>10.0.0.7</BODY>'],
    ['<html><title data-x="1">502 Bad Gateway</title>10.0.0.7'],
  ])('tells of a web page only its title: %s', (page) => {
    const { message, errors } = failure(502, page)
    expect(message).toContain('502 Bad Gateway')
    expect(message).not.toContain('10.0.0.7')
    expect(errors).toEqual([])
  })

  test.each([
    ['nothing', ''],
    ['plain text', 'upstream at 10.0.0.7 failed'],
    ['a page without a title', '<html>10.0.0.7</html>'],
    ['half a JSON', '{"errors":[{"detail":"10.0.0.7'],
    ['null', 'null'],
  ])('tells of %s only the status', (_, body) => {
    expect(failure(503, body).message).toContain('503')
    expect(failure(503, body).message).not.toContain('10.0.0.7')
  })

  test('stays short however large the page', () => {
    const page = `<html><head><title>Gone</title></head>${'<p>filler</p>'.repeat(400_000)}</html>`
    expect(failure(500, page).message).toContain('Gone')
    expect(failure(500, page).message.length).toBeLessThan(200)
  })

  test('stays short however large the garbage', () => {
    expect(failure(500, 'x'.repeat(5_000_000)).message.length).toBeLessThan(200)
    expect(failure(500, '['.repeat(5_000_000)).code).toBe('server')
  })
})

describe('the facts', () => {
  test.each([
    ['seconds', '7', 7000],
    ['a date', 'Wed, 21 Oct 2026 07:28:09 GMT', 9000],
    ['nonsense', 'later', null],
  ])('Retry-After as %s', (_, header, retryAfter) => {
    expect(failure(429, '', { 'retry-after': header }).retryAfter).toBe(retryAfter)
    expect(failure(503, '', { 'retry-after': header }).retryAfter).toBe(retryAfter)
  })

  test('hold the id of the request where it came', () => {
    expect(failure(500, '', { 'x-request-id': 'q7' }).requestId).toBe('q7')
    expect(failure(500, '').requestId).toBeNull()
    expect(failure(500, '').retryAfter).toBeNull()
  })
})
