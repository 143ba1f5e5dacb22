import type { Checked, Shape, Told } from './shape.ts'

/** A kind of record the API keeps: its JSON:API type (behind its block's name where blocks share it), its fields, and which attribute names it. */
export interface Resource<Type extends string = string, Fields extends Shape = Shape> {
  readonly type: Type
  readonly fields: Fields
  /** The attribute routes address it by; `unique_id` unless declared otherwise (wallets: `wallet_code`). */
  readonly id: string
  /** The key its body is wrapped in when written; its type unless declared otherwise (identities: `user`). */
  readonly root: string
}

/** Where a resource departs from the rule. */
export interface ResourceOptions {
  readonly id?: string
  readonly root?: string
}

/** What every record carries besides its declared fields. `updated_at` is missing in many create answers. */
export interface RecordStamps {
  unique_id: string
  created_at?: string
  updated_at?: string
}

/** A record as the stores hold it: attributes under their wire names. */
export type RecordOf<R> = R extends Resource<string, infer Fields> ? Told<Fields> & RecordStamps : never

/**
 * Declares a kind of record. One that another block has under the same name is declared with its block, `rewards:customer`, so that the
 * two are never taken for one; the wire says `customer`. Its body's `root` is then named.
 *
 * `unique_id`, `created_at` and `updated_at` come with every resource. A misspelt word does not compile.
 *
 * @example
 * export const Entity = resource('entity', { name: 'string', status: 'active|inactive?' })
 */
/* @__NO_SIDE_EFFECTS__ */
export function resource<const Type extends string, const Fields extends Shape>(
  type: Type,
  fields: Fields & Checked<Fields>,
  options?: ResourceOptions,
): Resource<Type, Fields> {
  return { type, fields, id: options?.id ?? 'unique_id', root: options?.root ?? type }
}

/** Is this declared value a resource, rather than a plain shape? */
export function isResource(value: unknown): value is Resource {
  // A shape's fields are words or shapes; a resource's `fields` is an object beside a `type` that is a plain name.
  return typeof value === 'object' && value !== null && 'fields' in value && 'root' in value && 'type' in value
}
