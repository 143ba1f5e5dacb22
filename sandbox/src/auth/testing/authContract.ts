import { openDatabase } from '../../database/openDatabase.ts'
import { newcomer, testPassword } from '../../testing/blockWorld.ts'
import type { Contract } from '../../testing/contract.ts'
import type { ServedWorld } from '../../testing/servedWorld.ts'
import { totpOf } from '../codes.ts'
import { createAuth } from '../createAuth.ts'

/** Somebody of their own for each call, since many of them end or change a session. */
interface Account {
  readonly email: string
  readonly token: string
  readonly refresh_token: string
  readonly challenge_id: string
  readonly code: string
  readonly mailed: string
  readonly 'api-keys': string
}

const newPassword = 'longer than before'

async function account(world: ServedWorld, operation: string): Promise<Account> {
  const { email, token } = await newcomer(world.world, world.appId)
  const send = (method: string, path: string, body: object): ReturnType<ServedWorld['send']> => world.send(method, path, body, { token })
  const asked = operation === 'resetPassword' ? 'forgot-password' : 'magic-link'
  await send('POST', asked, asked === 'magic-link' ? { email } : { user: { email } })
  const mail = world.world.sandbox.database.get<{ token: string }>('select token from mails where recipient = ?', email)
  const apiKey = await send('POST', 'api-keys', { api_key: { name: 'CI' } })
  const mfa =
    operation === 'verifyMfa'
      ? await challenged(world, email, token)
      : { challenge_id: '00000000-0000-4000-8000-000000000000', code: '000000' }
  const begun = await send('POST', 'login', { session: { email, password: testPassword } })
  return {
    email,
    token,
    refresh_token: operation === 'verifyMfa' ? '' : begun.told('data.attributes.refresh_token'),
    ...mfa,
    mailed: mail?.token ?? '',
    'api-keys': apiKey.told('data.id'),
  }
}

/** Turns MFA on and signs in again as far as the challenge. */
async function challenged(world: ServedWorld, email: string, token: string): Promise<{ challenge_id: string; code: string }> {
  const codeOf = (secret: string): string => totpOf(secret, email).generate({ timestamp: world.world.now() })
  const secret = (await world.send('POST', 'mfa/enable', {}, { token })).told('data.attributes.secret')
  await world.send('POST', 'mfa/enable', { totp_code: codeOf(secret) }, { token })
  const met = await world.send('POST', 'login', { session: { email, password: testPassword } })
  // A code works once: the next one is half a minute away.
  world.world.advance(30_000)
  return { challenge_id: met.told('data.attributes.challenge_id'), code: codeOf(secret) }
}

/**
 * How each operation of auth is asked rightly, and by whom.
 *
 * @example
 * await contract(authContract())
 */
export function authContract(): Contract<Account> {
  return {
    // Its declarations and the names of its handlers are asked for, no more: every sandbox opens its own.
    block: createAuth({ database: openDatabase(':memory:'), refreshGraceSeconds: 0, signingKey: undefined }).block,
    options: { blocks: [] },
    piece: account,
    as: (world, { email }, operation) => (operation === 'verifyMfa' ? world.stranger() : world.clientOf(email)),
    inputs: {
      registerUser: () => ({ email: 'new@example.com', password: testPassword, first_name: 'New' }),
      login: ({ email }) => ({ email, password: testPassword }),
      refreshToken: ({ refresh_token }) => ({ refresh_token }),
      forgotPassword: ({ email }) => ({ email }),
      resetPassword: ({ mailed }) => ({ reset_password_token: mailed, password: newPassword, password_confirmation: newPassword }),
      changePassword: () => ({
        current_password: testPassword,
        new_password: newPassword,
        new_password_confirmation: newPassword,
      }),
      updateProfile: () => ({ last_name: 'Lovelace' }),
      verifyMfa: ({ challenge_id, code }) => ({ challenge_id, code }),
      disableMfa: () => ({ password: testPassword }),
      createApiKey: () => ({ name: 'CI', scopes: ['read'] }),
      magicLinkLogin: ({ email }) => ({ email }),
      verifyMagicLink: ({ mailed }) => ({ token: mailed }),
    },
  }
}
