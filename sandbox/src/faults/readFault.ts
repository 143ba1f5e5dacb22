import type { Framing } from '../server/eventStream.ts'

/** One bad day, as data. Times are milliseconds, `retryAfter` seconds, counts are stream events (or bytes, for `truncate`). */
export interface Fault {
  readonly delay?: number
  readonly status?: number
  readonly statusAfter?: number
  readonly retryAfter?: number
  readonly drop?: number
  readonly stall?: number
  readonly truncate?: number
  readonly slow?: number
  readonly framing?: Framing
  readonly body?: 'html' | 'empty' | 'garbage'
}

type Reader = (text: string) => Fault | string

const count =
  (name: 'delay' | 'drop' | 'stall' | 'truncate' | 'slow' | 'retryAfter', most: number): Reader =>
  (text) =>
    /^\d{1,9}$/.test(text) && Number(text) <= most ? { [name]: Number(text) } : `must be a whole number from 0 to ${most}`

const refusal =
  (name: 'status' | 'statusAfter'): Reader =>
  (text) =>
    /^[45]\d\d$/.test(text) ? { [name]: Number(text) } : 'must be a status from 400 to 599'

const choice =
  <Name extends 'framing' | 'body'>(name: Name, values: readonly NonNullable<Fault[Name]>[]): Reader =>
  (text) => {
    const value = values.find((one) => one === text)
    return value === undefined ? `must be one of: ${values.join(', ')}` : { [name]: value }
  }

/** The closed grammar: every word that may stand in a fault. A Map, since a header may well say `constructor=1`. */
const words: ReadonlyMap<string, Reader> = new Map([
  ['delay', count('delay', 600_000)],
  ['status', refusal('status')],
  ['status-after', refusal('statusAfter')],
  ['retry-after', count('retryAfter', 86_400)],
  ['drop', count('drop', 1_000_000)],
  ['stall', count('stall', 1_000_000)],
  ['truncate', count('truncate', 1_000_000_000)],
  ['slow', count('slow', 600_000)],
  ['framing', choice('framing', ['line', 'blank'])],
  ['body', choice('body', ['html', 'empty', 'garbage'])],
])

/** The words of the grammar, for pages and messages. */
export const faultWords: readonly string[] = [...words.keys()]

/**
 * Reads `delay=500; status=503; retry-after=2`. Answers the sentence that says what is wrong where a word or its value is.
 *
 * Of a word said twice the last counts. An empty text is no fault.
 *
 * @example
 * readFault('drop=12; slow=80') // { drop: 12, slow: 80 }
 * readFault('dorp=12') // "'dorp' is no fault; the words are: delay, …"
 */
export function readFault(text: string): Fault | string {
  let fault: Fault = {}
  for (const part of text
    .split(';')
    .map((piece) => piece.trim())
    .filter((piece) => piece !== '')) {
    const equals = part.indexOf('=')
    const name = (equals < 0 ? part : part.slice(0, equals)).trim().toLowerCase()
    const reader = words.get(name)
    if (reader === undefined) return `'${name}' is no fault; the words are: ${faultWords.join(', ')}`
    const read = reader(equals < 0 ? '' : part.slice(equals + 1).trim())
    if (typeof read === 'string') return `${name} ${read}`
    fault = { ...fault, ...read }
  }
  return fault
}
