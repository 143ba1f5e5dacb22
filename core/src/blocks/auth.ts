import { op, paged, resource } from '../declare/index.ts'

export const User = resource('user', {
  email: 'email!',
  first_name: 'string?',
  last_name: 'string?',
  status: 'active|inactive|suspended!',
  email_verified: 'boolean!?',
  mfa_enabled: 'boolean!?',
  last_login_at: 'timestamp|null!?',
  roles: 'ref[]!?',
  organization: 'ref!?',
})

/** `key` is told once, in the answer that creates it; lists show the `prefix` only. */
export const ApiKey = resource('api_key', {
  name: 'string',
  scopes: 'string[]?',
  expires_at: 'timestamp|null?',
  prefix: 'string!?',
  key: 'string!?',
  status: 'active|revoked|expired!',
  last_used_at: 'timestamp|null!?',
  revoked_at: 'timestamp|null!?',
})

/** Tokens, or the challenge that stands between an MFA account and its tokens. A plain shape: it never enters the entity table. */
const session = {
  access_token: 'string?',
  refresh_token: 'string?',
  token_type: 'string?',
  expires_in: 'integer?',
  user: 'ref?',
  mfa_verified: 'boolean?',
  challenge_id: 'uuid?',
  methods: '(totp|backup_code)[]?',
  expires_at: 'timestamp?',
} as const

const notice = { message: 'string' } as const

export const registerUser = op('POST auth/register', {
  about: 'Create an account and sign it in',
  auth: 'none',
  root: 'user',
  body: { email: 'email', password: 'string', first_name: 'string?', last_name: 'string?' },
  returns: User,
  session: 'begins',
})
export const login = op('POST auth/login', {
  about: 'Sign in with e-mail and password; an MFA account answers with a challenge instead of tokens',
  auth: 'none',
  root: 'session',
  body: { email: 'email', password: 'string' },
  returns: session,
  session: 'begins',
})
export const logout = op('DELETE auth/logout', { about: 'End this session', session: 'ends' })
/** Not one of the 16 skills, which end one session at a time. See docs/sandbox.md. */
export const logoutEverywhere = op('DELETE auth/sessions', { about: 'End every session of the signed-in user', session: 'ends' })
export const refreshToken = op('POST auth/refresh', {
  about: 'Trade a refresh token, which works once, for a new pair',
  auth: 'none',
  body: { refresh_token: 'string' },
  returns: session,
  session: 'begins',
})
export const forgotPassword = op('POST auth/forgot-password', {
  about: 'Mail a password reset token',
  auth: 'none',
  root: 'user',
  body: { email: 'email' },
  returns: notice,
})
export const resetPassword = op('POST auth/reset-password', {
  about: 'Set a new password with the mailed token',
  auth: 'none',
  body: { reset_password_token: 'string', password: 'string', password_confirmation: 'string' },
  returns: notice,
})
export const changePassword = op('PATCH auth/password', {
  about: 'Replace the password of the signed-in user',
  credentials: true,
  root: 'user',
  body: { current_password: 'string', new_password: 'string', new_password_confirmation: 'string' },
  returns: notice,
  optimistic: false,
})
export const getProfile = op('GET auth/profile', { about: 'Read the signed-in user', returns: User, session: 'tells' })
export const updateProfile = op('PATCH auth/profile', {
  about: 'Change fields of the signed-in user',
  body: User,
  returns: User,
  session: 'tells',
})
export const enableMfa = op('POST auth/mfa/enable', {
  about: 'Without a code: hand out a secret and backup codes. With a code from that secret: turn MFA on',
  credentials: true,
  body: { totp_code: 'string?' },
  returns: { enabled: 'boolean', message: 'string?', secret: 'string?', qr_code_uri: 'string?', backup_codes: 'string[]?' },
  stale: ['auth/profile'],
})
export const verifyMfa = op('POST auth/mfa/verify', {
  about: 'Answer the challenge of a sign-in with a code',
  auth: 'none',
  root: 'mfa',
  body: { challenge_id: 'uuid', code: 'string' },
  returns: session,
  session: 'begins',
})
export const disableMfa = op('DELETE auth/mfa/disable', {
  about: 'Turn MFA off and forget its secret',
  credentials: true,
  body: { password: 'string' },
  returns: { enabled: 'boolean', message: 'string?' },
  stale: ['auth/profile'],
})
export const createApiKey = op('POST auth/api-keys', {
  about: 'Make an API key; its secret is told once',
  body: ApiKey,
  returns: ApiKey,
  optimistic: false,
})
export const listApiKeys = op('GET auth/api-keys', { about: "Page through the caller's API keys", query: paged(), returns: [ApiKey] })
export const revokeApiKey = op('DELETE auth/api-keys/:id', { about: 'Make an API key unusable', removes: ApiKey })
export const magicLinkLogin = op('POST auth/magic-link', {
  about: 'Mail a sign-in link that works once, for 15 minutes',
  auth: 'none',
  body: { email: 'email', redirect_url: 'url?' },
  returns: notice,
})
/** Not one of the 16 skills: the seed mails the link and leaves open who consumes it. See docs/sandbox.md. */
export const verifyMagicLink = op('POST auth/magic-link/verify', {
  about: 'Trade the token of a mailed link for a session',
  auth: 'none',
  body: { token: 'string' },
  returns: session,
  session: 'begins',
})
