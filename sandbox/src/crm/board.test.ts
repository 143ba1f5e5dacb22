import { collection, mutation, query } from '@blockstate/core'
import { listDeals, listPipelines, updateDealStage } from '@blockstate/core/crm'
import { until } from '@blockstate/core/testing'
import { afterAll, expect, test } from 'vitest'
import { servedWorld } from '../testing/servedWorld.ts'
import { crmBlock } from './crmBlock.ts'
import { onePiece } from './testing/onePiece.ts'

const world = await servedWorld('crm', { blocks: [crmBlock] })
afterAll(world.close)

test('a card leaves one column for the other at once, the totals follow, and a refused move is taken back', async () => {
  const { pipelines, opportunities } = await onePiece(world)
  const { client } = await world.clientOf()
  const $asked = collection(client, listDeals, { pipeline_id: pipelines, filter: { stage: 'asked' } })
  const $won = collection(client, listDeals, { pipeline_id: pipelines, stage: 'won' })
  const $pipelines = query(client, listPipelines, {})
  const shown = (): object => ({
    asked: $asked.get().items.map(({ stage }) => stage),
    won: $won.get().items.map(({ stage }) => stage),
    counts: $pipelines.get().data?.find(({ unique_id }) => unique_id === pipelines)?.stage_counts,
  })
  const end = [$asked, $won, $pipelines].map((store) => store.subscribe(() => {}))
  await until(() => [$asked, $won, $pipelines].every((store) => store.get().status === 'success'))
  expect(shown()).toEqual({ asked: ['asked'], won: [], counts: { asked: 1 } })

  const moved = mutation(client, updateDealStage).mutate({ id: opportunities, stage: 'won' })
  expect(shown()).toEqual({ asked: [], won: ['won'], counts: { asked: 1 } })
  expect(await moved).toMatchObject({ stage: 'won', status: 'won', probability: 100 })
  await until(() => Object.hasOwn(Object(Reflect.get(shown(), 'counts')), 'won'))
  expect(shown()).toEqual({ asked: [], won: ['won'], counts: { won: 1 } })

  const refused = mutation(client, updateDealStage).mutate({ id: opportunities, stage: 'nowhere' })
  expect(shown()).toEqual({ asked: [], won: [], counts: { won: 1 } })
  await expect(refused).rejects.toMatchObject({ code: 'invalid', errors: [{ source: '/opportunity/stage' }] })
  expect(shown()).toEqual({ asked: [], won: ['won'], counts: { won: 1 } })
  for (const undo of end) undo()
})
