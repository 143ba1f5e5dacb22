import type { ConversationState, Output, SessionUser } from '@blockstate/core'
import { getEntity, listEntities, updateEntity } from '@blockstate/core/jarvis'
import type { Readable } from 'svelte/store'
import { expectTypeOf, test } from 'vitest'
import { createCollection, createEntityChat, createMutation, createQuery, createSession } from './index.ts'

type Entity = Output<typeof getEntity>

test('what is current narrows by its status', () => {
  const { current } = createQuery(getEntity, { id: 'e1' })
  if (current.status === 'success') expectTypeOf(current.data).toEqualTypeOf<Entity>()
  const session = createSession().current
  if (session.status === 'authenticated') expectTypeOf(session.user).toEqualTypeOf<SessionUser | null>()
  expectTypeOf(createMutation(updateEntity).mutate).returns.resolves.toEqualTypeOf<Entity>()
})

test('it is a store, and read only', () => {
  const chat = createEntityChat({ id: 'e1', conv_id: 'c1' })
  expectTypeOf(chat).toExtend<Readable<ConversationState>>()
  // @ts-expect-error the state is read only
  chat.current = { ...chat.current }
})

test('an input is a value or a thunk, and wrong ones do not compile', () => {
  createQuery(getEntity, null)
  createQuery(getEntity, () => (Math.random() > 2 ? { id: 'e1' } : null))
  createCollection(listEntities, () => ({ search: 'pump' }), { mode: 'page' })
  // @ts-expect-error the path needs an id
  createQuery(getEntity, () => ({}))
  // @ts-expect-error an id is text
  createQuery(getEntity, { id: 1 })
  // @ts-expect-error a conversation is named by both
  createEntityChat({ id: 'e1' })
})
