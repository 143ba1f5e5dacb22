import type { ReactElement } from 'react'
import { dayOf } from '../shell/dayOf.ts'
import type { DealItem } from './dealIn.ts'
import { money } from './money.ts'

/** What a card shows of its deal. */
export function DealFace({ deal }: { deal: DealItem }): ReactElement {
  return (
    <div className="deal-face">
      <b>{deal.name}</b>
      <small>
        <span>{money(Number(deal.value ?? 0))}</span>
        <span>{deal.close_date ? `closes ${dayOf(deal.close_date)}` : ''}</span>
      </small>
    </div>
  )
}
