import { expect, test } from 'vitest'
import { newcomer } from '../testing/blockWorld.ts'
import { onboardingWorld, onePiece } from './testing/onePiece.ts'

test('what one app id holds, another neither lists nor reaches nor changes', async () => {
  const here = await onboardingWorld()
  const piece = await onePiece(here)
  const { token } = await newcomer(here.world, 'elsewhere')
  const away = async (method: string, path: string, body?: unknown): ReturnType<typeof here.send> =>
    here.send(method, path, body, { appId: 'elsewhere', token, body })
  for (const list of ['onboardings', 'journeys', 'mailtemplates']) expect((await away('GET', list)).at('data')).toEqual([])
  const journey = `onboardings/${piece.onboardings}`
  const answers = await Promise.all([
    away('GET', journey),
    away('PUT', journey, { onboarding: { name: 'Mine' } }),
    away('DELETE', journey),
    away('DELETE', `${journey}/steps/${piece.step_unique_id}`),
    away('POST', `onboard/${piece.onboardings}/start`, { journey: {} }),
    away('GET', `onboard/${piece.onboard}`),
    away('PUT', `onboard/${piece.onboard}`, { journey: {} }),
    away('GET', `users/${piece.users}/onboardings`),
    away('POST', `users/${piece.users}/activation_email`, { email: {} }),
    away('PUT', `mailtemplates/${piece.mailtemplates}/publish`),
  ])
  expect(answers.map(({ status }) => status)).toEqual(answers.map(() => 404))
  expect((await away('POST', 'reports/user_journeys/summary', { report: {} })).at('data.total_journeys')).toBe(0)
  expect((await here.send('GET', journey)).at('data.attributes')).toMatchObject({ name: 'First Week', steps_count: 3 })
})
