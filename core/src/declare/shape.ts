import type { IsConstant, IsOptional, IsServerWritten, Word, WordValue } from './word.ts'

/** Named fields: a word each, or a nested shape, a list of shapes, an optional one, or a declared resource. */
export interface Shape {
  readonly [field: string]: Field
}

export type Field = Word | Shape | readonly [Shape] | Optional<Shape | readonly [Shape]>

/** A nested shape that may be left out. Scalars say it with `?`. */
export interface Optional<Of> {
  readonly optional: Of
}

/**
 * Marks a nested shape as one that may be left out.
 *
 * @example
 * const body = { name: 'string', address: optional({ street: 'string' }) }
 */
/* @__NO_SIDE_EFFECTS__ */
export function optional<const Of extends Shape | readonly [Shape]>(of: Of & Checked<Of>): Optional<Of> {
  return { optional: of }
}

/** What a misspelt word's field is compared with, so that the compiler's message names the grammar. */
export type NotAWord<W extends string> = `'${W}' is not a word of the notation (see docs/notation.md)`

/** The shape itself where every word can be read, else the message at the field that cannot. */
export type Checked<S> = string extends S
  ? S // not a literal: nothing to read, and distributing over the whole vocabulary would overwhelm the compiler
  : S extends string
    ? [WordValue<S>] extends [never]
      ? NotAWord<S>
      : S
    : { readonly [K in keyof S]: Checked<S[K]> }

type Simplify<T> = { [K in keyof T]: T[K] } & {}

/** The type of one field's value. */
export type FieldValue<F> = F extends string
  ? WordValue<F>
  : F extends Optional<infer Of>
    ? FieldValue<Of>
    : F extends readonly [infer Item]
      ? FieldValue<Item>[]
      : F extends Shape
        ? Told<F>
        : never

type MayBeMissing<F> = F extends string ? IsOptional<F> : F extends Optional<Shape | readonly [Shape]> ? true : false
type Unwritable<F> = F extends string ? (IsServerWritten<F> extends true ? true : IsConstant<F>) : false

/** What the server tells: every field but the optional ones is there. */
export type Told<S> = Simplify<
  { -readonly [K in keyof S as MayBeMissing<S[K]> extends true ? never : K]: FieldValue<S[K]> } & {
    -readonly [K in keyof S as MayBeMissing<S[K]> extends true ? K : never]?: FieldValue<S[K]> | undefined
  }
>

/** What a caller writes: no server-written field, no constant. */
export type Written<S> = Simplify<
  {
    -readonly [K in keyof S as MayBeMissing<S[K]> extends true ? never : Unwritable<S[K]> extends true ? never : K]: WrittenValue<S[K]>
  } & {
    -readonly [K in keyof S as MayBeMissing<S[K]> extends true ? (Unwritable<S[K]> extends true ? never : K) : never]?:
      WrittenValue<S[K]> | undefined
  }
>

type WrittenValue<F> = F extends string
  ? WordValue<F>
  : F extends Optional<infer Of>
    ? WrittenValue<Of>
    : F extends readonly [infer Item]
      ? WrittenValue<Item>[]
      : F extends Shape
        ? Written<F>
        : never
