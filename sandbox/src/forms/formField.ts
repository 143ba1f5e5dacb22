import type { Form, FormVersion, Submission } from '@blockstate/core/forms'
import type { RecordOf } from '@blockstate/core/describe'

/** A form as it is told. */
export type FormRow = RecordOf<typeof Form>

/** What a form asked at one time. */
export type VersionRow = RecordOf<typeof FormVersion>

/** Answers to a form, given or awaited. */
export type SubmissionRow = RecordOf<typeof Submission>

export type FormField = VersionRow['form_fields'][number]
export type FormRules = NonNullable<VersionRow['validation_rules']>
export type Scoring = NonNullable<VersionRow['scoring_rules']>[number]

/**
 * Is this a field whose answers are chosen among options?
 *
 * @example
 * isChoice({ name: 'size', type: 'select', options: ['S', 'M'] }) // true
 */
export function isChoice({ type, options }: FormField): boolean {
  return type === 'select' || type === 'radio' || (type === 'checkbox' && options !== undefined)
}
