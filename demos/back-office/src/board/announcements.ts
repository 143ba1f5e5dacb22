import type { Announcements, Over } from '@dnd-kit/core'
import { dealIn } from './dealIn.ts'

/**
 * What is said aloud while a card is moved.
 *
 * @example
 * <DndContext accessibility={{ announcements: announcements(stages) }}>
 */
export function announcements(stages: readonly { readonly key: string; readonly name: string }[]): Announcements {
  const where = (over: Over | null): string => stages.find(({ key }) => key === over?.id)?.name ?? 'no stage'
  return {
    onDragStart: ({ active }) => `${dealIn(active)?.name} is lifted. The arrow keys move it, the space bar puts it down, Escape leaves it.`,
    onDragOver: ({ active, over }) => `${dealIn(active)?.name} is over ${where(over)}.`,
    onDragEnd: ({ active, over }) => `${dealIn(active)?.name} is put down in ${where(over)}.`,
    onDragCancel: ({ active }) => `${dealIn(active)?.name} stays where it was.`,
  }
}
