import type { Write } from '../client/writes.ts'
import type { Operation } from '../declare/index.ts'
import { BlockstateError } from '../wire/error.ts'
import { isObject } from '../wire/json.ts'
import type { Fields } from '../wire/request.ts'
import type { LeftWrite } from './restoreWrites.ts'

/** What is stored of a write that is not through. */
export interface SavedWrite extends Pick<Write, 'id' | 'status' | 'at' | 'needs'> {
  /** The operation's, among those that were named. */
  readonly name: string
  /** With the server's ids in place of those made up here, as far as they are known. */
  readonly input: Fields
  /** Tells writes of the same millisecond apart. */
  readonly order: number
  /** The write it was sent together with, under that one's key. */
  readonly group?: string | undefined
  readonly error?: SavedError | undefined
}

/** What is stored of an error: what a store shows of it, and nothing that leads elsewhere. */
type SavedError = Pick<BlockstateError, 'code' | 'message' | 'status' | 'errors'>

/**
 * Can a write be stored as text and be the same afterwards? Not with a file in it; and what asks for a password or a code belongs on no
 * disk.
 *
 * @example
 * isStorable({ operation: updateEntity, input: { id: 'e1', name: 'Hall 2' } }) // true
 */
export function isStorable({ operation, input }: Pick<Write, 'operation' | 'input'>): boolean {
  return !operation.declared.credentials && operation.declared.session === undefined && isPlain(input)
}

function isPlain(value: unknown): boolean {
  if (typeof value !== 'object' || value === null) return typeof value !== 'function'
  if (Array.isArray(value)) return value.every(isPlain)
  if (value instanceof Date) return true // sent as the same text
  return Object.getPrototypeOf(value) === Object.prototype && Object.values(value).every(isPlain)
}

/**
 * Reads a stored write. `null` for anything else: discarded, not obeyed.
 *
 * @example
 * readSavedWrite({ id: 'w1', name: 'updateEntity', input: { id: 'e1' }, at: 0, order: 1, needs: [], status: 'waiting' })
 */
export function readSavedWrite(value: unknown): SavedWrite | null {
  if (!isObject(value)) return null
  const { id, name, input, at, order, needs, status, group, error } = value
  const sound =
    typeof id === 'string' &&
    typeof name === 'string' &&
    isObject(input) &&
    Number.isFinite(at) &&
    Number.isFinite(order) &&
    Array.isArray(needs) &&
    needs.every((need) => typeof need === 'string') &&
    (status === 'waiting' || status === 'sending' || status === 'failed') &&
    (group === undefined || typeof group === 'string') &&
    (error === undefined || isSavedError(error))
  // Every field was looked at.
  return sound ? ({ id, name, input, at, order, needs, status, group, error } as SavedWrite) : null
}

/** What the error of a write is stored as. */
export function saveError({ code, message, status, errors }: BlockstateError): SavedError {
  return { code, message, status, errors }
}

function isSavedError(value: unknown): value is SavedError {
  if (!isObject(value)) return false
  const { code, message, status, errors } = value
  return typeof code === 'string' && typeof message === 'string' && typeof status === 'number' && Array.isArray(errors)
}

/**
 * Stored writes as the queue takes them in: in order, each once, those that were sent together as one.
 *
 * One that was on its way has an outcome nobody knows: where the server knows it by its key it goes out again under it; any other is
 * shown as `interrupted`, for a person to decide.
 *
 * @param named the operation of this name; `undefined` where there is none any more
 * @returns what is left, and the names nobody knows
 *
 * @example
 * const { left, unknown } = leftWrites(saved, (name) => operations[name])
 */
export function leftWrites(
  saved: readonly SavedWrite[],
  named: (name: string) => Operation | undefined,
): { left: LeftWrite[]; unknown: SavedWrite[] } {
  const left = new Map<string, LeftWrite>()
  const unknown: SavedWrite[] = []
  for (const write of saved.toSorted((a, b) => a.at - b.at || a.order - b.order)) {
    const operation = named(write.name)
    const id = (write.status === 'sending' && write.group) || write.id
    const before = left.get(id)
    if (!operation) unknown.push(write)
    else if (before) left.set(id, { ...before, input: { ...before.input, ...write.input } })
    else left.set(id, { ...pick(write), id, operation, ...outcome(write, operation) })
  }
  return { left: [...left.values()], unknown }
}

function pick({ input, needs, at }: SavedWrite): Pick<LeftWrite, 'input' | 'needs' | 'at'> {
  return { input, needs, at }
}

function outcome({ status, error }: SavedWrite, { declared, route }: Operation): Pick<LeftWrite, 'sent' | 'error'> {
  const sent = status === 'sending'
  if (error) return { sent: false, error: revived(error) }
  if (!sent || declared.idempotent) return { sent }
  const sentence = `${route}: the app was closed before the answer came. It may have been done: look before you try again.`
  return { sent, error: new BlockstateError('interrupted', sentence) }
}

function revived({ code, message, status, errors }: SavedError): BlockstateError {
  // Written by saveError: a code and entries of another version are shown like any other.
  return new BlockstateError(code, message, { status, errors })
}
