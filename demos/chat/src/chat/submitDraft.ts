import { isBlockstateError } from '@blockstate/core'
import type { DraftStore } from '@blockstate/core'
import { plainly } from '@blockstate/demo-stage/plainly.ts'

/**
 * Sends what was drafted. Where it cannot be sent it is in the draft again, unless something else was written there since.
 *
 * @returns why it was not sent, in a sentence; `null` where it was
 *
 * @example
 * const failure = await submitDraft($draft, chat.send)
 */
export async function submitDraft($draft: DraftStore, send: (content: string) => Promise<unknown>): Promise<string | null> {
  const { text } = $draft.value
  if (text.trim() === '') return null
  $draft.clear()
  try {
    await send(text.trim())
    return null
  } catch (error) {
    if (!isBlockstateError(error)) throw error
    if ($draft.value.text === '') $draft.write(text)
    return `${plainly(error)}.`
  }
}
