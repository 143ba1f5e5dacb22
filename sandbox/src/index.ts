export { createSandbox } from './createSandbox.ts'
export type { Sandbox, SandboxOptions } from './createSandbox.ts'
export { demoBackupCode, demoPassword, demoTotpSecret, demoUsers } from './seed/seedUsers.ts'
