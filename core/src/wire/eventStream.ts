import { createParser } from 'eventsource-parser'
import { parseJson } from './json.ts'

/** The longest single line read: 4 MiB. Longer ones end the stream with an error instead of the tab's memory. */
const LONGEST_LINE = 4 * 1024 * 1024
const PIECE = 64 * 1024

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
 * Parsing is eventsource-parser's. It dispatches at blank lines only, so after the last complete line of a chunk one is fed to it;
 * where the server sent its own, the extra one finds nothing to dispatch. Lines that an event joined are split again: a raw line feed
 * cannot stand inside a JSON string. JSON printed over several lines is collected until it parses.
 *
 * @example
 * const reader = createEventStreamReader({ event: (data) => show(data), malformed: () => {} })
 * for await (const bytes of response.body) reader.feed(bytes)
 * reader.end()
 */
export function createEventStreamReader(listener: EventStreamListener): EventStreamReader {
  const decoder = new TextDecoder()
  let unfinished = ''

  const take = (line: string): void => {
    if (line === '' || line === '[DONE]') return
    const whole = parse(unfinished + line)
    if (whole !== undefined) {
      unfinished = ''
      return listener.event(whole)
    }
    // An indented line goes on with what is unfinished, though it may be JSON by itself.
    const alone = unfinished === '' || /^\s/.test(line) ? undefined : parse(line)
    if (alone !== undefined || !/^\s*[{[]/.test(unfinished + line) || unfinished.length + line.length > LONGEST_LINE) {
      listener.malformed(alone === undefined ? unfinished + line : unfinished)
      unfinished = ''
      if (alone !== undefined) listener.event(alone)
    } else unfinished += line
  }

  const parser = createParser({
    maxBufferSize: LONGEST_LINE,
    onEvent: (event) => {
      if (event.data.includes('\n')) event.data.split('\n').forEach(take)
      else take(event.data)
    },
  })

  const feed = (text: string): void => {
    const end = Math.max(text.lastIndexOf('\n'), text.lastIndexOf('\r')) + 1
    if (end === 0) return parser.feed(text)
    parser.feed(text.slice(0, end))
    // After a CR the blank line is CRLF: the parser holds a lone CR back, as it may be half of one.
    parser.feed(text[end - 1] === '\r' ? '\r\n' : '\n')
    if (end < text.length) parser.feed(text.slice(end))
  }

  return {
    feed: (bytes) => {
      const text = decoder.decode(bytes, { stream: true })
      // In pieces: the parser's limit is meant for one line, and counts whatever it is fed at once.
      for (let at = 0; at < text.length; at += PIECE) feed(text.slice(at, at + PIECE))
    },
    end: () => {
      feed(decoder.decode() + '\n\n')
      if (unfinished !== '') listener.malformed(unfinished)
      unfinished = ''
    },
  }
}

/** Objects only: an event is never a bare number or text. */
function parse(text: string): object | undefined {
  const value = parseJson(text)
  return typeof value === 'object' && value !== null ? value : undefined
}
