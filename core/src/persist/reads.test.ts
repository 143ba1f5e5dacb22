import { afterEach, describe, expect, test } from 'vitest'
import { until } from '../testing/index.ts'
import { overflow } from './savedRead.ts'
import { shopDesk } from './shop.test.ts'
import type { Desk, Visiting } from './shop.test.ts'

const disposals: (() => void)[] = []
afterEach(() => disposals.splice(0).forEach((end) => end()))

const DAY = 86_400_000
const desk = (): Desk => shopDesk(disposals, { r1: { name: 'Hall' }, r2: { name: 'Loom' } })
const stored = ({ storage }: Desk): [string, string][] => [...storage.entries].filter(([key]) => key.includes(':r:'))
const rest = async (it: Desk): Promise<void> => it.clock.advance(2_000)

/** A desk on which a page has read the items and the first of them, and was closed. */
async function visited(): Promise<Desk> {
  const it = desk()
  const page = it.open()
  await read(page)
  await rest(it)
  page.close()
  return it
}

async function read(page: Visiting): Promise<void> {
  const $item = page.item('r1')
  const { $items } = page
  disposals.push($items.subscribe(() => {}))
  await until(() => $items.value.status === 'success' && $item.value.status === 'success')
}

describe('a kept read', () => {
  test('is shown at once by a store that is made after the restore, without a network too, and read again when there is one', async () => {
    const it = await visited()
    it.online(false)
    const page = it.open()
    await page.kept.ready
    const $item = page.item('r1')
    expect($item.value).toMatchObject({ status: 'success', data: { name: 'Hall' } })
    expect(page.$items.value).toMatchObject({ status: 'success', items: [{ name: 'Hall' }, { name: 'Loom' }] })
    it.server.rows.set('r1', { unique_id: 'r1', name: 'Hall 2' })
    it.online(true)
    await until(() => $item.value.data?.['name'] === 'Hall 2')
  })

  test('is shown by a store that was made before, while its first answer is under way', async () => {
    const it = await visited()
    it.server.fate = () => 'hang'
    const page = it.open()
    const $item = page.item('r1')
    expect($item.value.status).toBe('pending')
    await page.kept.ready
    expect($item.value).toMatchObject({ status: 'success', fetching: true, data: { name: 'Hall' } })
    expect(page.requests).toEqual(['GET shop/items/r1'])
  })

  test('never takes the place of an answer, nor its records the place of newer ones', async () => {
    const it = await visited()
    it.server.rows.set('r1', { unique_id: 'r1', name: 'Hall 2' })
    const waiting: (() => void)[] = []
    const { getItem } = it.storage
    it.storage.getItem = async (key) => {
      await new Promise<void>((go) => waiting.push(go))
      return getItem(key)
    }
    const page = it.open()
    const $item = page.item('r1')
    await until(() => $item.value.data?.['name'] === 'Hall 2')
    it.storage.getItem = getItem
    waiting.forEach((go) => go())
    await page.kept.ready
    it.online(false)
    const { $items } = page
    expect($items.value.items.map(({ name }) => name)).toEqual(['Hall 2', 'Loom'])
    expect($item.value.data).toMatchObject({ name: 'Hall 2' })
  })

  test('is asked for again even where it is seconds old: what happened since, nobody told', async () => {
    const it = await visited()
    const page = it.open()
    await page.kept.ready
    page.item('r1')
    await until(() => page.requests.length === 1)
  })

  test.each<[string, (entry: string) => string]>([
    ['is no JSON', (entry) => entry.slice(0, 20)],
    ['is something else', () => '{"some":"thing"}'],
    ['has another version', (entry) => entry.replace('"version":""', '"version":"2"')],
    ['has no records where there should be some', (entry) => entry.replace(/"records":\[.*?\]/, '"records":[7]')],
  ])('that %s is passed over, and others are shown', async (_, spoil) => {
    const it = await visited()
    const [[key, entry] = ['', '']] = stored(it).filter(([, text]) => text.includes('items/r1'))
    it.storage.entries.set(key, spoil(entry))
    it.online(false)
    const page = it.open()
    await page.kept.ready
    expect(page.item('r1').value.data).toBe(undefined)
    expect(page.$items.value.status).toBe('success')
  })

  test('is removed where it is too old or of another version of the app', async () => {
    const it = await visited()
    await it.clock.advance(7 * DAY)
    const page = it.open()
    await page.kept.ready
    expect(page.item('r1').value.data).toBe(undefined)
    page.close()
    const again = await visited()
    const other = again.open({ version: '2' })
    await other.kept.flush()
    await other.kept.ready
    await other.kept.flush()
    expect(stored(again)).toEqual([])
  })

  test('is removed where the server no longer gives it out', async () => {
    const it = await visited()
    it.server.rows.delete('r1')
    const page = it.open()
    const $item = page.item('r1')
    await until(() => $item.value.status === 'error')
    await rest(it)
    expect(stored(it).filter(([, text]) => text.includes('"query GET shop/items/r1'))).toEqual([])
  })
})

test('what was read is stored a second later, at once when the page is hidden, and when it is asked for', async () => {
  const it = desk()
  const page = it.open()
  await page.kept.ready
  await read(page)
  expect(stored(it)).toEqual([])
  page.setVisible(false)
  await it.clock.advance(0)
  expect(stored(it)).toHaveLength(2)
  await page.kept.clear()
  expect(stored(it)).toEqual([])
  page.setVisible(true)
  await page.$items.refetch()
  await page.kept.flush()
  expect(stored(it)).toHaveLength(1)
})

test('paths that may not be kept are not, and after stop nothing is', async () => {
  const it = desk()
  const page = it.open({ reads: (path) => path === 'shop/items' })
  await read(page)
  await page.kept.flush()
  expect(stored(it).map(([, text]) => text.includes('"more GET shop/items?'))).toEqual([true])
  await page.kept.clear()
  page.kept.stop()
  expect(page.kept.$status.value.status).toBe('stopped')
  await page.$items.refetch()
  await rest(it)
  expect(stored(it)).toEqual([])
})

describe('room', () => {
  test('is made by dropping what was shown longest ago', async () => {
    expect(
      overflow(
        [
          { bytes: 5, used: 3 },
          { bytes: 5, used: 1 },
          { bytes: 5, used: 2 },
        ],
        10,
      ),
    ).toEqual([{ bytes: 5, used: 1 }])
    const it = desk()
    const page = it.open({ maxBytes: 450 })
    await page.kept.ready
    for (const id of ['r1', 'r2', 'r1']) {
      await page.item(id).refetch()
      await rest(it)
    }
    const sizes = stored(it).map(([, text]) => text.length)
    expect(sizes.length).toBeGreaterThan(0)
    expect(sizes.reduce((sum, size) => sum + size, 0)).toBeLessThanOrEqual(450)
    expect(stored(it).some(([, text]) => text.includes('items/r1'))).toBe(true)
  })
})
