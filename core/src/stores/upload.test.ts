import { afterEach, describe, expect, test } from 'vitest'
import { demoPassword, demoUsers } from '../../../sandbox/src/index.ts'
import { filesBlock } from '../../../sandbox/src/files/filesBlock.ts'
import { makeSigningKey, virtualSandbox } from '../../../sandbox/src/testing/virtualSandbox.ts'
import {
  bulkUpload,
  getFile,
  getMultipartUpload,
  listFiles,
  multipartCompleteUpload,
  multipartPresignUpload,
  uploadFile,
  uploadFileVersion,
} from '../blocks/files.ts'
import { call, collection, fetchBytes, inParts, session, upload } from '../index.ts'
import type { CollectionStore, Row, UploadOptions } from '../index.ts'
import { testClient, turn, until, virtualPlatform } from '../testing/index.ts'
import type { TestClient } from '../testing/index.ts'

const signingKey = await makeSigningKey()
const disposals: (() => void)[] = []
afterEach(() => {
  for (const dispose of disposals.splice(0)) dispose()
})

interface World extends TestClient {
  readonly me: { readonly unique_id: string }
  /** Requests with files that the server has taken and not answered: at once, and at most so far. */
  readonly load: { now: number; most: number }
  /** Answers in place of the sandbox, or after it; `undefined` lets it be. */
  readonly server: {
    before?: (request: Request) => Promise<Response | undefined>
    after?: (request: Request) => Promise<Response | undefined>
  }
  readonly previews: { readonly made: string[]; readonly revoked: string[] }
  readonly options: UploadOptions
  readonly lists: List[]
  /** Lets time pass until all is over, and the lists have been read again. */
  over($files: { readonly value: { readonly progress: { readonly open: number } } }): Promise<void>
}

/** A client signed in as Ada, and a files block whose server can be made to fail. Its work takes real time, and no virtual timeout may pass meanwhile. */
async function world(timeout = 3_600_000): Promise<World> {
  const virtual = virtualPlatform()
  let drawn = 0
  const random = (): number => (drawn = (drawn + 0.618034) % 1)
  const { sandbox } = virtualSandbox({ blocks: [filesBlock], signingKey, now: virtual.platform.now, random })
  const load = { now: 0, most: 0 }
  const server: World['server'] = {}
  const it = testClient(
    {
      fetch: async (request) => {
        if (request.method !== 'POST' || !request.url.includes('/files/')) return sandbox.fetch(request)
        load.now += 1
        load.most = Math.max(load.most, load.now)
        try {
          const instead = await server.before?.(request)
          if (instead) return instead
          const answer = await sandbox.fetch(request)
          return (await server.after?.(request)) ?? answer
        } finally {
          load.now -= 1
        }
      },
    },
    { virtual: { ...virtual, platform: { ...virtual.platform, random } }, requestsPerMinute: 100_000, timeout },
  )
  disposals.push(it.client.dispose, sandbox.close)
  await session(it.client).signIn({ email: demoUsers.ada.email, password: demoPassword })
  const previews = { made: [] as string[], revoked: [] as string[] }
  const lists: List[] = []
  const make = (file: File): string => `blob:${file.name}`
  return {
    ...it,
    me: { unique_id: demoUsers.ada.unique_id },
    load,
    server,
    lists,
    previews,
    options: {
      previews: {
        make: (file) => (previews.made.push(file.name), make(file)),
        revoke: (address) => void previews.revoked.push(address),
      },
    },
    over: async ($files) => {
      for (let tries = 0; $files.value.progress.open > 0 && tries < 2_000; tries += 1) await it.advance(500)
      await it.advance(5_000)
      await until(() => lists.every(($list) => !$list.value.fetching))
    },
  }
}

const fileOf = (name: string, size = 100, type = 'text/plain'): File =>
  new File([name.padEnd(size, '.').slice(0, Math.max(size, 1))], name, { type })
const refusal = (status: number, headers = {}): Response =>
  Response.json({ errors: [{ status: `${status}`, title: 'No' }] }, { status, headers })
/** A body that is read as the network would, and what has come of it so far. */
const received = (request: Request, let_: (bytes: number) => Promise<void> | void): Promise<number> => {
  const reader = request.body?.getReader()
  const read = async (bytes: number): Promise<number> => {
    const next = await reader?.read()
    if (!next || next.done) return bytes
    await let_(bytes + next.value.length)
    return read(bytes + next.value.length)
  }
  return read(0)
}

type List = CollectionStore<Row<typeof listFiles>>
async function listed({ client, me, lists }: World, input: object = {}): Promise<List> {
  const $list = collection(client, listFiles, { ...me, per_page: 100, sort: '-created_at', ...input })
  lists.push($list)
  disposals.push($list.listen(() => {}))
  await until(() => $list.value.status === 'success' && !$list.value.fetching)
  return $list
}
const named = ($list: List, name: string): Row<typeof listFiles>[] => $list.value.items.filter((file) => file.original_name === name)

describe('one file', () => {
  test('stands in the list at once with an address of its bytes here, and becomes the row of the server under the same key', async () => {
    const it = await world()
    const $list = await listed(it)
    const $files = upload(it.client, uploadFile, it.me, it.options)
    const [key] = $files.add([fileOf('plan.txt')])
    expect(named($list, 'plan.txt')).toMatchObject([{ url: 'blob:plan.txt', file_size: 100, file_type: 'text/plain' }])
    const place = $list.value.keys.indexOf(key ?? '')
    expect(place).toBeGreaterThanOrEqual(0)
    expect($files.value.items).toMatchObject([{ name: 'plan.txt', size: 100, preview: 'blob:plan.txt' }])
    await it.over($files)
    expect($files.value.items).toMatchObject([{ key, status: 'done', sent: 100, data: { original_name: 'plan.txt' } }])
    const [row, ...others] = named($list, 'plan.txt')
    expect([row?.unique_id, others]).toEqual([$files.value.items[0]?.data?.unique_id, []])
    expect([row?.status, row?.url?.startsWith('http')]).toEqual(['review', true])
    expect($list.value.keys).toContain(key)
    expect(it.previews.revoked).toEqual(['blob:plan.txt'])
    const read = await call(it.client, getFile, { ...it.me, unique_file_id: row?.unique_id ?? '' })
    expect(read.file_size).toBe(100)
  })

  test('goes where its input says, and is shown there alone', async () => {
    const it = await world()
    const $files = upload(it.client, uploadFile, it.me)
    const folder_unique_id = (await listed(it)).value.items.find((file) => file.folder_unique_id !== null)?.folder_unique_id ?? ''
    const $folder = await listed(it, { folder_unique_id })
    $files.add([fileOf('inside.txt')], { folder_unique_id })
    $files.add([fileOf('outside.txt')])
    expect($folder.value.items.map((file) => file.original_name)).toContain('inside.txt')
    expect($folder.value.items.map((file) => file.original_name)).not.toContain('outside.txt')
    await it.over($files)
    expect([named($folder, 'inside.txt').length, named($folder, 'outside.txt').length]).toEqual([1, 0])
  })

  test('that is too large, or not what is wanted, is rejected before a byte is sent, and shown nowhere else', async () => {
    const it = await world()
    const $list = await listed(it)
    const $files = upload(it.client, uploadFile, it.me, {
      limit: 50,
      check: ({ type }) => (type === 'text/plain' ? undefined : 'is no text'),
    })
    const sent = it.requests.length
    $files.add([fileOf('large.txt', 51), fileOf('a.png', 5, 'image/png')])
    await turn()
    expect($files.value.items.map(({ status, error }) => [status, error?.message])).toEqual([
      ['rejected', 'large.txt has 51 bytes, and 50 can be sent at most.'],
      ['rejected', 'a.png is no text.'],
    ])
    expect([it.requests.length, named($list, 'large.txt'), $files.value.progress]).toMatchObject([sent, [], { total: 0, failed: 2 }])
  })

  test('that is refused is taken out of the list and says why; its next try can be through', async () => {
    const it = await world()
    const $list = await listed(it)
    const $files = upload(it.client, uploadFile, it.me, it.options)
    it.server.before = async () => refusal(422)
    const [key = ''] = $files.add([fileOf('plan.txt')])
    await it.over($files)
    expect($files.value.items).toMatchObject([{ status: 'failed', error: { code: 'invalid' }, preview: 'blob:plan.txt' }])
    expect(named($list, 'plan.txt')).toEqual([])
    delete it.server.before
    $files.retry(key)
    expect($files.value.items).toMatchObject([{ error: undefined }])
    await it.over($files)
    expect([$files.value.items[0]?.status, named($list, 'plan.txt').length, $list.value.keys.includes(key)]).toEqual(['done', 1, true])
  })

  test('whose answer was lost is repeated under its key: the server has it once', async () => {
    const it = await world()
    const $list = await listed(it)
    let lost = 0
    it.server.after = async () => {
      if ((lost += 1) < 5) throw new TypeError('cut')
      return undefined
    }
    const $files = upload(it.client, uploadFile, it.me)
    $files.add([fileOf('plan.txt')])
    await it.over($files)
    expect($files.value.items).toMatchObject([{ status: 'failed', error: { code: 'network' } }])
    $files.retry()
    await it.over($files)
    expect([$files.value.items[0]?.status, lost, named($list, 'plan.txt').length]).toEqual(['done', 5, 1])
  })

  test('that arrived at a server which knows no keys is through when that says it has it', async () => {
    const it = await world()
    const $list = await listed(it)
    const send: NonNullable<UploadOptions['send']> = async (url, init, told) => {
      const headers = new Headers(init.headers)
      headers.delete('idempotency-key')
      const answer = await it.client.fetch?.(url, { ...init, headers })
      told(Infinity)
      return answer ?? Response.error()
    }
    let lost = 0
    it.server.after = async () => {
      if ((lost += 1) === 1) throw new TypeError('cut')
      return undefined
    }
    const $files = upload(it.client, uploadFile, it.me, { send })
    $files.add([fileOf('plan.txt')])
    await it.over($files)
    expect([$files.value.items[0]?.status, lost, named($list, 'plan.txt').length]).toEqual(['done', 2, 1])
    $files.add([fileOf('plan.txt')])
    await it.over($files)
    expect($files.value.items[1]).toMatchObject({ status: 'failed', error: { code: 'conflict' } })
  })

  test('newer bytes of a file make no row of their own', async () => {
    const it = await world()
    const $list = await listed(it)
    const [row] = $list.value.items
    const before = $list.value.items.length
    const $files = upload(it.client, uploadFileVersion, { ...it.me, unique_file_id: row?.unique_id ?? '' })
    $files.add([fileOf('newer.txt')])
    expect($list.value.items.length).toBe(before)
    await it.over($files)
    expect($files.value.items).toMatchObject([{ status: 'done', data: { unique_id: row?.unique_id } }])
    expect($list.value.items.length).toBe(before)
  })
})

describe('taking back', () => {
  test('no byte leaves after it, the row is gone, and the next try sends the file', async () => {
    const it = await world()
    const $list = await listed(it)
    const $files = upload(it.client, uploadFile, it.me)
    let bytes = 0
    let opened = false
    it.server.before = async (request) => {
      if (opened) return undefined
      await received(request, async (sofar) => {
        bytes = sofar
        await new Promise((go) => it.platform.after(100, () => go(undefined)))
      })
      return refusal(500)
    }
    const [key = ''] = $files.add([fileOf('film.mov', 4_000_000)])
    await it.advance(500)
    const { status, sent } = $files.value.items[0] ?? { status: '', sent: 0 }
    expect(status).toBe('sending')
    expect(sent).toBeGreaterThan(0)
    expect(sent).toBeLessThan(4_000_000)
    $files.abort(key)
    expect([$files.value.items[0]?.status, named($list, 'film.mov')]).toEqual(['aborted', []])
    const then = bytes
    await it.advance(60_000)
    expect(bytes - then).toBeLessThanOrEqual(65_536) // what had left already
    opened = true
    $files.retry(key)
    await it.over($files)
    expect([$files.value.items[0]?.status, named($list, 'film.mov').length]).toEqual(['done', 1])
  })

  test('of all ends those that wait with those that are on their way', async () => {
    const it = await world()
    const $files = upload(it.client, uploadFile, it.me)
    it.server.before = () => new Promise(() => {})
    $files.add(Array.from({ length: 9 }, (_, at) => fileOf(`${at}.txt`)))
    await turn()
    expect(it.load.now).toBe(4)
    $files.abort()
    await it.over($files)
    expect($files.value.items.map(({ status }) => status)).toEqual(Array.from({ length: 9 }, () => 'aborted'))
    expect(it.requests.filter((request) => request.startsWith('POST files')).length).toBe(4)
    $files.clear()
    expect($files.value).toMatchObject({ items: [], progress: { open: 0 } })
  })

  test('a file of a bulk request: the others go in another, and the server has each once', async () => {
    const it = await world()
    const $list = await listed(it)
    const $files = upload(it.client, uploadFile, it.me, { bulk: bulkUpload })
    it.server.before = async (request) => {
      await received(request, () => new Promise((go) => it.platform.after(10_000, () => go())))
      return refusal(500)
    }
    const keys = $files.add(['a', 'b', 'c'].map((name) => fileOf(`${name}.txt`, 200_000)))
    await it.advance(100)
    delete it.server.before
    $files.abort(keys[1])
    await it.over($files)
    expect($files.value.items.map(({ status }) => status)).toEqual(['done', 'aborted', 'done'])
    expect(['a', 'b', 'c'].map((name) => named($list, `${name}.txt`).length)).toEqual([1, 0, 1])
  })
})

describe('many files', () => {
  test('five hundred of mixed size, one request in ten failing: each ends as one row or one error, and progress never goes back', async () => {
    const it = await world()
    const $list = await listed(it)
    let asked = 0
    it.server.before = async () => {
      asked += 1
      if (asked % 20 === 3) return refusal(503, { 'retry-after': '1' })
      if (asked % 20 === 11) throw new TypeError('cut before')
      return undefined
    }
    // Processed, and nobody hears of it.
    it.server.after = async () => (asked % 20 === 17 ? refusal(500) : undefined)
    const $files = upload(it.client, uploadFile, it.me, it.options)
    const seen = new Map<string, number>()
    let [sent, part, falls] = [0, 0, 0]
    disposals.push(
      $files.listen(({ items, progress }) => {
        if (progress.sent < sent || progress.part < part) falls += 1
        ;[sent, part] = [progress.sent, progress.part]
        for (const { key, sent: own } of items) {
          if (own < (seen.get(key) ?? 0)) falls += 1
          seen.set(key, own)
        }
      }),
    )
    const names = Array.from({ length: 500 }, (_, at) => `file-${at}.txt`)
    $files.add(names.map((name, at) => fileOf(name, at % 50 === 0 ? 300_000 : 1 + ((at * 37) % 4_000))))
    await it.over($files)
    expect(falls).toBe(0)
    expect(it.load.most).toBe(4)
    const { items, progress } = $files.value
    expect(progress).toMatchObject({ part: 1, open: 0 })
    expect(items.every(({ status, error }) => (status === 'done' ? !error : status === 'failed' && error !== undefined))).toBe(true)
    delete it.server.before
    delete it.server.after
    $files.retry()
    await it.over($files)
    expect($files.value.progress).toMatchObject({ done: 500, failed: 0 })
    const rows = await Promise.all(
      [1, 2, 3, 4, 5, 6, 7].map((page) =>
        call(it.client, listFiles, { ...it.me, page, per_page: 100, search: 'file-', sort: 'created_at' }),
      ),
    )
    const stored = rows.flatMap((page) => page.items.map((file) => file.original_name)).filter((name) => name?.startsWith('file-'))
    expect(stored.toSorted()).toEqual(names.toSorted())
    expect(it.previews.revoked.length).toBe(500)
    // What they make stale is read now and then, not with each of them.
    expect(it.requests.filter((request) => request.startsWith(`GET files/users/${it.me.unique_id}/files?`)).length).toBeLessThan(100)
    expect($list.value.totalCount).toBeGreaterThanOrEqual(500)
  }, 60_000)

  test('of thousands the next ones are shown in the lists, and no list is worked out for the others', async () => {
    const it = await world()
    const $list = await listed(it)
    const before = $list.value.items.length
    it.server.before = () => new Promise(() => {})
    const $files = upload(it.client, uploadFile, it.me)
    const keys = $files.add(Array.from({ length: 2_000 }, (_, at) => fileOf(`${at}.txt`, 1)))
    expect($list.value.items.length - before).toBe(200)
    expect(keys.slice(0, 200).every((key) => $list.value.keys.includes(key))).toBe(true)
    for (let at = 0; at < 200; at += 4) {
      await until(() => it.load.now >= Math.min(4, 200 - at))
      for (const key of keys.slice(at, at + 4)) $files.abort(key)
    }
    await until(() => $list.value.keys.includes(keys[200] ?? ''))
    expect($list.value.items.length - before).toBe(200)
    $files.abort()
    expect($list.value.items.length).toBe(before)
  })

  test('small ones go many at a time, and each is told of by itself', async () => {
    const it = await world()
    const $list = await listed(it)
    const $files = upload(it.client, uploadFile, it.me, { ...it.options, bulk: bulkUpload })
    await call(it.client, uploadFile, { ...it.me, file: fileOf('note-7.txt') })
    const names = Array.from({ length: 60 }, (_, at) => `note-${at}.txt`)
    const keys = $files.add([...names.map((name) => fileOf(name)), fileOf('film.mov', 2_000_000)])
    expect(named($list, 'note-3.txt')).toMatchObject([{ url: 'blob:note-3.txt' }])
    await it.over($files)
    const posts = it.requests.filter((request) => /^POST files\/users\/[^/]+\/files/.test(request))
    expect(posts.map((request) => request.split('/').at(-1))).toEqual(['files', 'bulk', 'bulk', 'bulk', 'files'])
    const refused = $files.value.items.filter(({ status }) => status !== 'done')
    expect(refused).toMatchObject([{ name: 'note-7.txt', status: 'failed', error: { code: 'conflict', errors: [{ code: 'uf754321' }] } }])
    for (const name of names) expect(named($list, name).length).toBe(1)
    expect($list.value.keys).toContain(keys[3])
    expect(named($list, 'note-3.txt')[0]?.url).toMatch(/^http/)
  })

  test('that went in one request whose answer was lost go in the same one again', async () => {
    const it = await world()
    const $list = await listed(it)
    let lost = 0
    it.server.after = async () => {
      if ((lost += 1) < 4) throw new TypeError('cut')
      return undefined
    }
    const $files = upload(it.client, uploadFile, it.me, { bulk: bulkUpload })
    const keys = $files.add(['a', 'b'].map((name) => fileOf(`${name}.txt`)))
    await it.over($files)
    expect($files.value.items.map(({ status }) => status)).toEqual(['failed', 'failed'])
    $files.retry(keys[0])
    await it.over($files)
    expect($files.value.items.map(({ status }) => status)).toEqual(['done', 'done'])
    expect(['a', 'b'].map((name) => named($list, `${name}.txt`).length)).toEqual([1, 1])
  })
})

describe('a large file in parts', () => {
  const routes = { begin: multipartPresignUpload, standing: getMultipartUpload, complete: multipartCompleteUpload }
  const parts = inParts(routes, { size: 100_000, from: 200_000 })
  const puts = ({ requests }: World): string[] =>
    requests.filter((request) => request.startsWith('PUT')).map((request) => /\/(\d+)\?/.exec(request)?.[1] ?? request)

  test('goes part by part, is put together, and is a row like any other', async () => {
    const it = await world()
    const $list = await listed(it)
    const $files = upload(it.client, uploadFile, it.me, { ...it.options, parts, bulk: bulkUpload })
    const file = fileOf('film.mov', 350_000, 'video/quicktime')
    const [key = ''] = $files.add([file, fileOf('small.txt')], { tags: ['sea'] })
    expect(named($list, 'film.mov')).toMatchObject([{ url: 'blob:film.mov', tags: ['sea'] }])
    await it.over($files)
    expect($files.value.items.map(({ status, sent }) => [status, sent])).toEqual([
      ['done', 350_000],
      ['done', 100],
    ])
    expect(puts(it)).toEqual(['1', '2', '3', '4'])
    const [row] = named($list, 'film.mov')
    expect([row?.file_type, row?.file_size, row?.tags, $list.value.keys.includes(key)]).toEqual(['video/quicktime', 350_000, ['sea'], true])
    const bytes = await it.client.fetch?.(row?.url ?? '')
    expect(await bytes?.text()).toBe(await file.text())
  })

  test('asks the server what it has when it is tried again, and sends the rest', async () => {
    const it = await world()
    let cut = 0
    const fetch = it.client.fetch as typeof globalThis.fetch
    // The third part never arrives whole, however often it is tried.
    const send = fetchBytes((input, init) => {
      const third = /\/3\?/.test(String(input)) && (cut += 1) <= 3
      return third ? Promise.reject(new TypeError('cut')) : fetch(input, init)
    }, true)
    const $files = upload(it.client, uploadFile, it.me, { parts, send })
    const seen: number[] = []
    disposals.push($files.listen(({ items }) => seen.push(items[0]?.sent ?? 0)))
    $files.add([fileOf('film.mov', 350_000)])
    await it.over($files)
    expect($files.value.items).toMatchObject([{ status: 'failed', error: { code: 'network' }, sent: 200_000 }])
    $files.retry()
    await it.over($files)
    expect($files.value.items).toMatchObject([{ status: 'done', sent: 350_000 }])
    expect(puts(it)).toEqual(['1', '2', '3', '4'])
    expect(seen).toEqual(seen.toSorted((a, b) => a - b))
  })

  test('that was taken back goes on where it stopped', async () => {
    const it = await world()
    const $list = await listed(it)
    const fetch = it.client.fetch as typeof globalThis.fetch
    let stop = (): void => {}
    const send = fetchBytes((input, init) => {
      if (/\/2\?/.test(String(input))) stop()
      return fetch(input, init)
    }, true)
    const $files = upload(it.client, uploadFile, it.me, { parts, send })
    stop = () => {
      stop = () => {}
      $files.abort()
    }
    $files.add([fileOf('film.mov', 350_000)])
    await it.over($files)
    expect([$files.value.items[0]?.status, named($list, 'film.mov')]).toEqual(['aborted', []])
    $files.retry($files.value.items[0]?.key)
    await it.over($files)
    expect([$files.value.items[0]?.status, named($list, 'film.mov').length]).toEqual(['done', 1])
    expect(puts(it).filter((part) => part === '1')).toEqual(['1'])
  })

  test('whose last answer was lost is registered once', async () => {
    const it = await world()
    const $list = await listed(it)
    let lost = 0
    it.server.after = async (request) => {
      if (request.url.endsWith('/files') && (lost += 1) < 5) throw new TypeError('cut')
      return undefined
    }
    const $files = upload(it.client, uploadFile, it.me, { parts })
    $files.add([fileOf('film.mov', 350_000)])
    await it.over($files)
    expect($files.value.items).toMatchObject([{ status: 'failed' }])
    $files.retry()
    await it.over($files)
    expect([$files.value.items[0]?.status, named($list, 'film.mov').length, puts(it).length]).toEqual(['done', 1, 4])
  })

  test('that the server has forgotten begins anew', async () => {
    const it = await world()
    let refused = true
    it.server.before = async (request) => (refused && request.url.includes('complete') ? refusal(422) : undefined)
    const $files = upload(it.client, uploadFile, it.me, { parts })
    $files.add([fileOf('film.mov', 350_000)])
    await it.over($files)
    expect($files.value.items).toMatchObject([{ status: 'failed' }])
    await it.advance(25 * 3_600_000)
    await call(it.client, multipartPresignUpload, { ...it.me, filename: 'other.mov', part_count: 1 })
    refused = false
    $files.retry()
    await it.over($files)
    expect($files.value.items).toMatchObject([{ status: 'done' }])
    expect(puts(it)).toEqual(['1', '2', '3', '4', '1', '2', '3', '4'])
  })
})

describe('the world', () => {
  test('a renewal of the session is no failure: the file is sent once more', async () => {
    const it = await world()
    const $files = upload(it.client, uploadFile, it.me)
    let asked = 0
    it.server.before = async () => ((asked += 1) === 1 ? refusal(401) : undefined)
    $files.add([fileOf('plan.txt')])
    await it.over($files)
    expect([$files.value.items[0]?.status, asked]).toEqual(['done', 2])
  })

  test('without a network files wait, and go when it is back', async () => {
    const it = await world()
    const $files = upload(it.client, uploadFile, it.me)
    it.setOnline(false)
    $files.add([fileOf('plan.txt')])
    await it.advance(60_000)
    expect($files.value.items).toMatchObject([{ status: 'queued' }])
    it.setOnline(true)
    await it.over($files)
    expect($files.value.items).toMatchObject([{ status: 'done' }])
  })

  test('a connection that stands still ends after the timeout, however long one may take that does not', async () => {
    const it = await world(120_000)
    const $files = upload(it.client, uploadFile, it.me)
    let still = false
    it.server.before = async (request) => {
      if (still) return new Promise(() => {})
      await received(request.clone(), () => new Promise((go) => it.platform.after(30_000, () => go())))
      return undefined
    }
    $files.add([fileOf('film.mov', 300_000)])
    await it.over($files)
    expect($files.value.items).toMatchObject([{ status: 'done' }])
    still = true
    $files.add([fileOf('other.mov')])
    await it.over($files)
    expect($files.value.items[1]).toMatchObject({ status: 'failed', error: { code: 'timeout' } })
  })

  test('whoever signs in next sees and sends nothing of it', async () => {
    const it = await world()
    const $files = upload(it.client, uploadFile, it.me, it.options)
    it.server.before = () => new Promise(() => {})
    $files.add([fileOf('a.txt'), fileOf('b.txt'), fileOf('c.txt'), fileOf('d.txt'), fileOf('e.txt')])
    await turn()
    await session(it.client).signOut()
    expect($files.value.items).toEqual([])
    expect(it.previews.revoked.length).toBe(5)
    const sent = it.requests.length
    await it.advance(60_000)
    expect(it.requests.slice(sent).filter((request) => request.startsWith('POST files'))).toEqual([])
  })

  test('all who ask for the same place see the same files; nothing is added before the place is known', async () => {
    const it = await world()
    const $files = upload(it.client, uploadFile, it.me)
    $files.add([fileOf('plan.txt')])
    expect(upload(it.client, uploadFile, { ...it.me })).toBe($files)
    expect(() => upload(it.client, uploadFile, null).add([fileOf('a.txt')])).toThrow('it is not known yet where the files go')
    expect(() => upload(it.client, listFiles, it.me)).toThrow('takes no file')
    await it.over($files)
  })
})
