import fc from 'fast-check'
import { expect, test } from 'vitest'
import { crmWorld } from './testing/crmWorld.ts'
import { onePiece } from './testing/onePiece.ts'

test('the first deal of an app stands in the first of the six documented stages, with its chance, and belongs to who opened it', async () => {
  const { send, made } = await crmWorld()
  const id = await made('opportunities', { opportunity: { name: 'Oven' } })
  const deal = await send('GET', `opportunities/${id}`)
  const pipelines = await send('GET', 'pipelines')
  expect(deal.at('data.attributes')).toMatchObject({ stage: 'discovery', probability: 10, status: 'active', account_id: null })
  expect(pipelines.at('data.0.attributes.is_default')).toBe(true)
  expect(deal.at('data.attributes.pipeline_id')).toBe(pipelines.at('data.0.id'))
  expect(pipelines.at('data.0.attributes.stages.length')).toBe(6)
  expect(deal.told('data.attributes.owner_unique_id')).toMatch(/^[0-9a-f-]{36}$/)
})

test('the stage says what a deal is: won, lost, or open again', async () => {
  const { send, made } = await crmWorld()
  const id = await made('opportunities', { opportunity: { name: 'Oven', value: 900 } })
  const move = async (stage: string, more: object = {}): Promise<unknown> =>
    (await send('PUT', `opportunities/${id}`, { opportunity: { stage, ...more } })).at('data.attributes')
  expect(await move('proposal')).toMatchObject({ stage: 'proposal', probability: 50, status: 'active' })
  expect(await move('negotiation', { probability: 90, value: 850.5 })).toMatchObject({ probability: 90, value: 850.5 })
  expect(await move('closed_won')).toMatchObject({ probability: 100, status: 'won' })
  expect(await move('closed_lost')).toMatchObject({ probability: 0, status: 'lost' })
  expect(await move('discovery')).toMatchObject({ probability: 10, status: 'active' })
  expect((await send('GET', `opportunities/${id}`)).at('data.attributes')).toMatchObject({ value: 850.5, stage: 'discovery' })
})

test('a stage of another pipeline is refused with the stages there are, and the deal stays where it was', async () => {
  const world = await crmWorld()
  const { opportunities } = await onePiece(world)
  const refused = await world.send('PUT', `opportunities/${opportunities}`, { opportunity: { stage: 'closed_won', probability: 101 } })
  expect(refused.status).toBe(422)
  expect(refused.at('errors.1')).toMatchObject({
    detail: 'stage must be one of: asked, won, lost',
    source: { pointer: '/opportunity/stage' },
  })
  expect(refused.at('errors.0.source.pointer')).toBe('/opportunity/probability')
  expect((await world.send('GET', `opportunities/${opportunities}`)).at('data.attributes.stage')).toBe('asked')
})

test('every field that is wrong is named at once, and nothing is opened', async () => {
  const { send } = await crmWorld()
  const nobody = '00000000-0000-4000-8000-000000000000'
  const names = { account_id: nobody, contact_id: nobody, pipeline_id: nobody, owner_unique_id: nobody }
  const refused = await send('POST', 'opportunities', { opportunity: { name: 'Oven', value: -1, probability: 101, ...names } })
  const pointers = ['account_id', 'contact_id', 'owner_unique_id', 'pipeline_id', 'probability', 'value']
  const { errors } = Object(refused.json) as { errors: { source: { pointer: string } }[] } // an error document, as the next line sees
  expect(errors.map(({ source }) => source.pointer).toSorted()).toEqual(pointers.map((name) => `/opportunity/${name}`))
  expect((await send('GET', 'opportunities')).at('data')).toEqual([])
})

test('a board asks for each column by itself, and deals are found by the name of their company', async () => {
  const world = await crmWorld()
  const { opportunities, pipelines } = await onePiece(world)
  const opened = await world.made('opportunities', { opportunity: { name: 'Van', value: 50 } })
  const ids = async (query: string): Promise<unknown[]> => {
    const { data } = (await world.send('GET', `opportunities?${query}`)).json as { data: { id: string }[] } // a page of records
    return data.map(({ id }) => id)
  }
  expect(await ids(`pipeline_id=${pipelines}&stage=asked`)).toEqual([opportunities])
  expect(await ids(`filter[pipeline_id]=${pipelines}&filter[stage]=won`)).toEqual([])
  expect(await ids('stage=discovery')).toEqual([opened])
  expect(await ids('filter[value_gt]=100')).toEqual([opportunities])
  expect(await ids('sort=value')).toEqual([opened, opportunities])
  expect(await ids('search=harbour')).toEqual([opportunities])
})

test('the totals of a pipeline are those of its deals, to the cent, whatever is opened and moved', async () => {
  const { send, made } = await crmWorld()
  const cents = fc.integer({ min: 0, max: 10_000_000 })
  const moves = fc.array(fc.record({ deal: fc.nat(5), stage: fc.constantFrom('asked', 'won', 'lost'), cents }), { maxLength: 6 })
  await fc.assert(
    fc.asyncProperty(fc.array(cents, { minLength: 1, maxLength: 6 }), moves, async (values, turns) => {
      const stages = [{ name: 'Asked' }, { name: 'Won' }, { name: 'Lost' }]
      const pipeline_id = await made('pipelines', { pipeline: { name: 'Repairs', stages } })
      const model: { id: string; stage: string; cents: number }[] = []
      for (const value of values) {
        const id = await made('opportunities', { opportunity: { name: 'Deal', value: value / 100, pipeline_id } })
        model.push({ id, stage: 'asked', cents: value })
      }
      for (const turn of turns) {
        const deal = model[turn.deal % model.length]
        if (deal === undefined) continue
        await send('PUT', `opportunities/${deal.id}`, { opportunity: { stage: turn.stage, value: turn.cents / 100 } })
        Object.assign(deal, { stage: turn.stage, cents: turn.cents })
      }
      const sum = (deals: typeof model): number => deals.reduce((all, one) => all + one.cents, 0) / 100
      const columns = [...new Set(model.map(({ stage }) => stage))].map(
        (stage) => [stage, model.filter((one) => one.stage === stage)] as const,
      )
      expect((await send('GET', `pipelines/${pipeline_id}`)).at('data.attributes')).toMatchObject({
        deals_count: model.length,
        deals_value: sum(model),
        stage_counts: Object.fromEntries(columns.map(([stage, deals]) => [stage, deals.length])),
        stage_values: Object.fromEntries(columns.map(([stage, deals]) => [stage, sum(deals)])),
      })
    }),
    { numRuns: 8 },
  )
})
