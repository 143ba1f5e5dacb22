import type { RecordOf, Reference, Resource } from '@blockstate/core/describe'

/** A record as a handler tells it: any of its attributes, and always what names it. References go into `relationships`. */
export type RowOf<R extends Resource> = Partial<RecordOf<R>> & { readonly unique_id: string }

/** What stands beside the data of an answer. */
export interface AnswerOptions {
  readonly status?: number
  readonly meta?: Readonly<Record<string, unknown>>
  /** Relationships that are not fields of the resource. */
  readonly relationships?: Readonly<Record<string, Reference | readonly Reference[] | null>>
  /** Whole records sent along (JSON:API compound document). */
  readonly included?: readonly RecordAnswer[]
}

export interface RecordAnswer extends AnswerOptions {
  readonly kind: 'record'
  readonly resource: Resource
  readonly row: Readonly<Record<string, unknown>>
}

export interface ListAnswer extends AnswerOptions {
  readonly kind: 'list'
  readonly resource: Resource
  readonly rows: readonly Readonly<Record<string, unknown>>[]
  /** Rows in all pages; absent where the list is not paged. */
  readonly total?: number
}

export interface PlainAnswer extends AnswerOptions {
  readonly kind: 'plain'
  readonly data: object
  /** With a type the data goes out as `{ type, attributes }`, as sessions do; without one as it is. */
  readonly type?: string
  readonly id?: string
}

export interface MessageAnswer {
  readonly kind: 'message'
  readonly text: string
  readonly status?: number
}

export interface NothingAnswer {
  readonly kind: 'nothing'
}

export interface StreamAnswer {
  readonly kind: 'stream'
  readonly events: AsyncIterable<Readonly<Record<string, unknown>>>
}

export interface FileAnswer {
  readonly kind: 'file'
  readonly name: string
  /** Its media type: `text/csv; charset=utf-8`. */
  readonly type: string
  readonly content: string
}

/** What a handler gives back; the server turns it into bytes. */
export type Answer = RecordAnswer | ListAnswer | PlainAnswer | MessageAnswer | NothingAnswer | StreamAnswer | FileAnswer

/**
 * Answers one record: 201 for a POST, 200 otherwise, unless `status` says more.
 *
 * Only declared fields and the stamps are sent, so a database row may be given as it is.
 *
 * @example
 * return record(Entity, row)
 */
export function record<R extends Resource>(resource: R, row: RowOf<R>, options: AnswerOptions = {}): RecordAnswer {
  return { kind: 'record', resource, row, ...options }
}

/**
 * Answers a list that has no pages.
 *
 * @example
 * return list(Context, rows)
 */
export function list<R extends Resource>(resource: R, rows: readonly RowOf<R>[], options: AnswerOptions = {}): ListAnswer {
  return { kind: 'list', resource, rows, ...options }
}

/**
 * Answers one page of a list. The server writes `meta` in the style the caller asked in.
 *
 * @example
 * return page(Entity, rows, { total: 72 })
 */
export function page<R extends Resource>(
  resource: R,
  rows: readonly RowOf<R>[],
  options: AnswerOptions & { readonly total: number },
): ListAnswer {
  return { kind: 'list', resource, rows, ...options }
}

/**
 * Answers data that is no record: `{ data: … }`, or `{ data: { type, attributes, relationships } }` with a `type`.
 *
 * @example
 * return plain({ answer, sources })
 */
export function plain(data: object, options: AnswerOptions & { readonly type?: string; readonly id?: string } = {}): PlainAnswer {
  return { kind: 'plain', data, ...options }
}

/**
 * Answers a sentence without data: `{ message }`.
 *
 * @example
 * return message('Password changed')
 */
export function message(text: string, options: { readonly status?: number } = {}): MessageAnswer {
  return { kind: 'message', text, ...options }
}

/**
 * Answers 204 without a body.
 *
 * @example
 * return nothing()
 */
export function nothing(): NothingAnswer {
  return { kind: 'nothing' }
}

/**
 * Answers a stream of server-sent events, one JSON object each, with its `type`.
 *
 * The iterable is read to its end even when the reader has gone: `context.signal` tells of that, and the handler decides
 * whether to go on (and store) or to return.
 *
 * @example
 * return stream(tokens(context))
 */
export function stream(events: AsyncIterable<Readonly<Record<string, unknown>>>): StreamAnswer {
  return { kind: 'stream', events }
}

/**
 * Answers a file as it is, to be saved under its name: for readers who asked for its type rather than for the API's JSON.
 *
 * @example
 * return file({ name: 'contacts.csv', type: 'text/csv; charset=utf-8', content })
 */
export function file(parts: Omit<FileAnswer, 'kind'>): FileAnswer {
  return { kind: 'file', ...parts }
}
