import { expect, test } from 'vitest'
import * as auth from '../blocks/auth.ts'
import { skillName } from '../describe/names.ts'
import type { Operation } from '../declare/index.ts'
import type { SessionState } from '../model/session.ts'
import { testClient, until } from '../testing/index.ts'
import { perform } from './call.ts'

type Status = SessionState['status']
type Answer = readonly [status: number, body?: object]

const user = { type: 'user', id: 'u1', attributes: { unique_id: 'u1', email: 'ada@b.c' } }
const named = { ...user, attributes: { ...user.attributes, first_name: 'Ada' } }
const auths = { access_token: 'a2', refresh_token: 'r2', expires_in: 60 }
const tokens: Answer = [200, { data: { type: 'session', id: 's2', attributes: auths }, included: [user] }]
const registered: Answer = [201, { data: user, meta: { auth: auths } }]
const challenge: Answer = [200, { data: { type: 'mfa_challenge', id: 'c1', attributes: { challenge_id: 'c1', methods: ['totp'] } } }]
const done: Answer = [200, { data: { message: 'Done', enabled: true } }]
const key: Answer = [200, { data: { type: 'api_key', id: 'k1', attributes: { unique_id: 'k1', name: 'CI' } } }]
const no: Answer = [401, { errors: [{ status: '401', title: 'No' }] }]
const over: Answer = [422, { errors: [{ status: '422', title: 'Over' }] }]
const [email, password, code] = ['ada@b.c', 'secret', '123456']

/** What each skill does to a session: from where, with which answer, by which states. Without any, it stays as it is. */
const rows: readonly [skill: keyof typeof auth, from: Status, input: object, answer: Answer, path: readonly Status[]][] = [
  ['registerUser', 'anonymous', { email, password }, registered, ['authenticating', 'authenticated']],
  ['registerUser', 'anonymous', { email, password }, over, ['authenticating', 'anonymous']],
  ['login', 'anonymous', { email, password }, tokens, ['authenticating', 'authenticated']],
  ['login', 'anonymous', { email, password }, challenge, ['authenticating', 'mfa_required']],
  ['login', 'anonymous', { email, password }, no, ['authenticating', 'anonymous']],
  ['login', 'authenticated', { email, password }, no, ['authenticating', 'authenticated']],
  ['login', 'authenticated', { email, password }, tokens, ['authenticating', 'authenticated']],
  ['login', 'authenticated', { email, password }, challenge, ['authenticating', 'mfa_required']],
  ['login', 'mfa_required', { email, password }, tokens, ['authenticating', 'authenticated']],
  ['login', 'expired', { email, password }, tokens, ['authenticating', 'authenticated']],
  ['login', 'expired', { email, password }, no, ['authenticating', 'anonymous']],
  ['verifyMfa', 'mfa_required', { challenge_id: 'c1', code }, tokens, ['authenticating', 'authenticated']],
  ['verifyMfa', 'mfa_required', { challenge_id: 'c1', code }, no, ['authenticating', 'mfa_required']],
  ['verifyMfa', 'mfa_required', { challenge_id: 'c1', code }, over, ['authenticating', 'anonymous']],
  ['verifyMagicLink', 'anonymous', { token: 't' }, tokens, ['authenticating', 'authenticated']],
  ['verifyMagicLink', 'anonymous', { token: 't' }, challenge, ['authenticating', 'mfa_required']],
  ['verifyMagicLink', 'anonymous', { token: 't' }, no, ['authenticating', 'anonymous']],
  ['refreshToken', 'anonymous', { refresh_token: 'r' }, tokens, ['authenticating', 'authenticated']],
  ['magicLinkLogin', 'anonymous', { email }, done, []],
  ['forgotPassword', 'anonymous', { email }, done, []],
  ['resetPassword', 'anonymous', { reset_password_token: 't', password, password_confirmation: password }, done, []],
  ['changePassword', 'authenticated', { current_password: 'x', new_password: password, new_password_confirmation: password }, done, []],
  ['changePassword', 'authenticated', { current_password: 'x', new_password: password, new_password_confirmation: password }, no, []],
  ['getProfile', 'authenticated', {}, [200, { data: named }], ['authenticated']],
  ['updateProfile', 'authenticated', { first_name: 'Ada' }, [200, { data: named }], ['authenticated']],
  ['updateProfile', 'authenticated', { first_name: 'Ada' }, over, []],
  ['enableMfa', 'authenticated', { totp_code: code }, done, []],
  ['enableMfa', 'authenticated', { totp_code: code }, no, []],
  ['disableMfa', 'authenticated', { password }, done, []],
  ['createApiKey', 'authenticated', { name: 'CI' }, key, []],
  ['listApiKeys', 'authenticated', {}, [200, { data: [] }], []],
  ['revokeApiKey', 'authenticated', { id: 'k1' }, [204], []],
  ['logout', 'authenticated', {}, [204], ['anonymous']],
  ['logout', 'authenticated', {}, no, ['anonymous']],
  ['logout', 'expired', {}, no, ['anonymous']],
  ['logoutEverywhere', 'authenticated', {}, [204], ['anonymous']],
]

const exported: Readonly<Record<string, unknown>> = { ...auth }
const isOperation = (value: unknown): value is Operation => Object.hasOwn(Object(value), 'route')

test('no skill is left out', () => {
  const skills = Object.entries(exported).flatMap(([name, value]) => (isOperation(value) ? name : []))
  expect([...new Set(rows.map(([skill]) => skill))].toSorted()).toEqual(skills.toSorted())
})

test.each(rows.map((row) => [skillName(row[0]), row[1], row[3][0], row] as const))(
  '%s of a session that is %s, answered %d',
  async (...[, , , row]) => {
    const [skill, from, input, [status, body], path] = row
    let answer: Answer = from === 'mfa_required' ? challenge : tokens
    const fetch = async (): Promise<Response> => new Response(answer[1] ? JSON.stringify(answer[1]) : null, { status: answer[0] })
    const { client } = testClient({ fetch }, { attempts: 1 })
    if (from !== 'anonymous') await perform(client, auth.login, { email, password })
    answer = no
    // A token that is refused, and a refresh token that is too.
    if (from === 'expired') await perform(client, auth.getProfile, {}).catch(() => {})
    await until(() => client.session.get().status === from)

    const statuses: Status[] = []
    client.session.listen((state) => void statuses.push(state.status))
    answer = body ? [status, body] : [status]
    const operation = exported[skill]
    // Every name in the table is an operation's, by the test above.
    await perform(client, operation as Operation, { ...input }).catch((error: unknown) => expect(error).toMatchObject({ status }))
    expect(statuses).toEqual(path)
    const state = client.session.get()
    if (state.status === 'authenticated')
      expect(state.user).toMatchObject(/Profile/.test(skill) && path.length > 0 ? named.attributes : user.attributes)
    if ((state.status === 'anonymous' || state.status === 'mfa_required') && status >= 400 && path[0] === 'authenticating')
      expect(state.error).toMatchObject({ status })
    client.dispose()
  },
)
