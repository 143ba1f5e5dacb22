import { expect, test } from 'vitest'
import { createLedger } from './oracleLedger.test.ts'
import type { Ask, Ledger } from './oracleLedger.test.ts'
import type { OraclePage } from './oraclePage.test.ts'
import type { Row } from './oracleServer.test.ts'
import type { Step } from './oracleSteps.test.ts'

type Did<Does> = Extract<Step, { does: Does }>

/** Who sits in front of a page. Everything they do stands in the ledger before the page hears of it. */
export interface Person {
  edit(step: Did<'edit'>): void
  remove(step: Did<'remove'>): void
  create(): void
  cancel(step: Did<'cancel'>): void
  retry(step: Did<'retry'>): void
  discard(step: Did<'discard'>): void
}

/** One of those there are; none where there are none. */
export const pickOf = <T>(list: readonly T[], pick: number): T | undefined => list[pick % list.length]

/**
 * A person in front of a page, and what the page promises them.
 *
 * @param settled called with what the page says became of it
 * @param value a text that was never written before
 *
 * @example
 * const person = createPerson(page, ledger, { online: () => true, settled: ledger.settled, value: () => `mine ${(values += 1)}` })
 */
export function createPerson(
  { $all, forms, $writes }: OraclePage,
  ledger: Ledger,
  { online, settled, value }: { online: () => boolean; settled: (ask: Ask, acknowledged: boolean) => void; value: () => string },
): Person {
  /** The latest through each form. */
  const latest = new Map<Ask['what'], Ask>()
  /** The rows somebody at the screen can name. */
  const known = (pick: number): string =>
    pickOf([...new Set([...$all.value.items.map(({ unique_id }) => unique_id), 'r1', 'r2'])], pick) ?? ''
  const shown = (status: 'waiting' | 'failed', pick: number): string =>
    pickOf(
      $writes.value.writes.filter((write) => write.status === status),
      pick,
    )?.id ?? ''
  const hear = (ask: Ask, promise: Promise<unknown>): void => {
    promise.then(
      () => settled(ask, true),
      () => settled(ask, false),
    )
  }
  /** Takes back what was not sent. */
  const take = (some: readonly Ask[], run: () => unknown): void => {
    ledger.taking(some)
    run()
    ledger.taken(some)
  }
  /** What was not sent yet is not sent at all where its row is removed. */
  const unsent = (what: Ask['what'], row: string): readonly Ask[] => {
    const making = ledger.asks.find((one) => one.what === 'create' && one.state === 'waiting' && one.row === ledger.rowOf(row))
    return what === 'remove' && making && !making.asleep ? ledger.with(making) : []
  }
  const submit = (what: Ask['what'], row: string, fields: Partial<Row>, run: () => Promise<unknown>): void => {
    ledger.forget(latest.get(what)) // a form's new try takes the place of its refused one
    const gone = unsent(what, row)
    if (gone.length > 0) {
      // This try is the form's latest, and it is through: it takes the place of none that is refused, now or later.
      latest.delete(what)
      return take(gone, run)
    }
    const ask = ledger.ask({ what, row, fields, backlog: !online() })
    hear(ask, run())
    const { id = '', key = '' } = $writes.value.writes.at(-1) ?? {}
    ledger.called(ask, { id, ...(what === 'create' && { row: key?.replace('item/', '') ?? '' }) })
    latest.set(what, ask)
  }
  const again = (id: string): void => {
    const old = ledger.find(id)
    if (!old) return
    const making = ledger.asks.findLast(({ what, row }) => what === 'create' && row === old.row)
    // What it belongs to is not there: it stays refused.
    if (old.what !== 'create' && /failed|over/.test(making?.state ?? '')) return void $writes.retry(id).catch(() => {})
    ledger.forget(old)
    const gone = unsent(old.what, old.row)
    if (gone.length > 0) return take(gone, () => $writes.retry(id))
    const ask = ledger.ask({ ...old, backlog: !online() })
    if (latest.get(old.what) === old) latest.set(old.what, ask)
    hear(ask, $writes.retry(id))
  }

  return {
    edit: ({ row, fields }) => {
      const [id, change] = [known(row), Object.fromEntries(fields.map((field) => [field, value()]))]
      submit('edit', id, change, () => forms.edit.mutate({ id, ...change }))
    },
    remove: ({ row }) => {
      const id = known(row)
      submit('remove', id, {}, () => forms.remove.mutate({ id }))
    },
    create: () => {
      const fields = { name: value(), note: '' }
      submit('create', '', fields, () => forms.create.mutate(fields))
    },
    cancel: ({ pick }) => {
      const id = shown('waiting', pick)
      const ask = ledger.find(id)
      if (ask) take(ledger.with(ask), () => $writes.cancel(id))
    },
    retry: ({ pick, where }) => {
      if (where === 'writes') return again(shown('failed', pick))
      const what = pickOf(['create', 'edit', 'remove'] as const, pick) ?? 'edit'
      const form = forms[what]
      if (form.value.status !== 'error') return
      // Forms take the fields of a row, those of one that is there with its id.
      const { id = '', ...fields } = form.value.input as Partial<Row> & { id?: string }
      submit(what, id, fields, () => form.retry())
    },
    discard: ({ pick }) => {
      const id = shown('failed', pick)
      ledger.forget(ledger.find(id))
      $writes.discard(id)
    },
  }
}

test('one of none is none', () => {
  expect([pickOf([], 3), pickOf(['a', 'b'], 3)]).toEqual([undefined, 'b'])
  expect(createLedger(() => {}).asks).toEqual([])
})
