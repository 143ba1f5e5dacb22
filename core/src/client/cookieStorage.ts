import type { SessionStorage } from './sessionStorage.ts'

/** Where cookies are read and written: the page's, or those of one request and its answer. */
export interface CookieJar {
  /** All of them, as a `Cookie` header has them: `a=1; b=2`. */
  read(): string
  /** One, as a `Set-Cookie` header has it. */
  write(cookie: string): void
}

export interface CookieOptions {
  /** Default `/`. */
  readonly path?: string
  /** Default the host that answers, and no other. */
  readonly domain?: string
  /** Default `Lax`. */
  readonly sameSite?: 'Lax' | 'Strict' | 'None'
  /** Sent over HTTPS only. Default true; a page on `http://localhost` keeps such cookies too. */
  readonly secure?: boolean
  /** Seconds. Default 30 days, as long as a refresh token lives; `null` ends with the browser. */
  readonly maxAge?: number | null
}

/** A cookie holds 4,096 bytes, its name and attributes included; what is longer is cut into several. */
const LONGEST = 3_600
const MOST = 8

/**
 * A session in cookies, for apps that a server renders: it reads who is signed in from the request, and what it renews reaches the browser
 * with the answer.
 *
 * In a page it reads and writes `document.cookie`. On a server give it the request's cookies and a way to add `Set-Cookie` headers, a
 * storage and a client for each request. Cookies that scripts may read hold both tokens: see the guide for what that means.
 *
 * @example
 * const client = createClient({ appId, storage: cookieStorage() }) // in the page
 * const storage = cookieStorage({ read: () => request.headers.get('cookie') ?? '', write: (cookie) => headers.append('set-cookie', cookie) })
 */
export function cookieStorage(jar: CookieJar = documentCookies(), options: CookieOptions = {}): SessionStorage {
  const { path = '/', domain, sameSite = 'Lax', secure = true, maxAge = 30 * 24 * 60 * 60 } = options
  /** What was written here; the cookies of a request do not change. */
  const written = new Map<string, string | null>()
  const attributes = (age: number | null): string =>
    `; Path=${path}; SameSite=${sameSite}${domain ? `; Domain=${domain}` : ''}${secure ? '; Secure' : ''}${age === null ? '' : `; Max-Age=${age}`}`
  const parts = (name: string): string[] => {
    const found = new Map(
      jar.read().split(/; */).map((cookie) => {
        const at = cookie.indexOf('=')
        return [cookie.slice(0, at), cookie.slice(at + 1)] as const
      }),
    )
    const all: string[] = []
    for (let part = found.get(`${name}.0`); part !== undefined; part = found.get(`${name}.${all.length}`)) all.push(part)
    return all
  }
  const write = (key: string, value: string): void => {
    const name = encodeURIComponent(key)
    const pieces = value.match(new RegExp(`.{1,${LONGEST}}`, 'g')) ?? []
    if (pieces.length > MOST) throw new RangeError(`A session of ${value.length} bytes is too much for cookies.`)
    const before = parts(name).length
    pieces.forEach((piece, index) => jar.write(`${name}.${index}=${piece}${attributes(maxAge)}`))
    for (let index = pieces.length; index < before; index += 1) jar.write(`${name}.${index}=${attributes(0)}`)
  }
  return {
    getItem: (key) => {
      const own = written.get(key)
      if (own !== undefined) return own
      const text = parts(encodeURIComponent(key)).join('')
      if (text === '') return null
      try {
        return decodeURIComponent(text)
      } catch {
        return null // cut or foreign: no session
      }
    },
    setItem: (key, value) => {
      write(key, encodeURIComponent(value))
      if (!live(jar)) written.set(key, value)
    },
    removeItem: (key) => {
      write(key, '')
      if (!live(jar)) written.set(key, null)
    },
    extras: { rendered: true },
  }
}

/** Does the jar tell by itself what was written to it? */
function live(jar: CookieJar): boolean {
  return jar === page
}

const page: CookieJar = {
  read: () => document.cookie,
  write: (cookie) => {
    document.cookie = cookie
  },
}

function documentCookies(): CookieJar {
  return page
}
