/** How an answer is written. */
export interface Protocol {
  readonly before: readonly object[]
  readonly token: (content: string) => object
  readonly after: readonly object[]
  /** What the stream says when it fails. */
  readonly failure: object
  /** What ends a line of data. */
  readonly end: string
  /** What stands before each line of data. Nothing unless said. */
  readonly head?: string
}

/** About 4.5 characters a token, some of several bytes. */
const WORDS = [' loom', ' press', ' and', ' größer', ' 東京', ' a', ' the', ' plan,']
const word = (at: number): string => WORDS[at % WORDS.length] ?? ''

/** The answer of so many tokens, as events of one protocol, one chunk an event. */
export function answerOf(tokens: number, { before, token, after, end, head = '' }: Protocol): Uint8Array[] {
  const encoder = new TextEncoder()
  const events = [...before, ...Array.from({ length: tokens }, (_, at) => token(word(at))), ...after]
  return events.map((event) => encoder.encode(`${head}data: ${JSON.stringify(event)}${end}`))
}

/** How many characters an answer of so many tokens has: whoever shows fewer has not done the work. */
export function lengthOf(tokens: number): number {
  let length = 0
  for (let at = 0; at < tokens; at += 1) length += word(at).length
  return length
}

/** A message of the history, as long as one in a support chat tends to be. */
export function saying(at: number): string {
  return `Message ${at} of the history, as long as a question in a support chat tends to be. `.repeat(4)
}

/** A response that streams these chunks, each handed over when it is asked for. */
export function streaming(all: readonly Uint8Array[]): Response {
  let at = 0
  const body = new ReadableStream<Uint8Array>({
    pull: (controller) => {
      const chunk = all[at]
      at += 1
      if (chunk) controller.enqueue(chunk)
      else controller.close()
    },
  })
  return new Response(body, { headers: { 'content-type': 'text/event-stream' } })
}

/** What showing a text does to it: its pieces are joined. */
export function look(text: string): number {
  return text.charCodeAt(text.length - 1)
}
