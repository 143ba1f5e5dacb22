import type { Output, SessionUser } from '@blockstate/core'
import { getEntity, listEntities, updateEntity } from '@blockstate/core/jarvis'
import { expectTypeOf, test } from 'vitest'
import { computed, ref } from 'vue'
import { useCollection, useEntityChat, useMutation, useQuery, useSession } from './index.ts'

type Entity = Output<typeof getEntity>

test('a state narrows by its status', () => {
  const { state, refetch } = useQuery(getEntity, { id: 'e1' })
  expectTypeOf(refetch).returns.resolves.toBeVoid()
  if (state.value.status === 'success') expectTypeOf(state.value.data).toEqualTypeOf<Entity>()
  const session = useSession()
  if (session.state.value.status === 'authenticated') expectTypeOf(session.state.value.user).toEqualTypeOf<SessionUser | null>()
  expectTypeOf(useMutation(updateEntity).mutate).returns.resolves.toEqualTypeOf<Entity>()
  // @ts-expect-error the state is read only
  state.value = { status: 'pending', fetching: false }
})

test('an input is a value, a ref or a getter, and wrong ones do not compile', () => {
  const id = ref('e1')
  useQuery(getEntity, null)
  useQuery(getEntity, ref({ id: 'e1' }))
  useQuery(
    getEntity,
    computed(() => ({ id: id.value })),
  )
  useQuery(getEntity, () => (id.value ? { id: id.value } : null))
  useCollection(listEntities, () => ({ search: id.value }), { mode: 'page' })
  useEntityChat(() => ({ id: id.value, conv_id: 'c1' }))
  // @ts-expect-error the path needs an id
  useQuery(getEntity, () => ({}))
  // @ts-expect-error an id is text
  useQuery(getEntity, ref({ id: 1 }))
  // @ts-expect-error a conversation is named by both
  useEntityChat({ id: 'e1' })
})
