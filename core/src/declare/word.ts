/** What each plain word means once it has been read from JSON. Dates stay ISO strings, money stays a number: nothing is converted. */
export interface Scalars {
  string: string
  email: string
  url: string
  uuid: string
  integer: number
  number: number
  decimal: number
  boolean: boolean
  timestamp: string
  date: string
  time: string
  /** Opaque: passed through, never looked into. */
  json: unknown
  /** A part of a multipart body: a body that holds one goes out as a form. */
  file: Blob
  /** A relationship: which record, not the record itself. */
  ref: Reference
}

export type Scalar = keyof Scalars

/** A relationship identifier as JSON:API prints it. */
export interface Reference {
  type: string
  id: string
}

/** Suggested to the editor; the full grammar is checked by {@link WordValue}. */
export type Word = Scalar | `${Scalar}?` | `${Scalar}!` | `${Scalar}[]` | `${Scalar}|null` | (string & {})

type Choices<W extends string> = W extends `${infer Head}|${infer Tail}` ? Head | Choices<Tail> : W

type Unsuffixed<W extends string> = W extends `${infer Rest}?` ? Unsuffixed<Rest> : W extends `${infer Rest}!` ? Unsuffixed<Rest> : W

type Single<W extends string> = W extends Scalar
  ? Scalars[W]
  : W extends `=${infer Constant}`
    ? Constant
    : W extends `(${infer Inner})`
      ? Choices<Inner>
      : W extends `${string}|${string}`
        ? Choices<W>
        : never

type Nullable<W extends string> = W extends `${infer Inner}|null` ? NotEmpty<Many<Inner>> | null : Many<W>

/** `never | null` would hide a misspelt word behind its `|null`. */
type NotEmpty<T> = [T] extends [never] ? never : T

type Many<W extends string> = W extends `${infer Inner}[]`
  ? ListOf<Single<Inner>>
  : W extends `${infer Inner}{}`
    ? MapOf<Single<Inner>>
    : Single<W>

type ListOf<T> = [T] extends [never] ? never : T[]
type MapOf<T> = [T] extends [never] ? never : Record<string, T>

/**
 * The TypeScript type a word stands for, `never` where the word is misspelt.
 *
 * The grammar, from the inside out: a scalar (`string`), a choice (`a|b`, in a list `(a|b)[]`), a constant (`=credit`);
 * then `[]` a list or `{}` a map by name; then `|null`; then `?` may be left out and `!` only the server writes it.
 */
export type WordValue<W extends string> =
  Unsuffixed<W> extends infer Bare extends string
    ? Nullable<Bare> extends infer Value
      ? [Value] extends [never]
        ? never
        : null extends Value
          ? [Exclude<Value, null>] extends [never]
            ? never
            : Value
          : Value
      : never
    : never

/** May the field be left out of what we send, or be missing in what we get? */
export type IsOptional<W extends string> = W extends `${string}?` | `${string}?!` ? true : false

/** Does only the server write the field? */
export type IsServerWritten<W extends string> = W extends `${string}!` | `${string}!?` ? true : false

/** Is the field's value fixed by the operation, so that callers neither can nor need to give it? */
export type IsConstant<W extends string> = W extends `=${string}` ? true : false
