import { createParser } from 'eventsource-parser'
import { look } from '../answer.ts'
import type { Subject } from '../subject.ts'
import { ourProtocol } from './ours.ts'

/** The floor: reads, decodes, parses and adds up, and tells nobody. */
export const bare: Subject = {
  name: 'bare reader',
  most: 100_000,
  protocol: ourProtocol('\n\n'),
  open: async (answer) => {
    let text = ''
    return {
      send: async () => {
        const decoder = new TextDecoder()
        const parser = createParser({
          onEvent: ({ data }) => {
            // What `answer` printed.
            const { content } = JSON.parse(data) as { content?: string }
            text += content ?? ''
          },
        })
        const reader = answer().body?.getReader()
        for (let chunk = await reader?.read(); chunk?.value; chunk = await reader?.read()) {
          parser.feed(decoder.decode(chunk.value, { stream: true }))
        }
        look(text)
        return 'whole'
      },
      text: () => text,
      told: () => 0,
      close: () => {},
    }
  },
}
