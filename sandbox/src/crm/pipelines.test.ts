import { expect, test } from 'vitest'
import { crmWorld } from './testing/crmWorld.ts'

test('a stage needs a name only: its key, its chance and its outcome are filled in', async () => {
  const { send } = await crmWorld()
  const stages = [
    { name: 'First talk' },
    { name: 'Offer out', probability: 60 },
    { name: 'Yes!', outcome: 'won' },
    { name: 'No', outcome: 'lost' },
  ]
  const made = await send('POST', 'pipelines', { pipeline: { name: 'Partners', stages } })
  expect(made.at('data.attributes.stages')).toEqual([
    { key: 'first_talk', name: 'First talk', probability: 33, outcome: 'open' },
    { key: 'offer_out', name: 'Offer out', probability: 60, outcome: 'open' },
    { key: 'yes', name: 'Yes!', probability: 100, outcome: 'won' },
    { key: 'no', name: 'No', probability: 0, outcome: 'lost' },
  ])
  expect(made.at('data.attributes')).toMatchObject({ is_default: false, deals_count: 0, deals_value: 0, stage_counts: {} })
})

test('a pipeline without stages, with two of one key, or with a chance beyond 100 is refused where the mistake stands', async () => {
  const { send } = await crmWorld()
  const refused = async (stages: object[]): Promise<unknown[]> => {
    const answer = await send('POST', 'pipelines', { pipeline: { name: 'Partners', stages } })
    return [answer.status, answer.at('errors.0.source.pointer')]
  }
  expect(await refused([])).toEqual([422, '/pipeline/stages'])
  expect(await refused([{ name: 'Talk' }, { name: 'talk!' }])).toEqual([422, '/pipeline/stages/1/key'])
  expect(await refused([{ name: '—' }])).toEqual([422, '/pipeline/stages/0/key'])
  expect(await refused([{ name: 'Talk', probability: 101 }])).toEqual([422, '/pipeline/stages/0/probability'])
  expect((await send('GET', 'pipelines')).at('data.length')).toBe(1)
})

test('one pipeline is the default: a new one may take its place, and deals follow it', async () => {
  const { send, made } = await crmWorld()
  const second = await made('pipelines', { pipeline: { name: 'Partners', stages: [{ name: 'Talk' }] } })
  const third = await made('pipelines', { pipeline: { name: 'Repairs', stages: [{ name: 'Asked' }], is_default: true } })
  const { data } = (await send('GET', 'pipelines')).json as { data: { id: string; attributes: { is_default: boolean } }[] } // a list
  expect(data.filter(({ attributes }) => attributes.is_default).map(({ id }) => id)).toEqual([third])
  expect(data.map(({ id }) => id)).toContain(second)
  const deal = await made('opportunities', { opportunity: { name: 'Oven' } })
  expect((await send('GET', `opportunities/${deal}`)).at('data.attributes')).toMatchObject({ pipeline_id: third, stage: 'asked' })
})
