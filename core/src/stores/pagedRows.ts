import { perform } from '../client/call.ts'
import type { Client } from '../client/createClient.ts'
import { oneFor } from '../client/oneFor.ts'
import { resourceOf } from '../client/target.ts'
import type { Operation } from '../declare/index.ts'
import { keysOf, noPages, ownersOf, renamed, stalePages, withPage } from '../model/pages.ts'
import type { PageOfKeys, Pages } from '../model/pages.ts'
import { termsOf } from '../model/placement.ts'
import { concerns, standingOf } from '../model/standing.ts'
import type { Arrangement, ReadList, Standing, WrittenRow } from '../model/standing.ts'
import { fillPath } from '../wire/address.ts'
import type { Answer } from '../wire/document.ts'
import { namedIn } from '../wire/request.ts'
import type { Fields } from '../wire/request.ts'
import { saveAnswer } from '../wire/savedAnswer.ts'
import type { Saved, SavedPage } from '../wire/savedAnswer.ts'
import { createRows } from './rows.ts'
import type { Rows } from './rows.ts'

/** The part of a list's totals that every mode shows. */
export interface Totals {
  readonly totalPages: number | null
  readonly totalCount: number | null
}

/** The pages of a list as they were read, with what writes of this client do to them. */
export interface PagedRows {
  readonly type: string | undefined
  pages(): Pages
  /** Reads a page; `null` where nobody wants it any more. Its records are in the entity table, and it is not among the pages yet. */
  fetch(page: number, signal: AbortSignal): Promise<PageOfKeys | null>
  take(page: PageOfKeys): void
  /** Only these pages stay. */
  retain(keep: (page: number) => boolean): void
  /** All pages are about to be read again. */
  stale(): void
  /** The arrangement would come out otherwise now. */
  relist(): void
  /** Records changed, or all may have: is anything else shown now? */
  changed(keys?: ReadonlySet<string>): boolean
  rows(): Rows
  totals(): Totals
  keys(): readonly string[]
  forget(): void
  dump(): readonly SavedPage[] | null
  restore(saved: Saved, tell: () => number): boolean
}

const nobody: Standing = { leaving: [], entering: [], moving: [], fresh: [], unsure: [], count: 0 }

/**
 * What every kind of collection stands on: pages of keys, rows once each, rows of this client's own writes in their place or marked as
 * guessed, totals that count them.
 *
 * @param arrangement which rows are listed, and how; asked anew whenever pages or writes change
 *
 * @example
 * const paged = createPagedRows(client, listEntities, { per_page: 20 }, () => arrangeAll)
 */
export function createPagedRows(client: Client, operation: Operation, input: Fields | null, arrangement: () => Arrangement): PagedRows {
  const { entities, platform, stores } = client
  const resource = resourceOf(operation)
  const fields = resource ? { ...resource.fields, unique_id: '', created_at: '', updated_at: '' } : {}
  const type = resource?.type
  const path = input ? fillPath(operation, input) : ''
  const terms = termsOf(
    input ?? {},
    fields,
    Object.keys(input ?? {}).filter((name) => namedIn(operation.path, name)),
  )
  const rows = createRows(entities.seen)
  /** By their pages' keys, which last as long as the page. */
  const answers = new WeakMap<readonly string[], SavedPage>()
  /** Keys of the server that are, for all anybody knows, the other side of creations under way. */
  const twins = new Map<string, string>()
  const written = new Map<string, WrittenRow>()
  let pages = noPages
  let owners: Map<string, PageOfKeys> | undefined
  let facts: ReadList | undefined
  let standing = nobody
  let listed = ''

  const set = (next: Pages): void => {
    pages = next
    owners = facts = undefined
    listed = ''
  }
  /** What any list of this path has shown: rows that may come in when they are written. */
  const under = (): Set<string> => oneFor(client, `under ${path}`, () => new Set())
  /** Made once for all that happens until pages are read again: an edit looks at no other row. */
  const list = (): ReadList =>
    (facts ??= {
      path,
      terms,
      oldest: Math.min(...pages.held.map(({ ticket }) => ticket)),
      counted: pages.latest?.ticket ?? 0,
      read: (key) => (owners ??= ownersOf(pages)).get(key)?.ticket,
      under: (key) => under().has(key),
      row: rows.row,
      now: () => new Date(platform.now()).toISOString(),
    })
  /** Rows that turned out to be, or not to be, what was created here. */
  const rename = (): void => {
    for (const [key, made] of twins) {
      if (entities.twin(key) === made) continue
      twins.delete(key)
      if (entities.rowOf(key) !== made) set(renamed(pages, made, key))
    }
    for (const { key } of written.values()) {
      const [kind = '', own = ''] = [key.slice(0, key.indexOf('/') + 1), key.slice(key.indexOf('/') + 1)]
      const id = entities.idOf(own)
      if (id && list().read(kind + id) !== undefined) set(renamed(pages, kind + id, key))
    }
  }
  const arranged = (): boolean => {
    if (written.size === 0 && twins.size === 0 && standing === nobody && listed) return false
    rename()
    standing = written.size > 0 ? standingOf(written.values(), list()) : nobody
    const { entering, moving } = standing
    rows.changed(entering, true) // from now on they are rows of this list
    const ranks = [...entering, ...moving].map((key) => terms.order.map(({ name }) => rows.row(key)?.[name]))
    const now = JSON.stringify([standing, ranks])
    if (now === listed) return false
    listed = now
    const [mine, theirs] = [pages, standing]
    const lists = arrangement()
    rows.list((row) => lists(mine, theirs, terms, row))
    return true
  }
  const touch = (key: string, one: WrittenRow | undefined): void => {
    written.delete(key)
    if (one && concerns(one, list())) written.set(key, one)
  }
  const keep = (page: number, answer: SavedPage, ticket: number): PageOfKeys => {
    const { items: _, ...meta } = answer.rest
    const told = (answer.records ?? []).map((record) => {
      const key = entities.rowKey(record.type, record.id)
      const made = entities.twin(key)
      if (made) twins.set(key, made)
      under().add(made ?? key)
      return made ?? key
    })
    const keys = [...new Set(told)] // servers have been seen to tell a row twice
    answers.set(keys, answer)
    return { ...meta, page, keys, ticket }
  }
  const paged: PagedRows = {
    type,
    pages: () => pages,
    fetch: async (page, signal) => {
      const ticket = entities.begin()
      const answer: Answer = await perform(client, operation, { ...input, page }, { signal })
      // The operation is a list: document.ts answers a page, for it has a `page` to turn.
      return signal.aborted ? null : keep(page, saveAnswer(answer) as SavedPage, ticket)
    },
    take: (page) => {
      set(withPage(pages, page, (key) => !entities.base(key) && !entities.seen(key)))
      rows.changed(page.keys, true)
      rows.changed(written.keys())
      written.clear()
      if (type) for (const one of entities.touched(type)) touch(one.key, one)
      arranged()
    },
    retain: (keeps) => {
      set({ ...pages, held: pages.held.filter(({ page }) => keeps(page)) })
    },
    stale: () => set(stalePages(pages)),
    relist: () => {
      listed = ''
      arranged()
    },
    changed: (keys) => {
      if (pages.held.length === 0) return false
      const other = rows.changed(keys ?? paged.keys())
      for (const key of keys ?? []) touch(key, entities.touchedAt(key))
      return arranged() || other
    },
    rows: rows.now,
    totals: () => {
      const { totalCount = null, totalPages = null, perPage = 0 } = pages.latest ?? {}
      const total = totalCount === null ? null : Math.max(0, totalCount + standing.count)
      return {
        totalCount: total,
        totalPages: total === totalCount || total === null ? totalPages : Math.max(1, Math.ceil(total / perPage)),
      }
    },
    keys: () => [...new Set([...keysOf(pages), ...standing.entering])],
    forget: () => {
      set(noPages)
      standing = nobody
      stores.delete(`under ${path}`)
      for (const all of [twins, written]) all.clear()
      rows.clear()
    },
    dump: () => {
      const saved = pages.held.flatMap(({ keys }) => answers.get(keys) ?? [])
      return saved.length === pages.held.length ? saved : null
    },
    restore: (saved, tell) => {
      const shown = pages.held.map(({ page }) => page)
      // Somebody else's list may be shorter, or on another page: what is shown here is not cut.
      if ('records' in saved || !shown.every((page) => saved.some(({ rest }) => rest.page === page))) return false
      const ticket = tell()
      set(noPages)
      for (const answer of saved) {
        const { page } = answer.rest
        if (shown.length === 0 || shown.includes(page)) paged.take(keep(page, answer, ticket))
      }
      return true
    },
  }
  return paged
}
