import { Refusal } from './refusal.ts'

/**
 * Refuses one parameter of the query, as the declaration's own checks do: 422 `validation_error` with its name.
 *
 * @example
 * refuseParameter('limit', 'limit must be from 1 to 50')
 */
export function refuseParameter(parameter: string, detail: string): never {
  throw new Refusal(422, 'validation_error', [{ title: 'Invalid parameter', detail, source: { parameter } }])
}
