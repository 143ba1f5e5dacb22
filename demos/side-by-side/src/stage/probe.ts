import { atom } from 'nanostores'
import type { ReadableAtom } from 'nanostores'
import type { ConversationState } from '@blockstate/core'
import { watchStream } from './watchStream.ts'
import type { Framing } from './watchStream.ts'

export type PanelName = 'react' | 'vue' | 'svelte' | 'plain'

/** A request as the client sent it. */
export interface Sent {
  readonly number: number
  readonly method: string
  readonly path: string
  /** `null` while nothing came back, `lost` where nothing will. */
  readonly status: number | 'lost' | null
  /** Milliseconds to the answer's head. */
  readonly ms: number | null
  readonly stream: boolean
}

/** What the answer under way, or the last one, has cost so far. */
export interface Pulse {
  readonly frames: number
  readonly renders: Readonly<Record<PanelName, number>>
  readonly tokens: number
  readonly tokensPerSecond: number | null
  readonly framing: Framing | null
}

/** Where a panel stands at this render. */
export interface Tally {
  readonly renders: number
  readonly frame: number
}

export interface Probe {
  /** The client's `fetch`: the page's own, looked at. */
  readonly fetch: typeof globalThis.fetch
  /** Newest first. */
  readonly $requests: ReadableAtom<readonly Sent[]>
  /** Told four times a second at most: numbers that race cannot be read. */
  readonly $pulse: ReadableAtom<Pulse>
  /** A panel calls it once a render. */
  tally(panel: PanelName): Tally
  /** Counts what a conversation publishes, from its next send on. Returns the undo. */
  follow(chat: ReadableAtom<ConversationState>): () => void
}

const KEPT = 60
const EVERY = 250
const none = { react: 0, vue: 0, svelte: 0, plain: 0 }

/**
 * Looks on: at what goes over the wire, at what the store publishes, and at how often each panel renders for it.
 *
 * @param base what paths are shown without
 *
 * @example
 * const probe = createProbe('http://localhost:4023/v1')
 * createClient({ appId: 'demo', fetch: probe.fetch })
 */
export function createProbe(base: string): Probe {
  const $requests = atom<readonly Sent[]>([])
  const $pulse = atom<Pulse>({ frames: 0, renders: none, tokens: 0, tokensPerSecond: null, framing: null })
  let number = 0
  let frames = 0
  let renders: Record<PanelName, number> = { ...none }
  let stream = { tokens: 0, framing: null as Framing | null, from: 0, to: 0 }
  let due: ReturnType<typeof setTimeout> | undefined

  const tellPulse = (): void => {
    due ??= setTimeout(() => {
      due = undefined
      const { tokens, framing, from, to } = stream
      const tokensPerSecond = tokens > 4 && to > from ? (tokens - 1) / ((to - from) / 1000) : null
      $pulse.set({ frames, renders: { ...renders }, tokens, tokensPerSecond, framing })
    }, EVERY)
  }
  const change = (which: number, news: Partial<Sent>): void => {
    $requests.set($requests.get().map((one) => (one.number === which ? { ...one, ...news } : one)))
  }
  const watched = (response: Response): Response => {
    if (!response.body) return response
    stream = { tokens: 0, framing: null, from: 0, to: 0 }
    const mine = stream
    const body = response.body.pipeThrough(
      watchStream(({ tokens, framing }) => {
        const now = performance.now()
        Object.assign(mine, { tokens, framing, from: mine.from || now, to: now })
        tellPulse()
      }),
    )
    return new Response(body, response)
  }

  return {
    $requests,
    $pulse,
    fetch: async (input, init) => {
      const request = new Request(input, init)
      const mine = (number += 1)
      const path = request.url.replace(base, '')
      $requests.set(
        [{ number: mine, method: request.method, path, status: null, ms: null, stream: false }, ...$requests.get()].slice(0, KEPT),
      )
      const began = performance.now()
      const took = (): number => Math.round(performance.now() - began)
      try {
        const response = await globalThis.fetch(request)
        const isStream = /event-stream/.test(response.headers.get('content-type') ?? '')
        change(mine, { status: response.status, ms: took(), stream: isStream })
        return isStream ? watched(response) : response
      } catch (error) {
        change(mine, { status: 'lost', ms: took() })
        throw error
      }
    },
    tally: (panel) => {
      renders[panel] += 1
      tellPulse()
      return { renders: renders[panel], frame: frames }
    },
    follow: (chat) =>
      chat.listen(({ status }, before) => {
        if (status === 'submitting' && before?.status !== status) {
          frames = 0
          renders = { ...none }
        }
        frames += 1
        tellPulse()
      }),
  }
}
