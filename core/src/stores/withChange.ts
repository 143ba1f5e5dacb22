/**
 * A state with some fields changed. What is computed when it is first read stays so: a spread would compute it.
 *
 * @example
 * $store.set(withChange($store.value, { fetching: true }))
 */
export function withChange<State extends object>(state: State, change: Partial<State>): State {
  const fields = { ...Object.getOwnPropertyDescriptors(state), ...Object.getOwnPropertyDescriptors(change) }
  // The fields of a State, some of them another State's.
  return Object.defineProperties({}, fields as PropertyDescriptorMap) as State
}
