import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { testClient, turn } from '@blockstate/core/testing'
import { expect } from 'vitest'
import type { Harness } from './harness.ts'

/** How often components come and go, and over how many different inputs. */
const MOUNTS = 10_000
const KEYS = 2_000
/** On the screen at the same time. */
const TOGETHER = 50
/** A read that nobody watches is kept for five minutes; a little more, and the sweep that follows. */
const LONG_ENOUGH = 310_000

/**
 * Mounts and unmounts 10,000 components over 2,000 inputs, lets time pass, and looks for what is left: timers, stores, listeners,
 * records. Records are looked for with weak references, after the garbage collector was made to run.
 *
 * @example
 * test('10,000 mounts leave nothing behind', () => leaveNothing(harness), 120_000)
 */
export async function leaveNothing(harness: Harness): Promise<void> {
  const fetch = async ({ url }: Request): Promise<Response> => {
    const id = url.split('/').at(-1) ?? ''
    return Response.json({ data: { id, type: 'entity', attributes: { unique_id: id, name: `Entity ${id}`, entity_type: 'machine' } } })
  }
  // All of it happens in one virtual second.
  const { client, advance, timers } = testClient({ fetch }, { requestsPerMinute: MOUNTS })
  const records = new Map<string, WeakRef<object>>()
  let rendered = 0
  for (let mounted = 0; mounted < MOUNTS; mounted += TOGETHER) {
    const screens = Array.from({ length: TOGETHER }, (_, at) => {
      const id = `e${(mounted + at) % KEYS}`
      return harness.mount({
        client,
        kind: 'entity',
        props: { input: { id } },
        hard: at === 0,
        rendered: (_, { data }) => {
          if (data) records.set(id, new WeakRef(data))
          rendered += 1
          return data?.name ?? ''
        },
      })
    })
    await turn()
    for (const screen of screens) screen.unmount()
  }
  // Every input was answered and shown, or there was nothing to be left.
  expect(records.size).toBe(KEYS)
  expect(rendered).toBeGreaterThan(MOUNTS)

  await advance(LONG_ENOUGH)
  await turn()
  expect({ timers: timers(), stores: [...client.stores.keys()], reads: [...client.scheduler.reads()].length }).toEqual({
    timers: 0,
    stores: [],
    reads: 0,
  })
  setFlagsFromString('--expose-gc')
  // The flag brings a function that only a new context has: the collector itself.
  const collect = runInNewContext('gc') as () => void
  collect()
  await turn()
  collect()
  const left = [...records].filter(([, record]) => record.deref() !== undefined).map(([id]) => id)
  // React holds on to what it rendered last, whatever was unmounted: one record, however many there were.
  expect(left.length, left.join(' ')).toBeLessThanOrEqual(1)
  client.dispose()
}
