/**
 * Does this key send? Enter alone does; with Shift it is a new line, and while a word is being composed it ends the word.
 *
 * @example
 * textarea.onkeydown = (event) => sendsOnEnter(event) && send()
 */
export function sendsOnEnter({ key, shiftKey, isComposing }: KeyboardEvent): boolean {
  return key === 'Enter' && !shiftKey && !isComposing
}
