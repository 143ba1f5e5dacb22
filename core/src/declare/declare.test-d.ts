import { expectTypeOf, test } from 'vitest'
import { count, op, optional, paged, patch, resource, whose } from './index.ts'
import type { Input, Output, Page, RecordOf, Row, StreamEvent } from './index.ts'

const Contact = resource('contact', {
  first_name: 'string',
  email: 'email?',
  account_id: 'uuid|null?',
  tags: 'string[]?',
  labels: 'string{}?',
  rights: '(read|write)[]?',
  meta: 'json?',
  status: 'active|archived!',
  organization: 'ref!?',
})
const getContact = op('GET crm/contacts/:id', { about: 'a', returns: Contact })
const listContacts = op('GET crm/contacts', { about: 'a', query: paged({ search: 'string?' }), returns: [Contact] })
const listAll = op('GET crm/contacts/all', { about: 'a', returns: [Contact] })
const createContact = op('POST crm/contacts', { about: 'a', body: Contact, returns: Contact })
const updateContact = op('PUT crm/contacts/:id', { about: 'a', body: Contact, returns: Contact })
const deleteContact = op('DELETE crm/contacts/:id', { about: 'a', removes: Contact })
const credit = op('POST wallet/wallets/:code/transactions', {
  about: 'a',
  root: 'transaction',
  body: { transaction_type: '=credit', amount: 'decimal', lines: optional([{ sku: 'string', note: 'string?' }]) },
})
const query = op('POST jarvis/entities/:id/file_query', {
  about: 'a',
  body: { query: 'string' },
  returns: { answer: 'string', sources: [{ file_id: 'string', relevance_score: 'number' }] },
})
const upload = op('POST files/users/:id/files', {
  about: 'a',
  body: { file: 'file', more: 'file[]?', note: 'string?' },
})
const stream = op('POST jarvis/entities/:id/conversations/:conv_id/messages/stream', {
  about: 'a',
  root: 'message',
  body: { content: 'string' },
  streams: { token: { content: 'string' }, done: { message_id: 'uuid', tokens_used: 'integer?' } },
})

test('a record holds its fields under their wire names, optional ones optional', () => {
  expectTypeOf<RecordOf<typeof Contact>>().toEqualTypeOf<
    {
      first_name: string
      email?: string | undefined
      account_id?: string | null | undefined
      tags?: string[] | undefined
      labels?: Record<string, string> | undefined
      rights?: ('read' | 'write')[] | undefined
      meta?: unknown
      status: 'active' | 'archived'
      organization?: { type: string; id: string } | undefined
    } & { unique_id: string; created_at?: string; updated_at?: string }
  >()
})

test('a file is a Blob, a list of them a list', () => {
  expectTypeOf<Input<typeof upload>>().toEqualTypeOf<{ id: string; file: Blob; more?: Blob[] | undefined; note?: string | undefined }>()
})

test('input is path, query and body in one flat object, without what the server writes', () => {
  expectTypeOf<Input<typeof getContact>>().toEqualTypeOf<{ id: string }>()
  expectTypeOf<Input<typeof deleteContact>>().toEqualTypeOf<{ id: string }>()
  expectTypeOf<Input<typeof createContact>>().toHaveProperty('first_name').toEqualTypeOf<string>()
  expectTypeOf<Input<typeof createContact>>().not.toHaveProperty('status')
  expectTypeOf<Input<typeof updateContact>['first_name']>().toEqualTypeOf<string | undefined>()
  expectTypeOf<Input<typeof updateContact>['id']>().toEqualTypeOf<string>()
  expectTypeOf<Input<typeof listContacts>['page']>().toEqualTypeOf<number | undefined>()
  expectTypeOf<Input<typeof listContacts>['search']>().toEqualTypeOf<string | undefined>()
  expectTypeOf<Input<typeof credit>>().toEqualTypeOf<{
    code: string
    amount: number
    lines?: { sku: string; note?: string | undefined }[] | undefined
  }>()
  expectTypeOf<Input<typeof stream>>().toEqualTypeOf<{ id: string; conv_id: string; content: string }>()
})

test('output follows what is declared: record, page, list, plain shape, nothing', () => {
  expectTypeOf<Output<typeof getContact>>().toEqualTypeOf<RecordOf<typeof Contact>>()
  expectTypeOf<Output<typeof listContacts>>().toEqualTypeOf<Page<RecordOf<typeof Contact>>>()
  expectTypeOf<Output<typeof listAll>>().toEqualTypeOf<RecordOf<typeof Contact>[]>()
  expectTypeOf<Row<typeof listContacts>>().toEqualTypeOf<RecordOf<typeof Contact>>()
  expectTypeOf<Output<typeof query>>().toEqualTypeOf<{ answer: string; sources: { file_id: string; relevance_score: number }[] }>()
  expectTypeOf<Output<typeof deleteContact>>().toEqualTypeOf<undefined>()
})

test('stream events are a union on type', () => {
  expectTypeOf<StreamEvent<typeof stream>>().toEqualTypeOf<
    { type: 'token'; content: string } | { type: 'done'; message_id: string; tokens_used?: number | undefined }
  >()
})

test('a misspelt word does not compile, wherever it stands', () => {
  // @ts-expect-error strnig is no word
  resource('x', { a: 'strnig' })
  // @ts-expect-error nor is it one behind a suffix
  resource('x', { a: 'strnig|null?' })
  // @ts-expect-error nor in a list
  resource('x', { a: 'strnig[]' })
  // @ts-expect-error nor deep in a nested shape
  resource('x', { a: { b: [{ c: 'intger' }] } })
  // @ts-expect-error nor in a query
  op('GET a/b', { about: 'a', query: { q: 'strng?' } })
  // @ts-expect-error nor in a body
  op('POST a/b', { about: 'a', body: { q: 'strng?' } })
  // @ts-expect-error nor in a plain answer
  op('POST a/b', { about: 'a', returns: { q: 'strng?' } })
  // @ts-expect-error nor in a stream's piece
  op('POST a/b', { about: 'a', streams: { token: { content: 'strng' } } })
  // @ts-expect-error nor in an optional shape
  resource('x', { a: optional({ b: 'strng' }) })
  // @ts-expect-error an option nobody knows
  op('GET a/b', { about: 'a', retruns: Contact })
  // @ts-expect-error a route without a method
  op('crm/contacts', { about: 'a' })
})

test('inputs that cannot be right do not compile', () => {
  const take = <O>(_: O, __: Input<O>): void => {}
  take(getContact, { id: 'c1' })
  // @ts-expect-error the path needs an id
  take(getContact, {})
  // @ts-expect-error an id is a string
  take(getContact, { id: 1 })
  // @ts-expect-error no such field
  take(updateContact, { id: 'c1', frist_name: 'x' })
  // @ts-expect-error only the server writes the status
  take(updateContact, { id: 'c1', status: 'active' })
  // @ts-expect-error no such right
  take(updateContact, { id: 'c1', rights: ['admin'] })
  // @ts-expect-error a required field is missing
  take(createContact, { email: 'a@b.c' })
})

test('a patch knows the record it changes', () => {
  const Post = resource('post', { title: 'string', likes_count: 'integer' })
  const likePost = op('PUT content/posts/:id/like', {
    about: 'a',
    patches: patch(Post, (post) => ({ likes_count: post.likes_count + 1 })),
    idempotent: true,
  })
  expectTypeOf<Input<typeof likePost>>().toEqualTypeOf<{ id: string }>()
  // @ts-expect-error a record has no such field
  patch(Post, (post) => ({ likes_count: post.likes }))
  // @ts-expect-error nor takes one
  patch(Post, () => ({ likes: 1 }))
  // @ts-expect-error a count is a number
  patch(Post, () => ({ likes_count: 'many' }))
  const Book = resource('book', { status: 'in|out!' })
  patch(Book, () => ({ status: 'out' }))
  // @ts-expect-error a value outside of its choice
  patch(Book, () => ({ status: 'lost' }))
  // @ts-expect-error a patch is made by patch()
  op('PUT content/posts/:id/like', { about: 'a', patches: Post })
})

test('what a write does besides names fields that there are', () => {
  const Post = resource('post', { title: 'string', comments_count: 'integer!?' })
  const Comment = resource('comment', { body: 'string', parent_id: 'uuid|null?', user_id: 'uuid!' })
  const reply = op('POST content/posts/:id/comments/:comment_id/reply', {
    about: 'a',
    body: { body: 'string' },
    returns: Comment,
    creates: whose(Comment, { parent_id: 'comment_id' }),
    into: ['content/posts/:id/comments'],
    besides: [count(Post, 'comments_count', 'id')],
  })
  expectTypeOf<Input<typeof reply>>().toEqualTypeOf<{ id: string; comment_id: string; body: string }>()
  expectTypeOf<Output<typeof reply>>().toEqualTypeOf<RecordOf<typeof Comment>>()
  op('DELETE content/posts/:id/authors/:user_id', { about: 'a', removes: whose(Comment, { user_id: 'user_id' }), outOf: ['content/:id'] })
  op('POST content/posts', { about: 'a', creates: Post, stale: false })
  // @ts-expect-error a record has no such field
  whose(Comment, { parnt_id: 'comment_id' })
  // @ts-expect-error nor has it beside one that it has
  whose(Comment, { parent_id: 'comment_id', usr_id: 'user_id' })
  // @ts-expect-error nor such a number
  count(Post, 'coments_count', 'id')
  // @ts-expect-error a title is no number
  count(Post, 'title', 'id')
  // @ts-expect-error more of something is a number
  count(Post, 'comments_count', 'id', () => 'two')
  // @ts-expect-error a plain shape is no kind of record
  op('POST a/:id/b', { about: 'a', creates: { body: 'string' } })
})
