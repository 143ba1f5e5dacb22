/** A JSON object, so neither `null` nor a list. */
export function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/**
 * The value where it is an object, else an empty one: what is not there has no members.
 *
 * @example
 * const { data, meta } = objectOf(body)
 */
export function objectOf(value: unknown): Record<string, unknown> {
  return isObject(value) ? value : {}
}

/**
 * A member of the object itself, never an inherited one: `constructor` and `__proto__` are names like any other.
 *
 * @example
 * own({ a: 1 }, 'a') // 1
 * own({}, 'constructor') // undefined
 */
export function own<T>(object: Readonly<Record<string, T>>, name: string): T | undefined {
  return Object.hasOwn(object, name) ? object[name] : undefined
}

/**
 * An id as text; empty for what names nothing.
 *
 * @example
 * idOf(42) // '42'
 * idOf(null) // ''
 */
export function idOf(value: unknown): string {
  return /^(string|number|bigint)$/.test(typeof value) ? String(value) : ''
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
