import { isResource } from '@blockstate/core/describe'
import type { Operation, Resource } from '@blockstate/core/describe'
import type { RecordAnswer } from '../server/answer.ts'
import { fitsPath } from '../server/fitsPath.ts'
import type { RouteEntry } from '../server/routes.ts'

/** A record and where it is read: a filled path. */
export interface RecordAt {
  readonly resource: Resource
  readonly path: string
  /** `null` where only reading tells. */
  readonly id: string | null
}

/** An operation that answers one record. */
interface RecordRead {
  readonly path: string
  readonly resource: Resource
}

/** Where the records of an API are read. */
export interface RecordReads {
  /** The record at a path, or the nearest above it. */
  above(path: string): RecordAt | undefined
  /** Where a record is read that a write at a path has answered. */
  answered(answer: RecordAnswer, path: string): RecordAt | undefined
}

/**
 * The operations that read one record, by what they read.
 *
 * @example
 * recordReads(routes).above('content/posts/p1/like') // { resource: Post, path: 'content/posts/p1', id: null }
 */
export function recordReads(routes: readonly RouteEntry[]): RecordReads {
  const reads = routes.flatMap(({ operations }) => operations).flatMap(({ operation }) => readOf(operation))
  return {
    above: (path) => {
      const segments = path.split('/')
      for (let length = segments.length; length > 1; length -= 1) {
        const here = segments.slice(0, length).join('/')
        const read = reads.find((one) => fitsPath(one.path, here))
        if (read !== undefined) return { resource: read.resource, path: here, id: null }
      }
      return undefined
    },
    answered: ({ resource, row }, path) => {
      const id = String(row[resource.id] ?? row['unique_id'])
      const written = path.split('/')
      const found = reads.flatMap((read) => {
        const filled = read.resource === resource ? filledFor(read.path, id, row, written) : undefined
        return filled === undefined ? [] : [filled]
      })
      const [nearest] = found.toSorted((one, other) => shared(other, written) - shared(one, written))
      return nearest === undefined ? undefined : { resource, path: nearest, id }
    },
  }
}

function readOf({ method, path, declared: { returns } }: Operation): RecordRead[] {
  return method === 'GET' && isResource(returns) ? [{ path, resource: returns }] : []
}

/** A read's path for one record: its last name is the record's id, those before stand in the path of the write, or in the record. */
function filledFor(path: string, id: string, row: RecordAnswer['row'], written: readonly string[]): string | undefined {
  const segments = path.split('/')
  const filled: string[] = []
  for (const [at, segment] of segments.entries()) {
    const name = segment.startsWith(':') ? segment.slice(1) : undefined
    const beside = filled.every((one, index) => one === written[index]) ? written[at] : undefined
    const value = name === undefined ? segment : at === segments.length - 1 ? encodeURIComponent(id) : (beside ?? inRow(row, name))
    if (value === undefined) return undefined
    filled.push(value)
  }
  return filled.join('/')
}

function inRow(row: RecordAnswer['row'], name: string): string | undefined {
  const value = row[name]
  return typeof value === 'string' && value !== '' ? encodeURIComponent(value) : undefined
}

/** How many segments two paths begin with alike. */
function shared(path: string, written: readonly string[]): number {
  const segments = path.split('/')
  const apart = segments.findIndex((segment, at) => segment !== written[at])
  return apart < 0 ? segments.length : apart
}
