import type { KeyboardCoordinateGetter } from '@dnd-kit/core'

const STEPS: Readonly<Record<string, number>> = { ArrowLeft: -1, ArrowRight: 1 }

/**
 * Moves a card that was lifted with the keyboard to the column beside: pixels are of no use to who presses a key.
 *
 * @example
 * useSensor(KeyboardSensor, { coordinateGetter: oneColumnOver })
 */
export const oneColumnOver: KeyboardCoordinateGetter = (event, { currentCoordinates, context }) => {
  const step = STEPS[event.code]
  const { collisionRect, droppableContainers, droppableRects } = context
  if (step === undefined || !collisionRect) return
  event.preventDefault()
  const columns = droppableContainers
    .getEnabled()
    .flatMap(({ id }) => droppableRects.get(id) ?? [])
    .toSorted((a, b) => a.left - b.left)
  const middle = collisionRect.left + collisionRect.width / 2
  const here = columns.findIndex(({ left, right }) => left <= middle && middle < right)
  const there = columns[here + step]
  if (!there) return
  return { x: there.left + (there.width - collisionRect.width) / 2, y: currentCoordinates.y }
}
