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

/**
 * Equal as JSON values, whatever order their fields came in.
 *
 * @example
 * same({ a: 1, b: [2] }, { b: [2], a: 1 }) // true
 */
export function same(a: unknown, b: unknown): boolean {
  if (Object.is(a, b)) return true
  if (typeof a !== 'object' || typeof b !== 'object' || !a || !b || Array.isArray(a) !== Array.isArray(b)) return false
  // Both are objects by the line above; their members stay unknown.
  const [one, other] = [a as Record<string, unknown>, b as Record<string, unknown>]
  // A loop, for re-reading many rows is little else.
  let left = Object.keys(other).length
  for (const name in one) {
    const value = other[name]
    if (!same(one[name], value)) return false
    // A text or a number is its own; anything else could be inherited.
    if ((value === undefined || typeof value === 'object') && !Object.hasOwn(other, name)) return false
    left -= 1
  }
  return left === 0
}
