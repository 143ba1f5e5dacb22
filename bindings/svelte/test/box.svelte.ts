/** A value that runes track. */
export interface Box<T> {
  value: T
}

/** Puts a value where runes track it. */
export function box<T>(initial: T): Box<T> {
  let value = $state.raw(initial)
  return {
    get value() {
      return value
    },
    set value(next) {
      value = next
    },
  }
}
