import type { SendOptions } from '../client/send.ts'
import type { Input, Operation, Output, Page } from '../declare/index.ts'
import type { MethodName, OperationNames, Plurals } from './names.ts'

/** One page, as the platform's SDK tells it. */
export interface PageResult<T> {
  data: T[]
  meta: {
    /** From 1. */
    currentPage: number
    perPage: number
    /** `null` where the server does not tell and it cannot be derived. */
    totalPages: number | null
    totalCount: number | null
  }
}

type PathNames<Path extends string> = Path extends `${string}:${infer Name}/${infer Rest}`
  ? [Name, ...PathNames<Rest>]
  : Path extends `${string}:${infer Name}`
    ? [Name]
    : []

type Texts<Names extends string[]> = { [K in keyof Names]: string }

/** A record's id alone is given as it is, anything else as an object, which may be left out where all of it may. */
type RestArguments<Rest> = keyof Rest extends never
  ? []
  : keyof Rest extends 'unique_id'
    ? [unique_id: string]
    : {} extends Rest
      ? [data?: Rest]
      : [data: Rest]

/** What answers `{ message }` says that it went well, and no more. */
type Answer<O> =
  Output<O> extends undefined
    ? void
    : Output<O> extends Page<infer T>
      ? PageResult<T>
      : keyof Output<O> extends 'message'
        ? void
        : Output<O>

type Streamed<O> = O extends Operation<string, infer D> ? (D extends { readonly streams: object } ? true : false) : false

/**
 * An operation the way the platform's SDK calls it: the path's parameters one after the other, then the rest of its input in one object.
 * A stream is answered as its texts; cancelling it ends the request.
 */
export type Method<O> =
  O extends Operation<infer R>
    ? (
        ...given: [...Texts<PathNames<R>>, ...RestArguments<Omit<Input<O>, PathNames<R>[number]>>, options?: SendOptions]
      ) => Promise<Streamed<O> extends true ? ReadableStream<string> : Answer<O>>
    : never

type Group<Block, Plural extends string, Names extends string> = {
  readonly [K in keyof Block & Names as MethodName<K, Plural, Names>]: Method<Block[K]>
}

type BlockOf<Block, Names extends string> = { readonly [K in keyof Block & Names]: Method<Block[K]> } & {
  readonly [P in Plurals<Names> as Uncapitalize<P>]: Group<Block, P, Names>
}

/** A block's operations by name, and again as methods of what the block lists: `crm.listContacts()` is `crm.contacts.list()`. */
export type SdkBlock<Block> = BlockOf<Block, OperationNames<Block>>
