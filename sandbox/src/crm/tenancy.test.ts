import { expect, test } from 'vitest'
import { newcomer } from '../testing/blockWorld.ts'
import { crmWorld } from './testing/crmWorld.ts'
import { onePiece } from './testing/onePiece.ts'

test('what one app id holds, another neither lists nor reaches nor changes nor names', async () => {
  const here = await crmWorld()
  const piece = await onePiece(here)
  const options = { appId: 'elsewhere', token: (await newcomer(here.world, 'elsewhere')).token }
  const there = async (method: string, path: string, body?: object): Promise<number> =>
    (await here.send(method, path, body, { ...options, body })).status
  for (const kind of ['accounts', 'contacts', 'opportunities', 'touches'])
    expect((await here.send('GET', kind, undefined, options)).at('data')).toEqual([])
  for (const kind of ['accounts', 'contacts', 'opportunities', 'pipelines'] as const)
    expect(await there('GET', `${kind}/${piece[kind]}`)).toBe(404)
  expect(await there('PUT', `accounts/${piece.accounts}`, { account: { name: 'Taken' } })).toBe(404)
  expect(await there('PUT', `contacts/${piece.contacts}`, { contact: { title: 'Taken' } })).toBe(404)
  expect(await there('PUT', `opportunities/${piece.opportunities}`, { opportunity: { stage: 'won' } })).toBe(404)
  expect(await there('DELETE', `contacts/${piece.contacts}`)).toBe(404)
  expect(await there('POST', 'touches', { touch: { touch_type: 'note', contact_id: piece.contacts } })).toBe(422)
  expect(await there('POST', 'opportunities', { opportunity: { name: 'X', pipeline_id: piece.pipelines } })).toBe(422)
  expect((await here.send('GET', `opportunities/${piece.opportunities}`)).at('data.attributes.stage')).toBe('asked')
})

test('a default pipeline that one app id names leaves the default of another alone', async () => {
  const here = await crmWorld()
  const options = { appId: 'elsewhere', token: (await newcomer(here.world, 'elsewhere')).token }
  const before = (await here.send('GET', 'pipelines', undefined, options)).told('data.0.id')
  await here.made('pipelines', { pipeline: { name: 'Mine', stages: [{ name: 'Asked' }], is_default: true } })
  const after = await here.send('GET', 'pipelines', undefined, options)
  expect([after.at('data.length'), after.at('data.0.id'), after.at('data.0.attributes.is_default')]).toEqual([1, before, true])
})
