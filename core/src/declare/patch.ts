import type { RecordOf, Resource } from './resource.ts'

/** A record's change as a rule: what its fields will be, from what they are and what was asked. */
export interface RecordPatch {
  readonly resource: Resource
  /** The input that names the record; the last path parameter where it is left out. */
  readonly by: string | undefined
  change(record: Readonly<Record<string, unknown>>, input: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>>
}

/**
 * Says what an operation does to one record, for the screen to show at once. Only what is certain belongs here: what the server works
 * out is read from its answer.
 *
 * @param change from the record as it is shown and the caller's input, the fields that differ afterwards
 * @param by the input that names the record, where it is not the last path parameter
 *
 * @example
 * op('PUT content/posts/:unique_id/like', { about: 'Like a post', patches: patch(Post, (post) => ({ likes_count: post.likes_count + 1 })) })
 */
/* @__NO_SIDE_EFFECTS__ */
export function patch<R extends Resource, const C extends Partial<RecordOf<R>>>(
  resource: R,
  change: (record: Readonly<RecordOf<R>>, input: Readonly<Record<string, unknown>>) => C,
  by?: string,
): RecordPatch {
  // The table calls it with records of this very resource, whose type the interface forgets.
  return { resource, by, change: change as RecordPatch['change'] }
}
