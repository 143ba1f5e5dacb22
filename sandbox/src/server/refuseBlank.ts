import { refuseFaults } from './refusal.ts'

/**
 * Refuses texts that are there and hold nothing but white space: 422 with one entry for each, with its pointer.
 *
 * @example
 * refuseBlank(context, { title: input.title, body: input.body })
 */
export function refuseBlank(context: { pointer(field: string): string }, texts: Readonly<Record<string, string | undefined>>): void {
  const blank = Object.entries(texts).filter(([, text]) => text !== undefined && text.trim() === '')
  refuseFaults(
    context,
    blank.map(([at]) => ({ at, detail: `${at} must not be blank` })),
  )
}
