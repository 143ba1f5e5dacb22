/** A value, or a function that reads it anew: what it reads of `$state` and `$props` is tracked. */
export type MaybeThunk<T> = T | (() => T)

/**
 * What an input is now.
 *
 * @example
 * valueOf(() => ({ id: selected })) // { id: 'e1' }
 */
export function valueOf<T>(input: MaybeThunk<T>): T {
  // An input is an object or null, so a function can only be the thunk.
  return typeof input === 'function' ? (input as () => T)() : input
}
