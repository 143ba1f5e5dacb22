import { effects } from '../testing/effects.ts'
import { authContract } from './testing/authContract.ts'

await effects(authContract(), {
  changePassword: {},
  createApiKey: { again: ['listApiKeys'] },
  disableMfa: { again: ['getProfile'] },
  enableMfa: { again: ['getProfile'] },
  forgotPassword: {},
  getProfile: 'reads',
  listApiKeys: 'reads',
  login: { again: ['getProfile', 'listApiKeys'] },
  logout: { atOnce: ['getProfile', 'listApiKeys'] },
  logoutEverywhere: { atOnce: ['getProfile', 'listApiKeys'] },
  magicLinkLogin: {},
  refreshToken: { again: ['getProfile', 'listApiKeys'] },
  registerUser: { again: ['getProfile', 'listApiKeys'] },
  resetPassword: {},
  revokeApiKey: { atOnce: ['listApiKeys'], again: ['listApiKeys'] },
  updateProfile: { again: ['getProfile'] },
  verifyMagicLink: { again: ['getProfile', 'listApiKeys'] },
  verifyMfa: { again: ['getProfile', 'listApiKeys'] },
})
