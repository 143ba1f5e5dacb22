import type { Row } from '@blockstate/core'
import { awardPoints, Customer } from '@blockstate/core/rewards'
import type { getLeaderboard } from '@blockstate/core/rewards'
import { useMutation } from '@blockstate/react'
import { memo } from 'react'
import { RowState } from '../shell/RowState.tsx'
import { useMe } from '../shell/useMe.ts'
import { useNews } from '../shell/useNews.ts'
import { PresenceDot } from '../team/PresenceDot.tsx'

const GIFT = 25

/** One place on the board, and the way to thank who stands there. */
export const BoardLine = memo(function BoardLine({ entry }: { entry: Row<typeof getLeaderboard> }) {
  const { rank, customer_unique_id, name, points, tier, badges_count, change } = entry
  const me = useMe()
  const award = useMutation(awardPoints)
  const news = useNews(Customer, customer_unique_id, String(points))
  const thank = (): void =>
    void award
      .mutate({ customer_unique_id, points: GIFT, reward_type: 'manual', description: 'Thanks from the back office' })
      .catch(() => {}) // the line says so
  return (
    <li className="place" data-me={me === customer_unique_id} data-news={news}>
      <span className="rank">{rank}</span>
      <span className="change" data-way={Math.sign(change ?? 0)} aria-label={moved(change)}>
        {change ? `${change > 0 ? '↑' : '↓'}${Math.abs(change)}` : ''}
      </span>
      <span className="whose">
        <b>
          {name} <PresenceDot user={customer_unique_id} />
        </b>
        <small>{[tier, badges_count === 1 ? '1 badge' : `${badges_count} badges`].filter(Boolean).join(', ')}</small>
      </span>
      <RowState resource={Customer} id={customer_unique_id} />
      <span className="points">{points.toLocaleString('en')}</span>
      <button type="button" className="button" aria-label={`Give ${name} ${GIFT} points`} onClick={thank}>
        +{GIFT}
      </button>
    </li>
  )
})

function moved(change: number | undefined): string {
  if (!change) return 'same place as yesterday'
  return change > 0 ? `${change} up since yesterday` : `${-change} down since yesterday`
}
