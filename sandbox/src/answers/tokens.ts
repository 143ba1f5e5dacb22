/**
 * Cuts a text into the pieces it is streamed in: a word with the white space before it, long words in parts of 24 characters.
 *
 * The pieces joined without anything between are the text again, exactly: clients are told to concatenate (seed 002, streaming).
 *
 * @example
 * tokens('The pump runs.\n') // ['The', ' pump', ' runs.', '\n']
 */
export function tokens(text: string): string[] {
  // `u`: never cut a character of two code units in half.
  return text.match(/\s*\S{1,24}|\s+$/gu) ?? []
}
