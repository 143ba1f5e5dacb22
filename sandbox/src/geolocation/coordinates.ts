import { Refusal } from '../server/refusal.ts'
import type { RefusalDetail } from '../server/refusal.ts'
import type { Position } from './sphere.ts'

/** A point as the API writes it. */
export interface Coordinates {
  readonly latitude: number
  readonly longitude: number
}

type Source = NonNullable<RefusalDetail['source']>

/**
 * A point in the order of geometry. Refuses degrees that do not exist (422), each with where it stands: a parameter unless told otherwise.
 *
 * @example
 * positionOf({ latitude: 53.55, longitude: 9.99 }) // [9.99, 53.55]
 */
export function positionOf(
  { latitude, longitude }: Coordinates,
  source: (field: string) => Source = (parameter) => ({ parameter }),
): Position {
  const mistake = (field: string, value: number, limit: number): RefusalDetail[] =>
    Math.abs(value) <= limit
      ? []
      : [{ title: 'Invalid coordinates', detail: `${field} must be from -${limit} to ${limit} degrees`, source: source(field) }]
  const mistakes = [...mistake('latitude', latitude, 90), ...mistake('longitude', longitude, 180)]
  if (mistakes.length > 0) throw new Refusal(422, 'validation_error', mistakes)
  return [longitude, latitude]
}

/** Metres in each unit of length. */
export const metresIn = { m: 1, km: 1000, mi: 1609.344 } as const
