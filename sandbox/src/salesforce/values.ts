/** A value that crosses over; `null` where there is none. */
export type Value = string | number | null

/** Values by the names of their fields. */
export type Values = Readonly<Record<string, Value>>

/**
 * A field's value as it crosses over: what is missing or empty is `null` on both sides.
 *
 * @example
 * valueOf({ phone: '' }, 'phone') // null
 */
export function valueOf(row: object, name: string): Value {
  const value: unknown = Object.hasOwn(row, name) ? Reflect.get(row, name) : null
  return (typeof value === 'string' && value !== '') || typeof value === 'number' ? value : null
}
