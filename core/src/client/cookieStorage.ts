import type { SessionStorage } from './sessionStorage.ts'

/** The cookies of one request, and a way to add some to its answer. */
export interface RequestCookies {
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
  /** Sent over HTTPS only. Default true; browsers take `http://localhost` for such. */
  readonly secure?: boolean
  /** Seconds. Default 30 days, as long as a refresh token lives; `null` ends with the browser. */
  readonly maxAge?: number | null
}

/** A cookie holds 4,096 bytes with its name and attributes: what is longer is cut into several. */
const LONGEST = 3_600
/** Servers refuse headers of more than 16 to 32 KB. */
const MOST = 4

/**
 * A session in cookies, for apps that a server renders: it reads who is signed in from the request, and tokens it renews reach the browser
 * with the answer.
 *
 * In a page, where `request` is left out, it reads and writes `document.cookie`. On a server make one for each request. Its cookies can be
 * read by scripts and hold both tokens, as `localStorage` would.
 *
 * @example
 * const client = createClient({ appId, storage: cookieStorage() }) // in the page
 * const read = () => request.headers.get('cookie') ?? ''
 * const storage = cookieStorage({ read, write: (cookie) => headers.append('set-cookie', cookie) }) // on the server
 */
export function cookieStorage(request?: RequestCookies, options: CookieOptions = {}): SessionStorage {
  const { path = '/', domain, sameSite = 'Lax', secure = true, maxAge = 30 * 24 * 60 * 60 } = options
  const { read, write }: RequestCookies = request ?? {
    read: () => document.cookie,
    write: (cookie) => {
      document.cookie = cookie
    },
  }
  /** What was written to the answer: the request does not change by it. */
  const answered = new Map<string, { readonly value: string | null; readonly pieces: number }>()
  const always = `; Path=${path}; SameSite=${sameSite}${domain ? `; Domain=${domain}` : ''}${secure ? '; Secure' : ''}`
  const forAWhile = maxAge === null ? always : `${always}; Max-Age=${maxAge}`

  const piecesOf = (name: string): string[] => {
    const cookies = read().split(/; */)
    const pieces: string[] = []
    for (;;) {
      const begin = `${name}.${pieces.length}=`
      const next = cookies.find((cookie) => cookie.startsWith(begin))
      if (next === undefined) return pieces
      pieces.push(next.slice(begin.length))
    }
  }
  const put = (key: string, value: string | null): void => {
    const name = encodeURIComponent(key)
    const pieces = encodeURIComponent(value ?? '').match(new RegExp(`.{1,${LONGEST}}`, 'g')) ?? []
    if (pieces.length > MOST) throw new RangeError(`cookieStorage: ${value?.length} characters are more than cookies hold.`)
    const before = Math.max(piecesOf(name).length, answered.get(key)?.pieces ?? 0)
    pieces.forEach((piece, index) => write(`${name}.${index}=${piece}${forAWhile}`))
    for (let index = pieces.length; index < before; index += 1) write(`${name}.${index}=${always}; Max-Age=0`)
    if (request) answered.set(key, { value, pieces: pieces.length })
  }
  return {
    getItem: (key) => {
      const own = answered.get(key)
      if (own) return own.value
      try {
        return decodeURIComponent(piecesOf(encodeURIComponent(key)).join('')) || null
      } catch {
        return null // foreign, or cut: no session
      }
    },
    setItem: put,
    removeItem: (key) => put(key, null),
    extras: { rendered: true },
  }
}
