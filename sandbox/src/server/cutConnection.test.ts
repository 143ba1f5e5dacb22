import { expect, test } from 'vitest'
import { cutConnection } from './cutConnection.ts'

test('a body says its length once: it goes in chunks, and by no number beside them', () => {
  const response = cutConnection(new Response('high at noon', { headers: { 'content-length': '12', etag: '"a"' } }), () => {})
  expect(Object.fromEntries(response.headers)).toMatchObject({ 'transfer-encoding': 'chunked', etag: '"a"' })
  expect(response.headers.has('content-length')).toBe(false)
})
