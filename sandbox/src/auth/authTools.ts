import type { SigningKey } from './signingKey.ts'

/** What the handlers of auth share. */
export interface AuthTools {
  /** The key tokens are signed with, made on first use: 2,048 bits take a moment that most sandboxes need not spend. */
  readonly signingKey: () => Promise<SigningKey>
  readonly refreshGraceSeconds: number
}
