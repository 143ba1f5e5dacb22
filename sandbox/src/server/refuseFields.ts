import type { Context, SignedIn } from './context.ts'
import { refuseFaults } from './refusal.ts'

/**
 * Refuses all fields of the body that something is wrong with, as the declaration's own checks do: 422 `validation_error`, each with
 * its pointer. Does nothing where every field is `undefined`. A name may lead into the body: `stages/0/key`.
 *
 * @example
 * refuseFields(context, { account_id: unknownRecord(context, companies, input.account_id) })
 */
export function refuseFields(
  context: Pick<Context<SignedIn | null>, 'pointer'>,
  mistakes: Readonly<Record<string, string | undefined>>,
): void {
  const faults = Object.entries(mistakes).flatMap(([at, mistake]) =>
    mistake === undefined ? [] : [{ at, detail: `${at.replaceAll('/', '.')} ${mistake}` }],
  )
  refuseFaults(context, faults)
}
