import * as operations from '@blockstate/core/auth'
import type { Hono } from 'hono'
import type { JWK } from 'jose'
import type { Database } from '../database/openDatabase.ts'
import { seedUsers } from '../seed/seedUsers.ts'
import type { Block } from '../server/block.ts'
import type { RequestContext, SignedIn } from '../server/context.ts'
import { authenticateBearer } from './accessToken.ts'
import { apiKeyHandlers } from './apiKeys.ts'
import type { AuthTools } from './authTools.ts'
import { magicLinkHandlers } from './magicLink.ts'
import { mfaHandlers } from './mfa.ts'
import { passwordHandlers } from './passwords.ts'
import { profileHandlers } from './profile.ts'
import { signInHandlers } from './signIn.ts'
import { openSigningKey } from './signingKey.ts'
import type { SigningKey } from './signingKey.ts'
import { authMigrations } from './tables.ts'

/** The block auth, and what the server needs of it to serve the others. */
export interface Auth {
  readonly block: Block
  readonly authenticate: (context: RequestContext) => Promise<SignedIn>
  /** Lays out the public keys (RFC 7517), at the root and under the block. */
  readonly mount: (app: Hono) => void
}

export interface AuthOptions {
  readonly database: Database
  readonly refreshGraceSeconds: number
  readonly signingKey: JWK | undefined
}

/**
 * Makes the block auth over a database.
 *
 * @example
 * const auth = createAuth({ database, refreshGraceSeconds: 0, signingKey: undefined })
 */
export function createAuth({ database, refreshGraceSeconds, signingKey: given }: AuthOptions): Auth {
  let opened: Promise<SigningKey> | undefined
  const signingKey = (): Promise<SigningKey> => (opened ??= openSigningKey(database, given))
  const tools: AuthTools = { signingKey, refreshGraceSeconds }
  const handlers = [
    ...signInHandlers(tools),
    ...passwordHandlers(),
    ...profileHandlers(),
    ...mfaHandlers(tools),
    ...apiKeyHandlers(),
    ...magicLinkHandlers(tools),
  ]
  return {
    block: { name: 'auth', operations, handlers, migrations: authMigrations, seed: seedUsers },
    authenticate: async (context) => authenticateBearer(context, await signingKey()),
    mount: (app) => {
      app.on('GET', ['/.well-known/jwks.json', '/v1/auth/.well-known/jwks.json'], async (c) => c.json((await signingKey()).published))
    },
  }
}
