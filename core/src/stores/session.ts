import { getProfile, login, logout, logoutEverywhere, registerUser, verifyMfa } from '../blocks/auth.ts'
import { call } from '../client/call.ts'
import type { Client } from '../client/createClient.ts'
import { oneFor } from '../client/oneFor.ts'
import type { Writes } from '../client/writes.ts'
import type { Input } from '../declare/index.ts'
import type { SessionState } from '../model/session.ts'
import { BlockstateError } from '../wire/error.ts'
import { acting } from './acting.ts'
import type { ActingStore } from './acting.ts'

export interface SignInOptions {
  /** Does the session outlive the tab? Needs `rememberStorage`, which is asked for its choice. */
  readonly remember?: boolean
}

export interface SignOutOptions {
  /** Ends all sessions of the user, on every machine. */
  readonly everywhere?: boolean
  /** Asked first where writes are not through, with their number: false leaves the session as it is. */
  readonly confirm?: (unsent: number) => boolean | Promise<boolean>
}

export interface SessionActions {
  /** Signs in. Resolves with the state it led to: `authenticated`, or `mfa_required` as the next step. Rejects where refused. */
  signIn(input: Input<typeof login>, options?: SignInOptions): Promise<SessionState>
  /** Answers the challenge of `mfa_required` with a code. A wrong one rejects and leaves the challenge standing. */
  verify(input: { code: string }): Promise<SessionState>
  /** Creates an account and signs it in. */
  signUp(input: Input<typeof registerUser>): Promise<SessionState>
  /**
   * Signed out here at once, in all tabs; resolves when the server knows too, rejects where it could not be told. False where `confirm`
   * said no.
   */
  signOut(options?: SignOutOptions): Promise<boolean>
}

export type SessionStore = ActingStore<SessionState, SessionActions>

/**
 * Who is signed in, and the ways to change it. The same store for everybody who asks a client.
 *
 * @example
 * const $session = session(client)
 * $session.subscribe((state) => { if (state.status === 'authenticated') greet(state.user?.first_name) })
 * const next = await $session.signIn({ email, password })
 * if (next.status === 'mfa_required') await $session.verify({ code })
 */
export function session(client: Client): SessionStore {
  return oneFor(client, 'session', () => createSession(client))
}

function createSession(client: Client): SessionStore {
  const { $session } = client.keeper
  /** Where the answer named nobody, the profile does. Signed in all the same if it cannot be read now. */
  const begun = async (): Promise<SessionState> => {
    const state = $session.value
    if (state.status === 'authenticated' && !state.user) await call(client, getProfile, {}).catch(() => null)
    return $session.value
  }
  const actions: SessionActions = {
    signIn: async (input, { remember } = {}) => {
      if (remember !== undefined) client.keeper.remember(remember)
      await call(client, login, input)
      return begun()
    },
    signUp: async (input) => {
      await call(client, registerUser, input)
      return begun()
    },
    verify: async ({ code }) => {
      const state = $session.value
      if (state.status !== 'mfa_required') {
        throw new BlockstateError('invalid_input', `verify: nobody waits for a code (the session is ${state.status}); sign in first.`)
      }
      await call(client, verifyMfa, { challenge_id: state.challenge.challengeId, code })
      return begun()
    },
    signOut: async ({ everywhere = false, confirm } = {}) => {
      // The key says what the map holds there.
      const unsent = (client.stores.get('writes') as Writes | undefined)?.$queue.value.writes.length ?? 0
      if (confirm && unsent > 0 && !(await confirm(unsent))) return false
      // A token whose life is over ends no session, and the server would take that for an end.
      if (everywhere) await client.keeper.bearer()
      await call(client, everywhere ? logoutEverywhere : logout, {})
      return true
    },
  }
  return acting($session, actions)
}
