import { createParser } from 'eventsource-parser'
import { parseJson } from './json.ts'

/** The longest single line read: 4 MiB. Longer ones end the stream with an error instead of the tab's memory. */
const LONGEST_LINE = 4_194_304

/** What the reader hands out, in the tick the bytes arrived in. */
export interface EventStreamListener {
  /** One event's JSON. */
  event(data: unknown): void
  /** A `data:` line that is no JSON, as it came. The stream goes on. */
  malformed(line: string): void
}

export interface EventStreamReader {
  /** Bytes as they arrive, cut anywhere. */
  feed(bytes: Uint8Array): void
  /** The stream is over: dispatches a last line that lacks its line end. */
  end(): void
}

/**
 * Reads server-sent events in both framings in use: the standard one (a blank line ends an event, WHATWG HTML 9.2.6) and the one the
 * API prints (seed 002: one `data:` line after another, no blank line), each token in the tick its line is complete.
 *
 * Parsing is eventsource-parser's. It dispatches at blank lines only, so one is fed to it after every line; where the server sent its
 * own, the extra one finds nothing to dispatch. JSON printed over several lines is collected until it parses.
 *
 * @example
 * const reader = createEventStreamReader({ event: (data) => show(data), malformed: () => {} })
 * for await (const bytes of response.body) reader.feed(bytes)
 * reader.end()
 */
export function createEventStreamReader(listener: EventStreamListener): EventStreamReader {
  const decoder = new TextDecoder()
  let unfinished = ''

  const drop = (): void => {
    if (unfinished) listener.malformed(unfinished)
    unfinished = ''
  }
  const take = (line: string): void => {
    if (line === '' || line === '[DONE]') return
    let event = parse(unfinished + line)
    // What parses by itself begins anew; but an indented line goes on with what is unfinished.
    if (!event && !/^\s/.test(line) && (event = parse(line))) drop()
    if (event) {
      unfinished = ''
      return listener.event(event)
    }
    unfinished += line
    if (!/^\s*[{[]/.test(unfinished) || unfinished.length > LONGEST_LINE) drop()
  }

  const parser = createParser({ maxBufferSize: LONGEST_LINE, onEvent: ({ data }) => take(data) })
  // A blank line of CRLF, also after a CR: the parser holds a lone CR at the end back, as it may be half of one.
  const feed = (text: string): void => parser.feed(text.replace(/[\r\n]/g, '$&\r\n'))

  return {
    feed: (bytes) => feed(decoder.decode(bytes, { stream: true })),
    end: () => {
      feed(decoder.decode() + '\n')
      drop()
    },
  }
}

/** Objects only: an event is never a bare number or text. */
function parse(text: string): object | undefined {
  const value = parseJson(text)
  return value instanceof Object ? value : undefined
}
