import type { Context, SignedIn } from './context.ts'
import { Refusal } from './refusal.ts'

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
  const found = Object.entries(mistakes).flatMap(([name, mistake]) =>
    mistake === undefined
      ? []
      : [{ title: 'Invalid field', detail: `${name.replaceAll('/', '.')} ${mistake}`, source: { pointer: context.pointer(name) } }],
  )
  if (found.length > 0) throw new Refusal(422, 'validation_error', found)
}
