/** Somebody who writes at this moment. */
export interface Typist {
  readonly user_unique_id: string
  readonly display_name: string
}

/**
 * Who writes after somebody began or stopped: each once, in the order they began. The same list where that changes nothing.
 *
 * @example
 * typingAfter([], { user_unique_id: 'u1', display_name: 'Ada' }, true)
 */
export function typingAfter(before: readonly Typist[], user: Typist, typing: boolean): readonly Typist[] {
  const known = before.some(({ user_unique_id }) => user_unique_id === user.user_unique_id)
  if (known === typing) return before
  return typing ? [...before, user] : before.filter(({ user_unique_id }) => user_unique_id !== user.user_unique_id)
}
