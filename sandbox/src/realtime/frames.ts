import { Buffer } from 'node:buffer'

/** A frame a client may send, in the words of ActionCable v1 JSON (docs.anycable.io/misc/action_cable_protocol). */
export interface ClientFrame {
  readonly command: 'subscribe' | 'unsubscribe' | 'message'
  /** As it was sent: it is echoed byte for byte. */
  readonly identifier: string
  /** What a `message` performs: an object with its `action`. */
  readonly data: Readonly<Record<string, unknown>>
}

/** The subprotocol that is spoken here. */
export const SUBPROTOCOL = 'actioncable-v1-json'

/** Bytes of the longest frame that is read: 64 kB. */
const LONGEST = 64 * 1024

/**
 * Reads a frame of a client; `undefined` where it is too long, no JSON, or says nothing that is known here.
 *
 * @example
 * readFrame('{"command":"subscribe","identifier":"{\\"channel\\":\\"UserInboxChannel\\"}"}')?.command // 'subscribe'
 */
export function readFrame(text: string): ClientFrame | undefined {
  if (Buffer.byteLength(text) > LONGEST) return undefined
  const { command, identifier, data } = objectIn(text) ?? {}
  if (typeof identifier !== 'string') return undefined
  if (command === 'subscribe' || command === 'unsubscribe') return { command, identifier, data: {} }
  if (command !== 'message' || typeof data !== 'string') return undefined
  const performed = objectIn(data)
  return performed === undefined ? undefined : { command, identifier, data: performed }
}

/**
 * The JSON object in a text; `undefined` where it holds something else.
 *
 * @example
 * objectIn('{"channel":"UserInboxChannel"}') // { channel: 'UserInboxChannel' }
 */
export function objectIn(text: string): Record<string, unknown> | undefined {
  try {
    const value: unknown = JSON.parse(text)
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? Object.fromEntries(Object.entries(value)) : undefined
  } catch {
    // The frame itself is refused: its sender is told.
    return undefined
  }
}

/** Why the server ends a connection, and whether the client may come back by itself. */
export type Farewell = 'unauthorized' | 'invalid_request' | 'remote' | 'server_restart'

/** What the server says. */
export const frames = {
  welcome: (): string => JSON.stringify({ type: 'welcome' }),
  /** `now` in milliseconds since 1970; the frame tells whole seconds. */
  ping: (now: number): string => JSON.stringify({ type: 'ping', message: Math.floor(now / 1000) }),
  confirm: (identifier: string): string => JSON.stringify({ identifier, type: 'confirm_subscription' }),
  reject: (identifier: string): string => JSON.stringify({ identifier, type: 'reject_subscription' }),
  message: (identifier: string, message: object): string => JSON.stringify({ identifier, message }),
  /** Only a restart is worth coming back after. */
  disconnect: (reason: Farewell): string => JSON.stringify({ type: 'disconnect', reason, reconnect: reason === 'server_restart' }),
}
