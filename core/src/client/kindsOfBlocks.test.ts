import { expect, test } from 'vitest'
import { getBalance } from '../blocks/rewards.ts'
import { listCustomers } from '../blocks/sales.ts'
import { collection, query } from '../index.ts'
import { testClient, until } from '../testing/index.ts'

test('a customer of two blocks is two records, though both have the id of one user', async () => {
  const customer = (attributes: object): object => ({ id: 'u1', type: 'customer', attributes: { unique_id: 'u1', ...attributes } })
  const { client } = testClient({
    fetch: async ({ url }) =>
      Response.json(
        url.includes('/rewards/')
          ? { data: customer({ name: 'Ines in points', total_points: 40 }) }
          : { data: [customer({ name: 'Ines in invoices', email: 'ines@example.com' })], meta: { totalPages: 1, totalRecords: 1 } },
      ),
  })
  const $customers = collection(client, listCustomers, {})
  const $balance = query(client, getBalance, { unique_id: 'u1' })
  const stops = [$customers.subscribe(() => {}), $balance.subscribe(() => {})]
  await until(() => $customers.get().status === 'success' && $balance.get().status === 'success')
  expect($customers.get().items).toEqual([{ unique_id: 'u1', name: 'Ines in invoices', email: 'ines@example.com' }])
  expect($balance.get().data).toEqual({ unique_id: 'u1', name: 'Ines in points', total_points: 40 })
  for (const stop of stops) stop()
  client.dispose()
})
