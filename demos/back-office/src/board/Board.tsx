import type { Row } from '@blockstate/core'
import type { listPipelines } from '@blockstate/core/crm'
import {
  closestCenter,
  DndContext,
  DragOverlay,
  KeyboardSensor,
  MouseSensor,
  pointerWithin,
  TouchSensor,
  useSensor,
  useSensors,
} from '@dnd-kit/core'
import type { CollisionDetection } from '@dnd-kit/core'
import { useMemo, useState } from 'react'
import type { ReactElement } from 'react'
import { announcements } from './announcements.ts'
import { Column } from './Column.tsx'
import { dealIn } from './dealIn.ts'
import type { DealItem } from './dealIn.ts'
import { DealFace } from './DealFace.tsx'
import { oneColumnOver } from './oneColumnOver.ts'

/** Where the pointer is, and where there is none, what is nearest: the keyboard has no pointer. */
const meet: CollisionDetection = (args) => (args.pointerCoordinates ? pointerWithin(args) : closestCenter(args))

/** The stages side by side. A card is moved by mouse, touch or keyboard; where it goes, its own write says. */
export function Board({ pipeline }: { pipeline: Row<typeof listPipelines> }): ReactElement {
  const [lifted, setLifted] = useState<DealItem | null>(null)
  /** The card that was put down last: it has the focus again in its new column. */
  const [landed, setLanded] = useState<string | null>(null)
  const sensors = useSensors(
    useSensor(MouseSensor, { activationConstraint: { distance: 5 } }),
    // A finger that does not rest scrolls.
    useSensor(TouchSensor, { activationConstraint: { delay: 180, tolerance: 8 } }),
    useSensor(KeyboardSensor, { coordinateGetter: oneColumnOver, scrollBehavior: 'auto' }),
  )
  const stages = useMemo(() => pipeline.stages.map(({ name, key }) => ({ name, key: key ?? name })), [pipeline.stages])
  const told = useMemo(() => announcements(stages), [stages])

  return (
    <DndContext
      sensors={sensors}
      collisionDetection={meet}
      accessibility={{ announcements: told }}
      onDragStart={({ active }) => setLifted(dealIn(active))}
      onDragCancel={() => setLifted(null)}
      onDragEnd={({ active }) => {
        setLifted(null)
        setLanded(String(active.id))
      }}
    >
      <div className="board" tabIndex={0} role="group" aria-label={`Stages of ${pipeline.name}`}>
        {stages.map(({ key, name }) => (
          <Column key={key} pipeline={pipeline.unique_id} stage={key} name={name} landed={landed} />
        ))}
      </div>
      {/* The write shows the card in its new place at once: nothing has to fly there. */}
      <DragOverlay dropAnimation={null}>{lifted && <DealFace deal={lifted} />}</DragOverlay>
    </DndContext>
  )
}
