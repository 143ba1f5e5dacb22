import { until } from '@blockstate/core/testing'
import { demoBackupCode, demoPassword, demoUsers } from '@blockstate/sandbox'
import { expect } from 'vitest'
import type { Behaviour } from './scene.ts'
import { newTalk, twin } from './seeds.ts'

const { ada, grace } = demoUsers

export const sessionBehaviours: readonly Behaviour[] = [
  {
    name: 'signing in goes from anonymous over authenticating to the user',
    anonymous: true,
    run: async ({ mount }) => {
      const session = mount('session', { input: null })
      await until(() => session.text() === 'null anonymous')
      const next = await session.shown().signIn({ email: ada.email, password: demoPassword })
      expect(next.status).toBe('authenticated')
      await until(() => session.text() === `null authenticated ${ada.email}`)
      expect(session.lines).toEqual(['null anonymous', 'null authenticating', `null authenticated ${ada.email}`])
    },
  },
  {
    name: 'a wrong password rejects and stands beside anonymous',
    anonymous: true,
    run: async ({ mount }) => {
      const session = mount('session', { input: null })
      await expect(session.shown().signIn({ email: ada.email, password: 'wrong password' })).rejects.toMatchObject({ code: 'unauthorized' })
      await until(() => session.lines.length >= 3)
      expect(session.shown()).toMatchObject({ status: 'anonymous', error: { code: 'unauthorized' } })
    },
  },
  {
    name: 'a second factor stands between the password and the user, and a wrong code leaves it standing',
    anonymous: true,
    run: async ({ mount }) => {
      const session = mount('session', { input: null })
      const next = await session.shown().signIn({ email: grace.email, password: demoPassword })
      expect(next.status).toBe('mfa_required')
      await until(() => session.text() === 'null mfa_required')
      await expect(session.shown().verify({ code: '000000' })).rejects.toMatchObject({ code: 'unauthorized' })
      await until(() => session.text() === 'null mfa_required')
      await session.shown().verify({ code: demoBackupCode })
      await until(() => session.text() === `null authenticated ${grace.email}`)
    },
  },
  {
    name: 'a code nobody waits for is refused without asking the server',
    anonymous: true,
    run: async ({ mount, requests }) => {
      const session = mount('session', { input: null })
      await expect(session.shown().verify({ code: '123456' })).rejects.toMatchObject({ code: 'invalid_input' })
      expect(requests).toEqual([])
    },
  },
  {
    name: 'signing out clears everything that was shown, and signing in again brings it back',
    run: async (scene) => {
      const id = await twin(scene)
      const talk = await newTalk(scene)
      const session = scene.mount('session', { input: null })
      const entity = scene.mount('entity', { input: { id } })
      const list = scene.mount('entities', { input: { per_page: 5 } })
      const chat = scene.mount('entityChat', { input: talk })
      await until(() => entity.text().includes('Pump') && list.shown().items.length === 5 && chat.shown().history === 'success')
      await session.shown().signOut()
      await until(() => session.text() === 'null anonymous')
      await until(() => !entity.text().includes('Pump') && list.shown().items.length === 0 && chat.shown().history !== 'success')
      await session.shown().signIn({ email: ada.email, password: demoPassword })
      await until(() => entity.text().includes('success Harbour Pump 3') && list.shown().items.length === 5)
    },
  },
  {
    name: 'a reload keeps the session: the first render shows it',
    run: async (scene) => {
      const { client } = scene.reload()
      const session = scene.mount('session', { input: null }, { client })
      expect(session.lines).toEqual([`null authenticated ${ada.email}`])
      const entity = scene.mount('entity', { input: { id: await twin(scene) } }, { client })
      await until(() => entity.text().includes('success'))
    },
  },
]
