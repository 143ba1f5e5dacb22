import { expect, test } from 'vitest'
import { testClient } from '../testing/index.ts'
import { watchedView } from './watchedView.ts'
import type { View } from './watchedView.ts'

test('a view that is watched is shared, looks once more as it begins, tells only what is different, and is forgotten with its watcher', async () => {
  const { client, advance } = testClient({ fetch: async () => Response.json({}) })
  let [size, follows] = [1, 0]
  let tell = (): void => {}
  const view: View<{ readonly size: number }, object> = {
    look: () => ({ size }),
    follow: (show) => {
      follows += 1
      tell = show
      return () => void (follows -= 1)
    },
    actions: {},
  }
  const $view = watchedView(client, 'view 1', view)
  expect([follows, watchedView(client, 'view 1', view) === $view]).toEqual([0, false])
  const told: number[] = []
  const off = $view.subscribe((now) => void told.push(now.size))
  size = 2
  await Promise.resolve()
  expect([told, follows, watchedView(client, 'view 1', view) === $view]).toEqual([[1, 2], 1, true])
  tell()
  size = 3
  tell()
  expect(told).toEqual([1, 2, 3])
  off()
  await advance(1_000)
  expect([follows, watchedView(client, 'view 1', view) === $view]).toEqual([0, false])
  client.dispose()
})
