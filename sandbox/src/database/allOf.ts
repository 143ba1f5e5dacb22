import type { SqlValue } from './openDatabase.ts'

/** A condition as SQL, with the values it binds. */
export interface Condition {
  readonly where: string
  readonly values: readonly SqlValue[]
}

/**
 * Narrows a list to rows that fit every one of several conditions.
 *
 * @example
 * answerPage(context, teams, input, allOf(among(context, 'company_id'), equalTo({ status: input.status })))
 */
export function allOf(...conditions: readonly Condition[]): Condition {
  return {
    where: conditions.map(({ where }) => `(${where})`).join(' and '),
    values: conditions.flatMap(({ values }) => values),
  }
}
