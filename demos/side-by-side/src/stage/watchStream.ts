/** How events are set apart: by a blank line, as the standard asks, or by the line break alone. */
export type Framing = 'blank lines' | 'single lines'

/** What a stream has shown so far. */
export interface Sight {
  readonly tokens: number
  readonly framing: Framing | null
}

/**
 * Passes a stream's bytes through untouched and tells what they hold. Counts lines, and parses nothing.
 *
 * @param see called after each chunk
 *
 * @example
 * new Response(body.pipeThrough(watchStream(({ tokens }) => show(tokens))))
 */
export function watchStream(see: (sight: Sight) => void): TransformStream<Uint8Array, Uint8Array> {
  const decoder = new TextDecoder()
  let rest = ''
  let tokens = 0
  let framing: Framing | null = null
  let before = ''
  return new TransformStream({
    transform: (chunk, controller) => {
      controller.enqueue(chunk)
      const lines = (rest + decoder.decode(chunk, { stream: true })).split(/\r?\n/)
      rest = lines.pop() ?? ''
      for (const line of lines) {
        if (before.startsWith('data:')) framing ??= line === '' ? 'blank lines' : line.startsWith('data:') ? 'single lines' : null
        if (line.startsWith('data:') && /"type"\s*:\s*"token"/.test(line)) tokens += 1
        before = line
      }
      see({ tokens, framing })
    },
  })
}
