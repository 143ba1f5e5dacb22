import type { BlockstateError, Output, SessionUser } from '@blockstate/core'
import { createEntity, getEntity, listEntities, updateEntity } from '@blockstate/core/jarvis'
import { expectTypeOf, test } from 'vitest'
import { useAgentChat, useCollection, useEntityChat, useMutation, useQuery, useSession } from './index.ts'

type Entity = Output<typeof getEntity>

test('a query narrows by its status, and keeps its actions', () => {
  const entity = useQuery(getEntity, { id: 'e1' }, { staleTime: 1_000 })
  expectTypeOf(entity.data).toEqualTypeOf<Entity | undefined>()
  expectTypeOf(entity.refetch).returns.resolves.toBeVoid()
  if (entity.status === 'success') expectTypeOf(entity.data).toEqualTypeOf<Entity>()
  if (entity.status === 'error') expectTypeOf(entity.error).toEqualTypeOf<BlockstateError>()
  if (entity.status === 'pending') expectTypeOf(entity.data).toEqualTypeOf<undefined>()
})

test('an input that is wrong does not compile', () => {
  useQuery(getEntity, null)
  // @ts-expect-error the path needs an id
  useQuery(getEntity, {})
  // @ts-expect-error an id is text
  useQuery(getEntity, { id: 1 })
  // @ts-expect-error there is no such field
  useQuery(getEntity, { id: 'e1', name: 'x' })
  // @ts-expect-error the collection turns the pages
  useCollection(listEntities, { page: 2 })
  // @ts-expect-error there are two modes
  useCollection(listEntities, {}, { mode: 'endless' })
  // @ts-expect-error a conversation is named by both
  useEntityChat({ id: 'e1' })
  // @ts-expect-error an agent has threads
  useAgentChat({ id: 'a1', conv_id: 'c1' })
})

test('a collection has rows of its operation', () => {
  const { items, loadMore, goTo } = useCollection(listEntities, { per_page: 20, search: 'pump' }, { mode: 'page' })
  expectTypeOf(items).toEqualTypeOf<readonly Entity[]>()
  expectTypeOf(loadMore).returns.resolves.toBeVoid()
  expectTypeOf(goTo).parameters.toEqualTypeOf<[page: number]>()
})

test('a mutation takes its operation’s input and narrows by its status', () => {
  const create = useMutation(createEntity)
  const update = useMutation(updateEntity)
  expectTypeOf(create.mutate).returns.resolves.toEqualTypeOf<Entity>()
  // @ts-expect-error a new entity needs a type
  void create.mutate({ name: 'Loom' })
  void update.mutate({ id: 'e1', name: 'Loom' })
  if (update.status === 'success') expectTypeOf(update.data).toEqualTypeOf<Entity>()
  if (update.status === 'error') expectTypeOf(update.error).toEqualTypeOf<BlockstateError>()
  if (update.status === 'idle') expectTypeOf(update.input).toEqualTypeOf<undefined>()
})

test('a session has a user only where somebody is signed in', () => {
  const session = useSession()
  expectTypeOf(session.signOut).returns.resolves.toBeBoolean()
  // @ts-expect-error nobody may be signed in
  void session.user
  if (session.status === 'authenticated') expectTypeOf(session.user).toEqualTypeOf<SessionUser | null>()
  if (session.status === 'mfa_required') expectTypeOf(session.challenge.challengeId).toBeString()
})
