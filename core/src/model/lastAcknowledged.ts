import type { Fields } from '../wire/request.ts'
import type { RecordState } from './record.ts'

/**
 * What the last acknowledged write left in the record: what it wrote, and what its answer told. Empty once a read that tells all there is
 * has come since.
 *
 * @example
 * lastAcknowledged(entities.record('entity/e1')) // { name: 'Hall 2', updated_at: '…' }
 */
export function lastAcknowledged({ base, acked }: RecordState): Fields {
  const last = Math.max(...Object.values(acked))
  return Object.fromEntries(Object.entries(base ?? {}).filter(([name]) => acked[name] === last))
}
