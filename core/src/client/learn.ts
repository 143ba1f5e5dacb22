import { isRead } from '../declare/index.ts'
import type { Operation } from '../declare/index.ts'
import type { Answer, WireRecord } from '../wire/document.ts'
import type { Fields } from '../wire/request.ts'
import type { Entities } from './entities.ts'
import { targetOf } from './target.ts'

/** What a write has shown before it was answered. */
export interface Shown {
  /** The row it concerns. */
  readonly key: string
  /** The patches it settles, in order; several where writes went out as one. */
  readonly seqs: readonly number[]
}

/**
 * The table learns an answer: a read's records as told, a write's as acknowledged, a removal, and the name of what was created.
 *
 * @param ticket the one that was taken when the request began
 * @returns whether a read contradicts another that was under way at the same time
 *
 * @example
 * learn(entities, updateEntity, { id: 'e1', name: 'Hall 2' }, answer, ticket, { key: 'entity/e1', seqs: [3] })
 */
export function learn(entities: Entities, operation: Operation, input: Fields, answer: Answer, ticket: number, shown?: Shown): boolean {
  const { declared } = operation
  const seqs = shown?.seqs ?? []
  let contested = false
  entities.batch(() => {
    const tell = (record: WireRecord): void => {
      contested = entities.tell(record, ticket) || contested
    }
    answer.included.forEach(tell)
    const target = targetOf(operation, input)
    let open = shown?.key ?? (target && entities.rowOf(target))
    for (const record of answer.records ?? []) {
      if (isRead(operation)) tell(record)
      else {
        // What is shown and not addressed by the input was created by it.
        if (shown && !target) entities.named(shown.key, record.id)
        const key = entities.rowKey(record.type, record.id)
        const mine = key === open
        entities.acknowledge(key, { answered: record.fields, began: ticket, ...(mine && { seqs, written: input }) })
        if (mine) open = null
      }
    }
    // A removal asked for without showing it first is one all the same.
    if (!open || !(seqs.length > 0 || declared.removes)) return
    entities.acknowledge(open, { seqs: seqs.length > 0 ? seqs : [entities.patch(open, { change: 'removed' })], answered: {} })
  })
  return contested
}
