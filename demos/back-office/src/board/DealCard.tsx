import { Deal, updateDealStage } from '@blockstate/core/crm'
import { useMutation } from '@blockstate/react'
import { useDndMonitor, useDraggable } from '@dnd-kit/core'
import { memo, useEffect, useRef } from 'react'
import { RowState } from '../shell/RowState.tsx'
import { useNews } from '../shell/useNews.ts'
import type { DealItem } from './dealIn.ts'
import { DealFace } from './DealFace.tsx'

/** A deal that can be carried to another stage. `landed`: it was put down last, and takes the focus with it. */
export const DealCard = memo(function DealCard({ deal, landed }: { deal: DealItem; landed: boolean }) {
  const { unique_id: id, name, stage, value, close_date } = deal
  const news = useNews(Deal, id, [name, stage, value, close_date].join('\n'))
  const move = useMutation(updateDealStage)
  const { attributes, listeners, setNodeRef, isDragging } = useDraggable({ id, data: { deal } })
  const handle = useRef<HTMLDivElement | null>(null)

  useDndMonitor({
    onDragEnd: ({ active, over }) => {
      if (active.id !== id || !over || over.id === stage) return
      // Refused, the card goes back by itself and says why.
      void move.mutate({ id, stage: String(over.id) }).catch(() => {})
    },
  })
  // It left its element behind in the other column, and with it the focus.
  useEffect(() => {
    if (landed) handle.current?.focus({ preventScroll: true })
  }, [landed])

  return (
    <li className="deal" data-deal={id} data-lifted={isDragging} data-news={news}>
      <div
        ref={(element) => {
          setNodeRef(element)
          handle.current = element
        }}
        className="deal-handle"
        {...attributes}
        {...listeners}
        aria-roledescription="card"
      >
        <DealFace deal={deal} />
      </div>
      <RowState resource={Deal} id={id} />
    </li>
  )
})
