import type { Context } from '../server/context.ts'
import { refuse } from '../server/refusal.ts'
import { isPassword } from './password.ts'
import { countTry, forgetTries } from './throttle.ts'
import { signedInUser } from './users.ts'

/**
 * Asks the signed-in user for their password once more. Counts as a try to guess it.
 *
 * Refuses a wrong one with 401 `invalid_password`: an answer to what was asked, the session goes on.
 *
 * @example
 * await confirmPassword(context, input.current_password)
 */
export async function confirmPassword(context: Context, password: string): Promise<void> {
  const user = signedInUser(context, context.user.unique_id)
  countTry(context, user.email)
  if (!(await isPassword(password, user.password_digest)))
    refuse(401, 'invalid_password', 'Invalid password', 'The current password is wrong.')
  forgetTries(context, user.email)
}
