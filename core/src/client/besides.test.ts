import { expect, test } from 'vitest'
import { collection, count, mutation, op, paged, patch, query, record, resource, whose } from '../index.ts'
import type { Operation } from '../declare/index.ts'
import type { PersistStorage } from '../persist/index.ts'
import { persist } from '../persist/index.ts'
import { testClient, until, virtualPlatform } from '../testing/index.ts'
import type { TestClient } from '../testing/index.ts'
import type { Fields } from '../wire/request.ts'

const Post = resource('post', { title: 'string', comments_count: 'integer!?' })
const Comment = resource('comment', { body: 'string', parent_id: 'string|null?', user_id: 'string!?' })
const [about, auth] = ['', 'none'] as const
const counted = [count(Post, 'comments_count', 'id')] as const

const blog = {
  getPost: op('GET blog/posts/:id', { about, auth, returns: Post }),
  listComments: op('GET blog/posts/:id/comments', { about, auth, query: paged(), returns: [Comment] }),
  listPinned: op('GET blog/pinned', { about, auth, returns: [Comment] }),
  listNewest: op('GET blog/newest', { about, auth, query: paged(), returns: [Comment] }),
  say: op('POST blog/posts/:id/comments', { about, auth, body: Comment, returns: Comment, besides: counted }),
  reply: op('POST blog/posts/:id/comments/:comment_id/reply', {
    about,
    auth,
    body: { body: 'string', mood: 'string?' },
    returns: Comment,
    creates: whose(Comment, { parent_id: 'comment_id' }),
    into: ['blog/posts/:id/comments', 'blog/authors/:author_id/comments'],
    besides: counted,
    query: { author_id: 'string?' },
  }),
  pin: op('PUT blog/pinned', {
    about,
    auth,
    body: { ids: 'string[]' },
    patches: patch(Comment, () => ({}), 'ids'),
    into: ['blog/pinned', 'blog/newest'],
  }),
  unpin: op('DELETE blog/pinned/:comment_id', { about, auth, patches: patch(Comment, () => ({})), outOf: ['blog/pinned', 'blog/newest'] }),
  silence: op('DELETE blog/posts/:id/comments/by/:author', {
    about,
    auth,
    removes: whose(Comment, { user_id: 'author' }),
    besides: [count(Post, 'comments_count', 'id', ({ user_id }) => (user_id === undefined ? 0 : -1))],
  }),
  shrug: op('POST blog/posts/:id/shrug', { about, auth, body: Comment, returns: Comment, optimistic: false, stale: false }),
}

/** Decides one write: answered, with a record where there is one to tell, or refused. */
interface Asked {
  readonly name: string
  answer(fields?: Fields): void
  refuse(): void
}

interface Blog extends TestClient {
  /** The writes that wait for their answer. */
  readonly asked: Asked[]
  /** What the server has: its reads tell it. */
  readonly has: { count: number; comments: Fields[]; pinned: Fields[] }
  write(operation: Operation, input: Fields): Promise<unknown>
}

const comment = (id: string, more: Fields = {}): Fields => ({ unique_id: id, body: id, user_id: `u-${id}`, ...more })
const told = (type: string, fields: Fields): object => ({ type, id: fields['unique_id'], attributes: fields })

function openBlog(virtual = virtualPlatform()): Blog {
  const asked: Asked[] = []
  const has = { count: 2, comments: [comment('c1'), comment('c2')], pinned: [comment('c1')] }
  const fetch = async (request: Request): Promise<Response> => {
    const path = new URL(request.url).pathname.replace('/v1/blog/', '')
    if (request.method === 'GET') {
      if (path === 'posts/p1') return Response.json({ data: told('post', { unique_id: 'p1', title: 'Tides', comments_count: has.count }) })
      const rows = path.endsWith('comments') ? has.comments : has.pinned
      return Response.json({ data: rows.map((row) => told('comment', row)), meta: { total_count: rows.length } })
    }
    return new Promise((resolve) => {
      const settle = (response: Response) => (): void => {
        asked.splice(asked.indexOf(one), 1)
        resolve(response)
      }
      const one: Asked = {
        name: `${request.method} ${path}`,
        answer: (fields) => settle(fields ? Response.json({ data: told('comment', fields) }) : new Response(null, { status: 204 }))(),
        refuse: settle(Response.json({ errors: [{ status: '422', title: 'No' }] }, { status: 422 })),
      }
      asked.push(one)
    })
  }
  const it = testClient({ fetch }, { virtual, attempts: 1 })
  const write = (operation: Operation, input: Fields): Promise<unknown> =>
    mutation(it.client, operation)
      .mutate(input as never) // inputs of these very operations
      .catch((error: Error & { code: string }) => error.code)
  return { ...it, asked, has, write }
}

/** What is on the screen: the post's count, its comments, the pinned ones and the newest with their totals. */
async function screen(it: Blog): Promise<() => string[]> {
  const { client } = it
  const $post = query(client, blog.getPost, { id: 'p1' })
  const $comments = collection(client, blog.listComments, { id: 'p1' })
  const [$pinned, $newest] = [query(client, blog.listPinned, {}), collection(client, blog.listNewest, {})]
  for (const $store of [$post, $comments, $pinned, $newest]) $store.subscribe(() => {})
  const all = (): string[] => [
    String($post.value.data?.comments_count),
    `${$comments.value.items.map(({ body }) => body).join(' ')} of ${$comments.value.totalCount}`,
    ($pinned.value.data ?? []).map(({ body }) => body).join(' '),
    `${$newest.value.items.map(({ body }) => body).join(' ')} of ${$newest.value.totalCount}`,
  ]
  await until(() => [$post, $comments, $pinned, $newest].every(({ value }) => value.status === 'success' && !value.fetching))
  return all
}

const before = ['2', 'c1 c2 of 2', 'c1', 'c1 of 1']

test('a comment raises the count of its post at once, and a refusal takes both back', async () => {
  const it = openBlog()
  const shown = await screen(it)
  const said = it.write(blog.say, { id: 'p1', body: 'hm' })
  expect(shown()).toEqual(['3', 'hm c1 c2 of 3', 'c1', 'c1 of 1'])
  await until(() => it.asked.length === 1)
  it.asked[0]?.refuse()
  expect(await said).toBe('invalid')
  expect(shown()).toEqual(before)
})

test.each([
  ['in their order', [0, 0]],
  ['the later one first', [1, 0]],
])('two comments at once count twice, answered %s', async (_, order) => {
  const it = openBlog()
  const shown = await screen(it)
  const said = [it.write(blog.say, { id: 'p1', body: 'a' }), it.write(blog.say, { id: 'p1', body: 'b' })]
  await until(() => it.asked.length === 2)
  expect(shown()[0]).toBe('4')
  // The server's reads know of none yet: what is shown is what was acknowledged, and what is pending.
  for (const at of order) {
    it.asked[at]?.answer(comment(`n${at}`))
    await Promise.race(said)
    await until(() => it.asked.length < 2)
    expect(it.client.entities.seen('post/p1')).toMatchObject({ comments_count: 4 })
    it.has.count += 1
  }
  await Promise.all(said)
  await until(() => shown()[0] === '4')
})

test('of two comments at once the refused one counts no more', async () => {
  const it = openBlog()
  const shown = await screen(it)
  const said = [it.write(blog.say, { id: 'p1', body: 'a' }), it.write(blog.say, { id: 'p1', body: 'b' })]
  await until(() => it.asked.length === 2)
  it.asked[0]?.refuse()
  expect([await said[0], shown()]).toEqual(['invalid', ['3', 'b c1 c2 of 3', 'c1', 'c1 of 1']])
})

test('a count that nobody has told is not made up', async () => {
  const it = openBlog()
  void it.write(blog.say, { id: 'p9', body: 'a' })
  expect(it.client.entities.seen('post/p9')).toBeNull()
  it.client.entities.tell({ type: 'post', id: 'p8', fields: { title: 'Moon' } }, it.client.entities.begin())
  void it.write(blog.say, { id: 'p8', body: 'a' })
  expect(it.client.entities.seen('post/p8')).toEqual({ title: 'Moon' })
})

test('a reply is made of a plain body and another input, stands in the list of comments, and goes where it is refused', async () => {
  const it = openBlog()
  const shown = await screen(it)
  const replied = it.write(blog.reply, { id: 'p1', comment_id: 'c1', body: 'why', mood: 'sour' })
  expect(shown()).toEqual(['3', 'why c1 c2 of 3', 'c1', 'c1 of 1'])
  const { key } = [...it.client.entities.touched('comment')][0] ?? { key: '' }
  // Of the body only what a comment has.
  const id = key.slice('comment/'.length)
  expect(it.client.entities.seen(key)).toEqual({ body: 'why', parent_id: 'c1', unique_id: id })
  expect(record(it.client, Comment, id).value.saving).toBe('create')
  await until(() => it.asked.length === 1)
  it.asked[0]?.refuse()
  expect([await replied, shown()]).toEqual(['invalid', before])
})

test('a reply that is answered stands once, under its first key', async () => {
  const it = openBlog()
  const shown = await screen(it)
  const replied = it.write(blog.reply, { id: 'p1', comment_id: 'c1', body: 'why' })
  await until(() => it.asked.length === 1)
  const why = comment('c3', { body: 'why', parent_id: 'c1' })
  it.has.comments.push(why)
  it.has.count = 3
  it.asked[0]?.answer(why)
  await replied
  await until(() => shown()[1] === 'c1 c2 why of 3')
  expect(shown()).toEqual(['3', 'c1 c2 why of 3', 'c1', 'c1 of 1'])
})

test('a creation refetches the lists at its path and above, and nothing of the records beside it', async () => {
  const it = openBlog()
  await screen(it)
  const sent = it.requests.length
  const said = it.write(blog.say, { id: 'p1', body: 'hm' })
  await until(() => it.asked.length === 1)
  it.asked[0]?.answer(comment('c3'))
  await said
  await until(() => it.requests.length === sent + 3)
  expect(it.requests.slice(sent).toSorted()).toEqual([
    'GET blog/posts/p1',
    expect.stringMatching(/^GET blog\/posts\/p1\/comments/),
    'POST blog/posts/p1/comments',
  ])
})

test('what makes nothing stale refetches nothing', async () => {
  const it = openBlog()
  await screen(it)
  const sent = it.requests.length
  const shrugged = it.write(blog.shrug, { id: 'p1', body: 'hm' })
  await until(() => it.asked.length === 1)
  it.asked[0]?.answer(comment('c3'))
  await shrugged
  expect(it.requests.slice(sent)).toEqual(['POST blog/posts/p1/shrug'])
})

test('rows come into another list at once, each once, and go where that is refused', async () => {
  const it = openBlog()
  const shown = await screen(it)
  const pinned = it.write(blog.pin, { ids: ['c1', 'c2'] })
  expect(shown()).toEqual(['2', 'c1 c2 of 2', 'c1 c2', 'c2 c1 of 2'])
  await until(() => it.asked.length === 1)
  it.asked[0]?.refuse()
  expect([await pinned, shown()]).toEqual(['invalid', before])
})

test('a row in another list stays when that is acknowledged, until the list is read again', async () => {
  const it = openBlog()
  const shown = await screen(it)
  const pinned = it.write(blog.pin, { ids: ['c2'] })
  await until(() => it.asked.length === 1)
  it.has.pinned = [comment('c1'), comment('c2')]
  it.asked[0]?.answer()
  await pinned
  expect(shown()[3]).toBe('c2 c1 of 2')
  await until(() => shown()[2] === 'c1 c2')
  it.has.pinned = [comment('c1')]
  await collection(it.client, blog.listNewest, {}).refetch()
  expect(shown()[3]).toBe('c1 of 1')
})

test('a row leaves one list and no other at once, and is back where that is refused', async () => {
  const it = openBlog()
  const shown = await screen(it)
  const unpinned = it.write(blog.unpin, { comment_id: 'c1' })
  expect(shown()).toEqual(['2', 'c1 c2 of 2', '', ' of 0'])
  await until(() => it.asked.length === 1)
  it.asked[0]?.refuse()
  expect([await unpinned, shown()]).toEqual(['invalid', before])
})

test('of a row that is put into a list and taken out of it again the last word counts, and what is refused does not', async () => {
  const it = openBlog()
  const shown = await screen(it)
  void it.write(blog.pin, { ids: ['c2'] })
  const unpinned = it.write(blog.unpin, { comment_id: 'c2' })
  expect(shown()[3]).toBe('c1 of 1')
  await until(() => it.asked.length === 1)
  it.asked[0]?.answer()
  await until(() => it.asked[0]?.name === 'DELETE pinned/c2')
  it.asked[0]?.refuse()
  await unpinned
  expect(shown()[3]).toBe('c2 c1 of 2')
})

test('a record is removed by fields of its own, with what else follows, and is back where that is refused', async () => {
  const it = openBlog()
  const shown = await screen(it)
  const silenced = it.write(blog.silence, { id: 'p1', author: 'u-c1' })
  expect(shown()).toEqual(['1', 'c2 of 1', '', ' of 0'])
  await until(() => it.asked.length === 1)
  it.asked[0]?.refuse()
  expect([await silenced, shown()]).toEqual(['invalid', before])
})

test('a record that is removed by its fields stays away when that is acknowledged; one that nobody knows changes nothing', async () => {
  const it = openBlog()
  const shown = await screen(it)
  void it.write(blog.silence, { id: 'p1', author: 'u-nobody' })
  expect(shown()).toEqual(before)
  const silenced = it.write(blog.silence, { id: 'p1', author: 'u-c1' })
  await until(() => it.asked.length === 2)
  it.has.comments = [comment('c2')]
  it.asked[1]?.answer()
  await silenced
  expect(shown()[1]).toBe('c2 of 1')
  expect(it.client.entities.seen('comment/c1')).toBeNull()
})

test('offline and over a reload all of it is shown again, and goes with the refusal', async () => {
  const entries = new Map<string, string>()
  const storage: PersistStorage = {
    personal: true,
    getItem: async (key) => entries.get(key),
    setItem: async (key, value) => void entries.set(key, value),
    removeItem: async (key) => void entries.delete(key),
    getKeys: async (base) => [...entries.keys()].filter((key) => key.startsWith(base)),
  }
  const page = async (): Promise<[Blog, () => string[]]> => {
    const it = openBlog()
    const kept = persist(it.client, { storage, operations: blog })
    await kept.ready
    const shown = await screen(it)
    await kept.flush()
    return [it, shown]
  }
  const [first] = await page()
  first.setOnline(false)
  void first.write(blog.reply, { id: 'p1', comment_id: 'c1', body: 'why' })
  void first.write(blog.unpin, { comment_id: 'c1' })
  await until(() => [...entries.keys()].filter((key) => key.includes(':w:')).length === 2)
  first.client.dispose()

  const [again, shown] = await page()
  expect(shown()).toEqual(['3', 'why c1 c2 of 3', '', ' of 0'])
  await until(() => again.asked.length === 1)
  again.asked[0]?.refuse()
  await until(() => again.asked[0]?.name === 'DELETE pinned/c1')
  again.asked[0]?.refuse()
  await until(() => shown().join() === before.join())
})
