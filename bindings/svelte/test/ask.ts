import type { Bound } from '../src/index.ts'

/** What a create function answered, as a host reads it. */
export type Ask = Bound<object, object>
