import type { SessionState } from '../model/session.ts'

/** Of the keys and of what stands under them. What another version of this library stored is not looked at. */
const FORMAT = 1

/** Whose entries stand where. */
export interface Place {
  /** What the keys of everybody of this app begin with. */
  readonly app: string
  /** What the keys of this user begin with. */
  readonly user: string
}

/**
 * Where things are kept of whoever is signed in; `null` while it is not known who that is. Nobody has a place as well.
 *
 * Keys are made of small letters, digits, `-`, `_` and `:` only, and differ wherever the names do: storages that are files turn `:`
 * into folders, may not tell `A` from `a`, and must never lead from one user to another.
 *
 * @param app the app and its API
 *
 * @example
 * placeOf('demo@https://api.23blocks.com/v1', client.session.value)?.user // 'blockstate:1:demo_40_https_3a_…:u1'
 */
export function placeOf(app: string, session: SessionState): Place | null {
  const all = `blockstate:${FORMAT}:${segment(app)}:`
  if (session.status === 'anonymous') return { app: all, user: `${all}_:` } // no segment is a bare `_`
  if (session.status !== 'authenticated' || !session.user) return null
  return { app: all, user: `${all}${segment(session.user.unique_id)}:` }
}

/** Where a read is kept. Two reads of one place are as likely to meet as 1 in 2^64; the entry says which it is. */
export function readKey(user: string, key: string): string {
  return `${user}r:${fnv(key, 0x811c9dc5)}-${fnv(key, 0x01234567)}`
}

/** Where a write of one tab is kept. */
export function writeKey(user: string, tab: string, id: string): string {
  return `${user}w:${segment(tab)}:${segment(id)}`
}

/** Where an acknowledged write is kept: of no tab, for there is nothing left to send. */
export function doneKey(user: string, id: string): string {
  return `${user}d:${segment(id)}`
}

/**
 * The tab that a key of a write belongs to, as what its keys begin with; `null` for any other key.
 *
 * @example
 * tabOf(app, writeKey(user, 't1', 'w1')) // `${user}w:t1:`
 */
export function tabOf(app: string, key: string): string | null {
  const [owner, kind, tab] = key.slice(app.length).split(':')
  return kind === 'w' && tab ? `${app}${owner}:w:${tab}:` : null
}

/** A name as a part of a key: different names, different parts. */
function segment(name: string): string {
  return name.replace(/[^a-z0-9-]/gu, (character) => `_${character.codePointAt(0)?.toString(16)}_`)
}

/** FNV-1a in 32 bits, begun at `seed`. */
function fnv(text: string, seed: number): string {
  let hash = seed
  for (let at = 0; at < text.length; at += 1) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193)
  return (hash >>> 0).toString(36)
}
