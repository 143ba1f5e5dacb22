import type { Row } from '@blockstate/core'
import type { listDeals } from '@blockstate/core/crm'
import type { Active } from '@dnd-kit/core'

export type DealItem = Row<typeof listDeals>

/**
 * The deal that is being dragged.
 *
 * @example
 * dealIn(event.active)?.stage
 */
export function dealIn({ data }: Active): DealItem | null {
  // DealCard put it there.
  return (data.current?.['deal'] as DealItem | undefined) ?? null
}
