import { refuseField } from '../server/refusal.ts'

const least = 8
/** scrypt takes any length; a limit keeps a request from being made of nothing but password. */
const most = 1024

/**
 * Refuses a new password that is too short (8 signs, as the SDK asks) or absurdly long. No other rule: length is what helps (NIST 800-63B).
 *
 * @example
 * checkNewPassword(input.password, context.pointer('password'))
 */
export function checkNewPassword(password: string, pointer: string): void {
  const signs = [...password].length
  if (signs < least) refuseField(pointer, `${pointer.split('/').at(-1) ?? 'password'} must have at least ${least} characters`)
  if (signs > most) refuseField(pointer, `${pointer.split('/').at(-1) ?? 'password'} must have at most ${most} characters`)
}
