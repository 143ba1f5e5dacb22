/** A JSON object, so neither `null` nor a list. */
export function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/**
 * What a text says as JSON, `undefined` where it is none: whoever asks decides what that means.
 *
 * @example
 * parseJson('{"a":1}') // { a: 1 }
 * parseJson('<html>') // undefined
 */
export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
