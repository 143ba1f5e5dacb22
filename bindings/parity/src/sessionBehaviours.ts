import { call } from '@blockstate/core'
import { magicLinkLogin, verifyMagicLink } from '@blockstate/core/auth'
import { until } from '@blockstate/core/testing'
import { demoBackupCode, demoPassword, demoUsers } from '@blockstate/sandbox'
import { expect } from 'vitest'
import type { Behaviour } from './scene.ts'
import { newTalk, twin } from './seeds.ts'

const { ada, grace } = demoUsers
const DAY = 25 * 3_600_000

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
  {
    name: 'a guard keeps a form where it is while somebody signs in, lets them in, and shuts behind them',
    anonymous: true,
    run: async ({ mount, client }) => {
      const session = mount('session', { input: null })
      const guard = mount('guard', { input: null })
      await until(() => guard.text() === 'null denied anonymous')
      await session.shown().signIn({ email: grace.email, password: demoPassword })
      await until(() => guard.text() === 'null denied mfa_required')
      await session.shown().verify({ code: demoBackupCode })
      await until(() => guard.text() === 'null granted')
      await session.shown().signOut()
      await until(() => guard.text() === 'null denied anonymous')
      expect(guard.lines.filter((line) => line.includes('pending'))).toEqual([])
      expect(client.session.get().status).toBe('anonymous')
    },
  },
  {
    name: 'a page mounted twice trades a spent token once and stays signed in',
    run: async (scene) => {
      const id = await twin(scene)
      await scene.advance(DAY)
      const before = scene.asked('POST auth/refresh')
      const entity = scene.mount('entity', { input: { id } }, { hard: true })
      const list = scene.mount('entities', { input: { per_page: 5 } }, { hard: true })
      await until(() => entity.text().includes('success') && list.shown().items.length === 5)
      expect(scene.asked('POST auth/refresh') - before).toBe(1)
      expect(scene.client.session.get().status).toBe('authenticated')
    },
  },
  {
    name: 'a client that is exchanged while it trades a token costs nobody the session',
    run: async (scene) => {
      const id = await twin(scene)
      await scene.advance(DAY)
      await scene.faults({ 'POST /v1/auth/refresh': 'delay=1' })
      const session = scene.mount('session', { input: null })
      const entity = scene.mount('entity', { input: { id } })
      await until(() => scene.asked('POST auth/refresh') === 1)
      entity.unmount()
      session.unmount()
      scene.client.dispose()
      await scene.advance(1_000)
      const key = `blockstate:demo@${scene.client.addresses.baseUrl}`
      await until(() => String(scene.storage.getItem(key)).includes('"generation":2'))
      const { client } = scene.reload()
      const again = scene.mount('entity', { input: { id } }, { client })
      await until(() => again.text().includes('success'))
      expect(client.session.get().status).toBe('authenticated')
    },
  },
  {
    name: 'a provider that is given another client while a token is traded: one trade, nobody is signed out, and the screens go on',
    locks: true,
    run: async (scene) => {
      const id = await twin(scene)
      await scene.advance(DAY)
      await scene.faults({ 'POST /v1/auth/refresh': 'delay=1000' })
      const session = scene.mount('session', { input: null })
      const entity = scene.mount('entity', { input: { id } })
      await until(() => scene.asked('POST auth/refresh') === 1)
      const next = scene.reload()
      session.provide(next.client)
      entity.provide(next.client)
      scene.client.dispose()
      await scene.within(5_000, () => entity.text().includes('success Harbour Pump 3'))
      expect(next.requests).toEqual([`GET jarvis/entities/${id}`])
      expect(scene.asked('POST auth/refresh')).toBe(1)
      expect(session.lines).toEqual([`null authenticated ${ada.email}`])
      await session.shown().signOut()
      expect(next.requests.at(-1)).toBe('DELETE auth/logout')
      await until(() => session.text() === 'null anonymous' && !entity.text().includes('Pump'))
    },
  },
  {
    name: 'a refresh that is answered with anything but a refusal leaves the session, which goes on when the server does',
    run: async (scene) => {
      const session = scene.mount('session', { input: null })
      const id = await twin(scene)
      for (const fault of ['status=503', 'status=429; retry-after=1', 'status=500; body=html', 'body=empty', 'status=403; body=html']) {
        await scene.advance(DAY)
        await scene.faults({ 'POST /v1/auth/refresh': fault.startsWith('body') ? `status=502; ${fault}` : fault })
        const entity = scene.mount('entity', { input: { id } })
        await until(() => /(server|rate_limited|forbidden|protocol)$/.test(entity.text()))
        expect(session.text()).toBe(`null authenticated ${ada.email}`)
        entity.unmount()
        await scene.advance(10_000)
      }
      const entity = scene.mount('entity', { input: { id } })
      await entity.shown().refetch()
      await until(() => entity.text().includes('success Harbour Pump 3'))
      expect(session.lines.filter((line) => !line.includes('authenticated'))).toEqual([])
    },
  },
  {
    name: 'a mailed link signs in, and the session shows who it is',
    anonymous: true,
    run: async ({ mount, client, sandbox }) => {
      const session = mount('session', { input: null })
      await call(client, magicLinkLogin, { email: ada.email, redirect_url: 'https://app.example/signed-in' })
      const outbox = await sandbox.fetch('http://sandbox.test/_sandbox/outbox', { headers: { accept: 'application/json' } })
      const [, token = ''] = /signed-in\?token=([^"&\\\s]+)/.exec(await outbox.text()) ?? []
      await call(client, verifyMagicLink, { token })
      await until(() => session.text() === `null authenticated ${ada.email}`)
    },
  },
]
