import fc from 'fast-check'
import { expect, test } from 'vitest'
import { entityChat } from '../blocks/jarvis.ts'
import { conversation } from '../index.ts'
import type { ConversationStatus } from '../index.ts'
import { testClient, virtualPlatform } from '../testing/index.ts'
import type { VirtualPlatform } from '../testing/index.ts'

const CONVERSATIONS = 200
const AT_ONCE = 20
const SENDS = 3
const MINUTE = 60_000

/** What may happen to a message on its way, or to its answer; most of the time nothing does. */
const FAULTS = [
  'none',
  'none',
  'none',
  'none',
  'cut',
  'torn',
  'lost',
  'refused',
  'forgotten',
  'silent',
  'garbage',
  'empty',
  'twice',
] as const
type Fault = (typeof FAULTS)[number]

interface Row {
  readonly id: string
  readonly role: string
  readonly content: string
  readonly metadata?: unknown
}

/** A server that keeps every conversation, writes at its own pace, and has the bad days it is told to have. */
function server(
  { platform }: VirtualPlatform,
  chance: () => number,
): { rows: Map<string, Row[]>; fetch: (request: Request) => Promise<Response> } {
  const rows = new Map<string, Row[]>()
  let ids = 0
  const pick = <T>(list: readonly T[]): T => list[Math.floor(chance() * list.length)] as T // an index below the length
  const pause = (ms: number): Promise<void> => new Promise((go) => void platform.after(ms, go))
  const encode = (event: object | string): Uint8Array =>
    new TextEncoder().encode(`data: ${typeof event === 'string' ? event : JSON.stringify(event)}\n`)

  const say = (talk: string, role: string, content: string, metadata?: unknown): string => {
    const id = `m${(ids += 1)}`
    rows.set(talk, [...(rows.get(talk) ?? []), { id, role, content, metadata }])
    return id
  }
  const stream = (talk: string, fault: Fault, signal: AbortSignal): Response => {
    const words = Array.from({ length: 3 + Math.floor(chance() * 6) }, (_, at) => ` w${at}`)
    const until = fault === 'none' || fault === 'garbage' || fault === 'twice' ? words.length : Math.floor(chance() * words.length)
    const body = new ReadableStream<Uint8Array>({
      start: async (controller) => {
        let open = true
        signal.addEventListener('abort', () => {
          open = false
        })
        const put = (event: object | string): void => {
          if (open) controller.enqueue(encode(event))
        }
        for (const content of words.slice(0, until)) {
          put({ type: 'token', content })
          if (fault === 'garbage') put('{oops')
          await pause(20)
        }
        // Whatever the line does, the answer is finished and stored.
        const message_id = say(talk, 'assistant', words.join(''))
        const end = { type: 'done', message_id }
        if (until === words.length) put(end)
        if (fault === 'twice') [{ type: 'token', content: 'late' }, end].forEach(put)
        if (!open) return
        if (fault === 'torn') controller.error(new TypeError('terminated'))
        else if (fault !== 'silent') controller.close()
      },
    })
    return new Response(body, { headers: { 'content-type': 'text/event-stream' } })
  }
  return {
    rows,
    fetch: async (request) => {
      const { pathname, searchParams } = new URL(request.url)
      const talk = pathname.split('/')[6] ?? ''
      await pause(5)
      if (request.method === 'GET') {
        if (chance() < 0.05) throw new TypeError('Failed to fetch')
        if (chance() < 0.05) return new Response('', { status: 503 })
        const all = (rows.get(talk) ?? []).toReversed()
        const page = Number(searchParams.get('page'))
        const data = all.slice((page - 1) * 50, page * 50).map(({ id, ...attributes }) => {
          return { id, type: 'message', attributes: { unique_id: id, ...attributes } }
        })
        return Response.json({ data, meta: { totalPages: Math.ceil(all.length / 50) || 1, totalRecords: all.length } })
      }
      const { message } = (await request.json()) as { message: { content: string; metadata: unknown } }
      const fault = pick(FAULTS)
      if (fault === 'lost') throw new TypeError('Failed to fetch')
      if (fault === 'refused') return Response.json({ errors: [{ status: '422', detail: 'not now' }] }, { status: 422 })
      say(talk, 'user', message.content, message.metadata)
      if (fault === 'empty') {
        say(talk, 'assistant', 'In one piece')
        return new Response(null, { status: 204 })
      }
      const answer = stream(talk, fault, request.signal)
      if (fault === 'forgotten') throw new TypeError('Failed to fetch')
      return answer
    },
  }
}

test('200 conversations, 20 at once, in an hour of bad days: each ends as the server has it, and nothing is left', async () => {
  await fc.assert(
    fc.asyncProperty(fc.integer(), async (seed) => {
      let state = seed | 0
      /** Mulberry32: the same faults for the same seed. */
      const chance = (): number => {
        state = (state + 0x6d2b79f5) | 0
        let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
        mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
        return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
      }
      const virtual = virtualPlatform()
      const { rows, fetch } = server(virtual, chance)
      const it = testClient({ fetch }, { virtual, attempts: 1, requestsPerMinute: 1e9 })
      const outcomes: ConversationStatus[] = []
      const troubled = new Set<ConversationStatus>()
      const wrong: string[] = []
      const pause = (ms: number): Promise<void> => new Promise((go) => void virtual.platform.after(ms, go))

      const hold = async (talk: string): Promise<void> => {
        const $chat = conversation(it.client, entityChat, { id: 'e1', conv_id: talk })
        const leave = $chat.listen(() => {})
        for (let send = 0; send < SENDS; send += 1) {
          let status = await $chat.send(`Question ${send}`)
          // Only what the server does not have is sent again; only what is unknown is looked into.
          for (let tries = 0; status !== 'settled' && tries < 40; tries += 1) {
            troubled.add(status)
            status = await $chat.retry()
          }
          outcomes.push(status)
          await pause(chance() * MINUTE)
        }
        for (let tries = 0; tries === 0 || ($chat.value.error && tries < 20); tries += 1) await $chat.refetch()
        const shown = $chat.value.messages.map(({ id, role, content }) => `${id} ${role} ${content}`)
        const stored = (rows.get(talk) ?? []).map(({ id, role, content }) => `${id} ${role} ${content}`)
        if (JSON.stringify(shown) !== JSON.stringify(stored)) wrong.push(`${talk}: ${JSON.stringify({ shown, stored })}`)
        if (stored.filter((row) => row.includes(' user ')).length !== SENDS) wrong.push(`${talk}: said twice, or not at all`)
        leave()
      }
      const lane = async (from: number): Promise<void> => {
        for (let talk = from; talk < CONVERSATIONS; talk += AT_ONCE) await hold(`c${talk}`)
      }
      let over = false
      const all = Promise.all(Array.from({ length: AT_ONCE }, (_, from) => lane(from))).then(() => {
        over = true
      })
      for (let minute = 0; minute < 180 && !over; minute += 1) await it.advance(MINUTE)
      expect(over, 'a conversation is stuck').toBe(true)
      await all
      expect(wrong).toEqual([])
      expect(outcomes.filter((status) => status !== 'settled')).toEqual([])
      expect(outcomes).toHaveLength(CONVERSATIONS * SENDS)
      expect(troubled.has('error'), 'the days were not bad').toBe(true)
      // Nobody watches any more: five minutes later all is forgotten.
      await it.advance(6 * MINUTE)
      expect([...it.client.stores.keys()].filter((key) => key.startsWith('conversation '))).toEqual([])
      it.client.dispose()
      expect(it.timers()).toBe(0)
    }),
    { numRuns: 1, seed: 6, ...(process.env['SOAK'] ? { seed: Number(process.env['SOAK']), numRuns: 10 } : {}) },
  )
}, 120_000)
