/** An account of the sandbox's demo data. */
export interface Account {
  readonly name: string
  readonly email: string
  readonly password: string
  readonly about: string
  /** What her authenticator app would know. */
  readonly secret?: string
}

const password = 'correct horse battery'

/** Who can sign in here without being asked to remember anything. */
export const ACCOUNTS: readonly Account[] = [
  { name: 'Ada', email: 'ada@example.com', password, about: 'password only' },
  { name: 'Grace', email: 'grace@example.com', password, about: 'asks for a code, too', secret: 'JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP' },
]
