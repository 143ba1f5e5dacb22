import type { RecordName, RecordPatch } from './patch.ts'
import type { RecordOf, Resource } from './resource.ts'
import type { Checked, Shape, Told, Written } from './shape.ts'

export type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'

/** `METHOD block/rest/of/the/:path`. The first segment names the block. */
export type Route = `${Method} ${string}/${string}`

/** What an operation answers: a record, a list of them (a page where the query is paged), or a plain shape. */
export type Returns = Resource | readonly [Resource] | Shape

/** The pieces of a streamed answer, by their `type`: `{ token: { content: 'string' } }`. */
export type Streams = { readonly [type: string]: Shape }

/** Everything a declaration says beyond its route. */
export interface Declaration {
  /** One line in our own words; docs, tools and the sandbox's catalogue print it. */
  readonly about: string
  readonly query?: Shape
  readonly body?: Resource | Shape
  /** The key the body is wrapped in. A resource brings its own; a plain shape is flat unless this names one. */
  readonly root?: string
  readonly returns?: Returns
  readonly streams?: Streams
  /** `none`: sent without a token. */
  readonly auth?: 'none'
  /** A 401 is the answer to what was asked (a wrong password or code), not a lost session. */
  readonly credentials?: true
  /** What a success means to the session: its answer holds tokens (`begins`), it is over (`ends`), or tells who is signed in (`tells`). */
  readonly session?: 'begins' | 'ends' | 'tells'
  /**
   * The kind of record that a success adds, with what the body says of it and whatever `whose` takes from other inputs. The lists at the
   * operation's path show it; other records there stay as they are. Understood where a POST's body and answer are one resource.
   */
  readonly creates?: Resource | RecordName
  /** The kind of record that a DELETE takes out of every list; the last path parameter says which one, or `whose` does. */
  readonly removes?: Resource | RecordName
  /** `false`: never shown before the server has answered (money, codes, anything only the server can know). */
  readonly optimistic?: false
  /** What a success changes in one record, shown before the server has answered: a like, a step done, a card moved. */
  readonly patches?: RecordPatch
  /** What a success changes in other records besides, shown and taken back together with it: a post's count of comments. */
  readonly besides?: readonly RecordPatch[]
  /** Lists that the record comes into, or leaves while it stays in others, by their paths. `:name` is filled from the input. */
  readonly into?: readonly string[]
  readonly outOf?: readonly string[]
  /**
   * The server knows a repeated write by its key, so it may be sent again after a lost connection. `true` puts the key into the header
   * `Idempotency-Key`; a name puts it into that field of the body, unless the caller did.
   */
  readonly idempotent?: true | string
  /** Writes at one path go out one after the other, in the order they were asked for: what is said must not overtake what was said before. */
  readonly ordered?: true
  /** The field whose last known value goes out as `If-Match`; where another write came first, this one is rebased and sent again. */
  readonly ifMatch?: string
  /** Asked by `POST` for want of room in an address: it changes nothing, and is treated as a read in all things. */
  readonly reads?: true
  /**
   * Paths whose reads, and those below them, a success makes stale besides those the route itself says. `:name` is filled from the input.
   * `false`: it makes none stale, whatever the route says.
   */
  readonly stale?: readonly string[] | false
}

/** One operation of the API, as data. */
export interface Operation<R extends string = string, D extends Declaration = Declaration> {
  readonly route: R
  readonly method: Method
  /** `block/rest/of/the/:path`. */
  readonly path: string
  readonly declared: D
}

type CheckedReturns<T> = T extends Resource
  ? T
  : T extends readonly [infer Item]
    ? Item extends Resource
      ? T
      : readonly [Resource]
    : Checked<T>

type CheckedBody<T> = T extends Resource ? T : Checked<T>

/** Every shape inside a declaration, checked word by word. */
export type CheckedDeclaration<D> = {
  readonly [K in keyof D]: K extends 'query' | 'streams'
    ? Checked<D[K]>
    : K extends 'returns'
      ? CheckedReturns<D[K]>
      : K extends 'body'
        ? CheckedBody<D[K]>
        : K extends keyof Declaration
          ? D[K]
          : never
}

/**
 * Declares an operation: a line from which the typed call, the live query, the mutation, the sandbox's route and the docs come.
 *
 * A misspelt word in any shape does not compile. Nothing is registered: the module is the registry.
 *
 * @example
 * export const getEntity = op('GET jarvis/entities/:id', { about: 'Read one entity', returns: Entity })
 */
/* @__NO_SIDE_EFFECTS__ */
export function op<const R extends Route, const D extends Declaration>(route: R, declared: D & CheckedDeclaration<D>): Operation<R, D> {
  const space = route.indexOf(' ')
  // The template type of R guarantees the method before the first space.
  return { route, method: route.slice(0, space) as Method, path: route.slice(space + 1), declared }
}

/**
 * Does it only ask?
 *
 * @example
 * isRead(getEntity) // true
 */
export function isRead({ method, declared }: Operation): boolean {
  return method === 'GET' || declared.reads === true
}

/** The query of a list read page by page: its page, its size, its order, its filters, and whatever `extra` adds. */
export type Paged<Extra extends Shape> = Extra & {
  readonly page: 'integer?'
  readonly per_page: 'integer?'
  readonly sort: 'string?'
  readonly filter: 'json{}?'
}

/**
 * The query of a paged list. `per_page` is written `records` where the server speaks the host dialect.
 *
 * @example
 * export const listEntities = op('GET jarvis/entities', { about: 'List entities', query: paged({ search: 'string?' }), returns: [Entity] })
 */
/* @__NO_SIDE_EFFECTS__ */
export function paged<const Extra extends Shape = {}>(extra?: Extra & Checked<Extra>): Paged<Extra> {
  // Object.assign, not a spread: bundlers must keep a spread inside a declaration, and the operation with it.
  return Object.assign({ page: 'integer?', per_page: 'integer?', sort: 'string?', filter: 'json{}?' }, extra) as Paged<Extra>
}

type PathNames<P extends string> = P extends `${string}:${infer Name}/${infer Rest}`
  ? Name | PathNames<`/${Rest}`>
  : P extends `${string}:${infer Name}`
    ? Name
    : never

/** The path parameters of a route. All are required, all are strings. */
export type PathInput<R extends string> = { [K in PathNames<R>]: string }

type Simplify<T> = { [K in keyof T]: T[K] } & {}

type BodyInput<R extends string, B> =
  B extends Resource<string, infer Fields>
    ? R extends `PUT ${string}` | `PATCH ${string}`
      ? Partial<Written<Fields>>
      : Written<Fields>
    : B extends Shape
      ? Written<B>
      : unknown

type QueryInput<Q> = Q extends Shape ? Written<Q> : unknown

/**
 * What a caller gives: path, query and body in one flat object.
 *
 * @example
 * type I = Input<typeof updateEntity> // { id: string; name?: string; description?: string }
 */
export type Input<O> =
  O extends Operation<infer R, infer D>
    ? Simplify<
        PathInput<R> &
          (D extends { readonly query: infer Q } ? QueryInput<Q> : unknown) &
          (D extends { readonly body: infer B } ? Omit<BodyInput<R, B>, PathNames<R>> : unknown)
      >
    : never

/** One page of a list. */
export interface Page<T> {
  items: T[]
  /** From 1. */
  page: number
  /** Rows asked for in a page, or given where none were asked for. */
  perPage: number
  /** `null` where the server does not tell and it cannot be derived. */
  totalPages: number | null
  totalCount: number | null
  hasMore: boolean
}

type IsPaged<D> = D extends { readonly query: { readonly page: string } } ? true : false

/** What a call answers. `undefined` where the operation answers nothing. */
export type Output<O> =
  O extends Operation<string, infer D>
    ? D extends { readonly returns: infer T }
      ? T extends Resource
        ? RecordOf<T>
        : T extends readonly [infer Item]
          ? IsPaged<D> extends true
            ? Page<RecordOf<Item>>
            : RecordOf<Item>[]
          : Told<T>
      : undefined
    : never

/** The pieces a streamed answer comes in: a union on `type`. */
export type StreamEvent<O> =
  O extends Operation<string, infer D>
    ? D extends { readonly streams: infer S }
      ? { [K in keyof S & string]: Simplify<{ type: K } & Told<S[K]>> }[keyof S & string]
      : never
    : never

/** The record type of a paged or unpaged list. */
export type Row<O> = Output<O> extends Page<infer T> ? T : Output<O> extends (infer T)[] ? T : never
