import fc from 'fast-check'
import { expect, test } from 'vitest'
import { layout, onboardingWorld, onePiece } from './testing/onePiece.ts'

type Told = { readonly unique_id: string; readonly name: string; readonly order: number }

test('steps stay in one order without gaps, whatever is added, moved and taken out', async () => {
  const { send, made } = await onboardingWorld()
  const change = fc.record({ kind: fc.constantFrom('add', 'move', 'drop'), at: fc.nat(5), to: fc.integer({ min: -1, max: 8 }) })
  await fc.assert(
    fc.asyncProperty(fc.array(change, { maxLength: 8 }), async (changes) => {
      const id = await made('onboardings', { onboarding: layout })
      const read = async (): Promise<Told[]> => (await send('GET', `onboardings/${id}`)).at('data.attributes.steps') as Told[]
      let expected: string[] = layout.steps.map(({ name }) => name)
      for (const [index, { kind, at, to }] of changes.entries()) {
        const steps = await read()
        const step = steps[at % Math.max(steps.length, 1)]
        const place = Math.max(to, 1) - 1
        if (kind === 'add') {
          await send('PUT', `onboardings/${id}/steps`, { step: { name: `new ${index}`, step_type: 'action', order: to } })
          expected = expected.toSpliced(place, 0, `new ${index}`)
        } else if (step !== undefined && kind === 'move') {
          await send('PUT', `onboardings/${id}/steps/${step.unique_id}`, { step: { order: to } })
          expected = expected.filter((name) => name !== step.name).toSpliced(place, 0, step.name)
        } else if (step !== undefined) {
          await send('DELETE', `onboardings/${id}/steps/${step.unique_id}`)
          expected = expected.filter((name) => name !== step.name)
        }
      }
      const steps = await read()
      expect(steps.map(({ name }) => name)).toEqual(expected)
      expect(steps.map(({ order }) => order)).toEqual(expected.map((_, index) => index + 1))
    }),
    { numRuns: 20 },
  )
})

test('whoever is under way keeps their step when others are put before it', async () => {
  const world = await onboardingWorld()
  const { onboardings, onboard } = await onePiece(world)
  await world.send('PUT', `onboard/${onboard}`, { journey: {} })
  await world.send('PUT', `onboardings/${onboardings}/steps`, { step: { name: 'Before', step_type: 'action', order: 1 } })
  const run = await world.send('GET', `onboard/${onboard}`)
  expect(run.at('data.attributes')).toMatchObject({ current_step: 3, total_steps: 4, completed_steps: [2] })
})

test('a step that somebody stands at cannot be taken out; who is through stays on the last one', async () => {
  const world = await onboardingWorld()
  const { onboardings, onboard } = await onePiece(world)
  const steps = (await world.send('GET', `onboardings/${onboardings}`)).at('data.attributes.steps') as Told[]
  const drop = async (index: number): Promise<number> =>
    (await world.send('DELETE', `onboardings/${onboardings}/steps/${steps[index]?.unique_id}`)).status
  expect(await drop(0)).toBe(409)
  for (const path of ['', '/skip', '']) await world.send('PUT', `onboard/${onboard}${path}`, { journey: {} })
  expect([await drop(2), await drop(1)]).toEqual([204, 204])
  const run = await world.send('GET', `onboard/${onboard}`)
  expect(run.at('data.attributes')).toMatchObject({ status: 'completed', current_step: 1, total_steps: 1 })
  expect(await drop(0)).toBe(409)
  const all = { onboarding: { steps: [{ name: 'Other', step_type: 'action' }] } }
  expect((await world.send('PUT', `onboardings/${onboardings}`, all)).status).toBe(409)
})

test('the steps of a journey nobody has begun can be replaced as a whole', async () => {
  const { send, made } = await onboardingWorld()
  const id = await made('onboardings', { onboarding: layout })
  const answer = await send('PUT', `onboardings/${id}`, { onboarding: { steps: [{ name: 'Only', step_type: 'action' }] } })
  expect(answer.at('data.attributes.steps')).toMatchObject([{ name: 'Only', order: 1, required: true, metadata: null }])
})

test('a deleted journey takes along how far users were', async () => {
  const world = await onboardingWorld()
  const { onboardings, onboard, users } = await onePiece(world)
  expect((await world.send('DELETE', `onboardings/${onboardings}`)).status).toBe(204)
  expect((await world.send('GET', `onboard/${onboard}`)).status).toBe(404)
  expect((await world.send('GET', `users/${users}/onboardings`)).at('data')).toEqual([])
  const left = ['steps', 'runs', 'logs'].map((name) => world.world.sandbox.database.all(`select 1 from onboarding_${name}`).length)
  expect(left).toEqual([0, 0, 0])
})
