import { isRead } from '../declare/index.ts'
import type { Operation } from '../declare/index.ts'
import type { Answer, WireRecord } from '../wire/document.ts'
import type { Fields } from '../wire/request.ts'
import type { Entities } from './entities.ts'
import { targetsOf } from './target.ts'

/** A patch in the table. */
export interface Mark {
  readonly key: string
  readonly seq: number
}

/** What a write has shown before it was answered. */
export interface Shown {
  /** The row it concerns; `null` where it is none or several. */
  readonly key: string | null
  /** The patches it settles, in order; those of several writes where they went out as one. */
  readonly marks: readonly Mark[]
}

/**
 * The table learns an answer: a read's records as told, a write's as acknowledged, a removal, and the name of what was created.
 *
 * @param ticket the one that was taken when the request began
 * @returns whether a read contradicts another that was under way at the same time
 *
 * @example
 * learn(entities, updateEntity, { id: 'e1', name: 'Hall 2' }, answer, ticket, { key: 'entity/e1', marks: [{ key: 'entity/e1', seq: 3 }] })
 */
export function learn(entities: Entities, operation: Operation, input: Fields, answer: Answer, ticket: number, shown?: Shown): boolean {
  const { marks = [], key: known } = shown ?? {}
  let contested = false
  entities.batch(() => {
    const tell = (record: WireRecord): void => {
      contested = entities.tell(record, ticket) || contested
    }
    answer.included.forEach(tell)
    const own = known ?? targetsOf(entities, operation, input)[0]
    const open = new Set([...(own ? [own] : []), ...marks.map(({ key }) => key)])
    const seqsOf = (row: string): number[] => marks.flatMap(({ key, seq }) => (key === row ? seq : []))
    for (const record of answer.records ?? []) {
      if (isRead(operation)) tell(record)
      else {
        if (known && entities.idOf(known.slice(known.indexOf('/') + 1)) === null) entities.named(known, record.id)
        const key = entities.rowKey(record.type, record.id)
        entities.acknowledge(key, { seqs: seqsOf(key), answered: record.fields, began: ticket, ...(key === own && { written: input }) })
        open.delete(key)
      }
    }
    for (const key of open) {
      const seqs = seqsOf(key)
      // A removal asked for without showing it first is one all the same.
      if (seqs.length === 0 && operation.declared.removes) seqs.push(entities.patch(key, { change: 'removed' }))
      if (seqs.length > 0) entities.acknowledge(key, { seqs, answered: {} })
    }
  })
  return contested
}
