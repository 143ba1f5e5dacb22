import { afterEach, expect, test } from 'vitest'
import { getEntity, updateEntity } from '../blocks/jarvis.ts'
import { mutation, query } from '../index.ts'
import { testClient, until } from '../testing/index.ts'

const disposals: (() => void)[] = []
afterEach(() => disposals.splice(0).forEach((dispose) => dispose()))

const entity = (name: string): object => ({ data: { id: 'e1', type: 'entity', attributes: { unique_id: 'e1', name } } })

/** A twin whose updates the server carries out, and then answers like this. */
function world(answer: () => Response) {
  let name = 'old'
  const it = testClient(
    {
      fetch: async (request) => {
        if (request.method === 'GET') return Response.json(entity(name))
        name = 'new'
        return answer()
      },
    },
    { attempts: 1 },
  )
  const $entity = query(it.client, getEntity, { id: 'e1' })
  disposals.push(
    it.client.dispose,
    $entity.subscribe(() => {}),
  )
  return { ...it, $entity }
}

test.each<[string, () => Response, string]>([
  ['was lost on its way', () => raise(new TypeError('Failed to fetch')), 'network'],
  ['is a failure of the server', () => Response.json({ errors: [{ status: '500' }] }, { status: 500 }), 'server'],
  ['cannot be read', () => new Response('<html></html>'), 'protocol'],
])('a write whose answer %s is taken back, and what it may have done is looked at', async (_, answer, code) => {
  const { client, $entity, requests } = world(answer)
  await until(() => $entity.value.data?.name === 'old')
  await expect(mutation(client, updateEntity).mutate({ id: 'e1', name: 'new' })).rejects.toMatchObject({ code })
  await until(() => $entity.value.data?.name === 'new')
  expect(requests).toEqual(['GET jarvis/entities/e1', 'PUT jarvis/entities/e1', 'GET jarvis/entities/e1'])
})

test('a write the server refused is known not to have happened: nothing is read again', async () => {
  const { client, $entity, requests } = world(() => Response.json({ errors: [{ status: '422' }] }, { status: 422 }))
  await until(() => $entity.value.data?.name === 'old')
  await expect(mutation(client, updateEntity).mutate({ id: 'e1', name: 'new' })).rejects.toMatchObject({ code: 'invalid' })
  expect($entity.value).toMatchObject({ status: 'success', fetching: false, data: { name: 'old' } })
  expect(requests).toHaveLength(2)
})

function raise(reason: Error): never {
  throw reason
}
