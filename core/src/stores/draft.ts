import type { Client } from '../client/createClient.ts'
import type { SessionStorage } from '../client/sessionStorage.ts'
import { userOf } from '../client/userOf.ts'
import { isObject, parseJson } from '../wire/json.ts'
import { keyOf } from '../wire/key.ts'
import type { Fields } from '../wire/request.ts'
import { acting } from './acting.ts'
import type { ActingStore } from './acting.ts'
import type { ChatRoutes, ConversationInput } from './conversationState.ts'
import { watchable } from './watchable.ts'

/** Milliseconds after the last key until a draft is stored. */
const SETTLES = 300

export interface DraftState {
  readonly text: string
}

export interface DraftActions {
  write(text: string): void
  /** It was sent. */
  clear(): void
}

export type DraftStore = ActingStore<DraftState, DraftActions>

export interface DraftOptions {
  /** Where it survives a reload. Default `localStorage`; `null` keeps it in memory only. */
  readonly storage?: SessionStorage | null
}

/**
 * What somebody was about to say in a conversation: kept over a reload, the same for everybody who asks this client for it, and gone with
 * the user. What another tab stored meanwhile shows when this one is looked at again, unless something was written here since.
 *
 * @example
 * const $draft = draft(client, entityChat, { id, conv_id })
 * input.oninput = () => $draft.write(input.value)
 */
export function draft<R extends ChatRoutes>(
  client: Client,
  routes: R,
  input: ConversationInput<R>,
  { storage = hostStorage() }: DraftOptions = {},
): DraftStore {
  const { platform, session, stores, signal } = client
  // ConversationInput's fields are the path parameters request.ts takes.
  const own = keyOf(routes.list, input as Fields)
  const name = `draft ${own}`
  // The key names one kind of store only.
  const known = stores.get(name) as DraftStore | undefined
  if (known) return known
  const shelf = `blockstate:drafts:${client.appId}@${client.addresses.baseUrl}`
  let user = userOf(client)
  let unsaved: (() => void) | undefined

  /** The stored drafts of whoever is signed in: another user's are never looked at. */
  const stored = (): Record<string, unknown> => {
    const kept = parseJson(storage?.getItem(shelf) ?? '')
    return isObject(kept) && kept['user'] === user && isObject(kept['drafts']) ? kept['drafts'] : {}
  }
  const read = (): string => String(stored()[own] ?? '')
  const save = (): void => {
    if (!unsaved) return
    unsaved()
    unsaved = undefined
    const { [own]: _, ...others } = stored()
    const { text } = $store.value
    const drafts = text ? { ...others, [own]: text } : others
    try {
      storage?.setItem(shelf, JSON.stringify({ user, drafts }))
    } catch {
      // No room, or not allowed: it then lives as long as the page, as documented for `null`.
    }
  }
  const show = (text: string): void => {
    if (text !== $store.value.text) $store.set({ text })
  }
  const { $store } = watchable<DraftState>(platform, { text: read() }, () => {
    const offs = [platform.onFocus(() => unsaved || show(read())), platform.onHide?.(save)]
    return () => {
      save()
      offs.forEach((off) => off?.())
    }
  })
  const off = session.listen(() => {
    if (userOf(client) === user) return
    unsaved?.()
    unsaved = undefined
    // The one who leaves takes the drafts along; whoever is found signed in after a reload had them all the time.
    if (user !== '') storage?.removeItem(shelf)
    user = userOf(client)
    show(read())
  })
  signal.addEventListener('abort', () => {
    save()
    off()
  })
  const store = acting($store, {
    write: (text) => {
      show(text)
      unsaved?.()
      unsaved = platform.after(SETTLES, save)
    },
    clear: () => {
      show('')
      unsaved ??= () => {}
      save()
    },
  } satisfies DraftActions)
  stores.set(name, store)
  return store
}

/** `localStorage` where the page may use it: reading the property alone throws where cookies are blocked. */
function hostStorage(): SessionStorage | null {
  try {
    return globalThis.localStorage ?? null
  } catch {
    return null // documented: the draft then lives as long as the page
  }
}
