import type { Client } from '../client/createClient.ts'
import { userOf } from '../client/userOf.ts'
import type { Input, Operation, Row } from '../declare/index.ts'
import { BlockstateError } from '../wire/error.ts'
import { keyOf } from '../wire/key.ts'
import type { Fields } from '../wire/request.ts'
import { acting } from './acting.ts'
import type { ActingStore } from './acting.ts'
import { askedSearch } from './askedSearch.ts'
import type { AskedSearch, Counting, FacetCounts } from './askedSearch.ts'
import type { Refetchable } from './read.ts'
import { watchable } from './watchable.ts'

/** A box to type in, and what was found for it. */
export interface SearchState<T> {
  /** `idle`: nothing is asked, as nothing or too little was typed. Otherwise as a list's; `pending` from the first key on. */
  readonly status: 'idle' | 'pending' | 'success' | 'error'
  /** What stands in the box, as it was typed. */
  readonly text: string
  /** The text that `items` answer, without the blanks around it. */
  readonly answered: string
  /** The items answer what was asked before: what was typed since has no answer yet. */
  readonly previous: boolean
  readonly items: readonly T[]
  /** What to render each of the items by. */
  readonly keys: readonly string[]
  /** What stands in the box is being asked. */
  readonly fetching: boolean
  /** The read under way is for the next page. */
  readonly loadingMore: boolean
  readonly hasMore: boolean
  /** `null` where the server does not tell. */
  readonly totalCount: number | null
  /** What was found, counted by fields; empty where the options name none, and until they are counted. */
  readonly facets: readonly FacetCounts[]
  readonly error?: BlockstateError | undefined
  /** Why the facets are not counted, or not anew. */
  readonly facetsError?: BlockstateError | undefined
}

export interface SearchOptions {
  /** Milliseconds after the last key before a text is asked. Default 150. A text that is known already, and an empty one, wait for nothing. */
  readonly wait?: number
  /** Letters from which on a text is asked. Default 1. */
  readonly minLength?: number
  /** Shows the whole list while less is typed, in place of nothing. For operations whose text is optional. Default false. */
  readonly whole?: boolean
  /** Milliseconds an answer counts as fresh: a text that is typed again meanwhile sends nothing. Default 30,000. */
  readonly staleTime?: number
  /** Counts what was found by the values of fields: `{ operation: getFacets, fields: ['language'], limit: 8 }`. */
  readonly facets?: Counting
}

/** What narrows a search besides the text: the operation's input without the text and the page. */
export type SearchInput<O> = Omit<Input<O>, 'page' | 'q' | 'query' | 'search'>

export interface SearchActions<I> extends Refetchable {
  /** The box holds this now. */
  type(text: string): void
  /** Asks what stands in the box without waiting: Enter was pressed. */
  submit(): void
  /** Searches within something else from now on, at once. Bindings call it with their input. */
  narrow(input: I): void
  /** Loads the next page of what was found, if there is one and none is loading. Resolves when the store shows the outcome. */
  loadMore(): Promise<void>
}

export type SearchStore<O> = ActingStore<SearchState<Row<O>>, SearchActions<SearchInput<O>>>

/** Milliseconds in which a quick typist presses the next key. */
const WAIT = 150

/**
 * A search as it is typed: for `search`, `autocomplete`, and any list that takes a `search`. Every call makes a store of its own; the
 * answers are shared with all who ask the same of the client.
 *
 * The text is asked once it has stood still, without the blanks around it, and is shown as soon as it is answered, whatever else is
 * answered later. Until then what was found before stays, marked `previous`. A request that is overtaken is aborted, unless somebody else
 * waits for it. What an earlier user typed and found is gone with that user.
 *
 * Throws `invalid_input` for an operation that takes no text.
 *
 * @example
 * const $found = searchAsYouType(client, search, { entity_type: 'book' })
 * input.oninput = () => $found.type(input.value)
 * $found.subscribe(({ items, previous }) => render(items, previous))
 */
export function searchAsYouType<O extends Operation>(
  client: Client,
  operation: O,
  input: SearchInput<O>,
  { wait = WAIT, minLength = 1, whole = false, facets, ...options }: SearchOptions = {},
): SearchStore<O> {
  const { platform, keeper, session } = client
  const { declared, route } = operation
  const field = ['query', 'q', 'search'].find((name) => name in { ...declared.query, ...declared.body })
  if (!field) throw new BlockstateError('invalid_input', `${route} takes no text: it has none of query, q and search.`)
  const idle: SearchState<Row<O>> = {
    status: 'idle',
    text: '',
    answered: '',
    previous: false,
    items: [],
    keys: [],
    fetching: false,
    loadingMore: false,
    hasMore: false,
    totalCount: null,
    facets: [],
  }
  // A copy: a reactive object of Vue or Svelte may change later. Whatever a request can carry, JSON can.
  const copied = (fields: SearchInput<O>): Fields => JSON.parse(JSON.stringify(fields)) as Fields
  let text = ''
  let within = copied(input)
  let waiting: (() => void) | undefined
  /** What was asked last, and what is shown for as long as that has no answer. */
  let asked: AskedSearch<Row<O>> | null = null
  let shown: AskedSearch<Row<O>> | null = null
  let counted: Partial<SearchState<Row<O>>> = {}
  let unfollow = (): void => {}
  let [epoch, user] = [keeper.signal(), userOf(client)]

  /** What is to be asked for what stands in the box; `null` for nothing. */
  const question = (): Fields | null => {
    const words = text.trim()
    if (words !== '' && words.length >= minLength) return { ...within, [field]: words }
    return whole ? within : null
  }
  const keyed = (wanted: Fields | null): string | null => wanted && keyOf(operation, wanted)
  const opened = (wanted: Fields, counting?: Counting): AskedSearch<Row<O>> =>
    askedSearch(client, operation, wanted, field, options, counting)
  const now = (): SearchState<Row<O>> => {
    const wanted = question()
    if (!wanted) return { ...idle, text }
    const current = asked?.key === keyed(wanted) ? asked.found() : null
    const fetching = current?.fetching ?? false
    if (asked && current && current.status !== 'pending') return { ...idle, ...counted, ...current, text, answered: asked.words }
    const before = shown?.found()
    // Only an answer is worth keeping.
    if (!shown || before?.status !== 'success') return { ...idle, ...counted, text, status: 'pending', fetching }
    return { ...idle, ...counted, ...before, text, answered: shown.words, previous: true, fetching, loadingMore: false }
  }
  /** Listens to what is asked, and to what is shown meanwhile: its rows may be gone with the session. */
  const follow = (): void => {
    const before = unfollow
    const offs = watched() ? [...new Set([asked, shown])].map((one) => one?.listen(show)) : []
    unfollow = () => offs.forEach((off) => off?.())
    before()
  }
  const show = (): void => {
    if (epoch !== keeper.signal()) {
      // Who was signed in leaves nothing behind; what a visitor typed still stands in the box after signing in.
      if (user !== '') text = ''
      epoch = keeper.signal()
      shown = null
      counted = {}
      return ask()
    }
    user = userOf(client)
    if (asked !== shown && asked?.found().status === 'success') {
      shown = asked
      follow()
    }
    counted = { ...counted, ...asked?.counts() }
    $store.set(now())
  }
  const ask = (): void => {
    waiting?.()
    waiting = undefined
    const wanted = question()
    if ((asked?.key ?? null) === keyed(wanted)) return show()
    const overtaken = asked
    asked = wanted && opened(wanted, facets)
    if (!asked) {
      shown = null
      counted = {}
    }
    follow()
    if (overtaken !== shown) overtaken?.abandon()
    show()
  }
  const { $store, watched } = watchable<SearchState<Row<O>>>(platform, now(), () => {
    // In a microtask: whoever starts watching while rendering must see the state it rendered with first.
    queueMicrotask(() => {
      follow()
      show()
    })
    const off = session.listen(show)
    return () => {
      off()
      unfollow()
      asked?.abandon()
    }
  })
  if (whole) ask()

  return acting($store, {
    type: (typed) => {
      text = typed
      const wanted = question()
      waiting?.()
      waiting = undefined
      // What is known already costs no request, and what is not asked even less.
      if (!wanted || opened(wanted).found().status !== 'pending') return ask()
      if (asked?.key !== keyed(wanted)) waiting = platform.after(wait, ask)
      show()
    },
    submit: ask,
    narrow: (next) => {
      const fields = copied(next)
      if (keyed(fields) === keyed(within)) return
      within = fields
      ask()
    },
    loadMore: async () => {
      if (!$store.value.previous) await asked?.loadMore()
    },
    refetch: async () => {
      ask()
      await asked?.refetch()
    },
  } satisfies SearchActions<SearchInput<O>>)
}
