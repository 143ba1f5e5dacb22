import type { RecordOf, Resource } from './resource.ts'

/** A kind of record, and which one of it: the input that holds its id (or several ids), or fields that equal inputs. */
export interface RecordName<Input extends string = string> {
  readonly resource: Resource
  readonly by: Input | Readonly<Record<string, Input>> | undefined
}

/** A record's change as a rule: what its fields will be, from what they are and what was asked. */
export interface RecordPatch<Input extends string = string> extends RecordName<Input> {
  /** @param own the record that the write itself is about, as it was shown before; empty where that is not known */
  change(
    record: Readonly<Record<string, unknown>>,
    input: Readonly<Record<string, unknown>>,
    own?: Readonly<Record<string, unknown>>,
  ): Readonly<Record<string, unknown>>
}

/** Nothing may be named that is no field of the record. */
type OnlyFields<R, By> = { readonly [Field in Exclude<keyof By, keyof RecordOf<R>>]: never }

/** The names of a record's fields that hold numbers. */
export type Counter<R> = { [Field in keyof RecordOf<R>]-?: number extends RecordOf<R>[Field] ? Field : never }[keyof RecordOf<R>] & string

/**
 * Says what an operation does to one record, for the screen to show at once. Only what is certain belongs here: what the server works
 * out is read from its answer.
 *
 * @param change from the record as it is shown and the caller's input, the fields that differ afterwards
 * @param by the input that names the record, or several of them; the last path parameter where it is left out
 *
 * @example
 * op('PUT content/posts/:unique_id/like', { about: 'Like a post', patches: patch(Post, (post) => ({ likes_count: post.likes_count + 1 })) })
 */
/* @__NO_SIDE_EFFECTS__ */
export function patch<R extends Resource, const C extends Partial<RecordOf<R>>, const Input extends string = never>(
  resource: R,
  change: (record: Readonly<RecordOf<R>>, input: Readonly<Record<string, unknown>>, own: Readonly<Record<string, unknown>>) => C,
  by?: Input,
): RecordPatch<Input> {
  // The table calls it with records of this very resource, whose type the interface forgets.
  return { resource, by, change: change as RecordPatch['change'] }
}

/**
 * The patch of a number in another record: one more, or as many as a rule says. Where the number was not told, nothing is shown.
 *
 * @param by the input that names the record
 * @param more from the record that the write is about, as it was before
 *
 * @example
 * op('POST content/posts/:id/comments', { about: 'Comment', body: Comment, returns: Comment, besides: [count(Post, 'comments_count', 'id')] })
 */
/* @__NO_SIDE_EFFECTS__ */
export function count<R extends Resource, const Input extends string>(
  resource: R,
  field: Counter<R>,
  by: Input,
  more: (own: Readonly<Record<string, unknown>>) => number = () => 1,
): RecordPatch<Input> {
  const change: RecordPatch['change'] = ({ [field]: told }, _, own = {}) => (typeof told === 'number' ? { [field]: told + more(own) } : {})
  return { resource, by, change }
}

/**
 * A record by fields of its own that equal inputs: the one that is created, beside what its body says of it, or, where no input holds its
 * id, the one of those that are known which is removed.
 *
 * @example
 * op('DELETE teams/:id/members/:user_id', { about: 'Let go', removes: whose(Member, { team_id: 'id', user_id: 'user_id' }) })
 */
/* @__NO_SIDE_EFFECTS__ */
export function whose<R extends Resource, const By extends Readonly<Record<string, string>>>(
  resource: R,
  by: By & OnlyFields<R, By>,
): RecordName<By[keyof By] & string> {
  // Its values are exactly those.
  return { resource, by: by as Readonly<Record<string, By[keyof By] & string>> }
}
