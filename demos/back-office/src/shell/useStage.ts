import { createContext, use } from 'react'
import type { Stage } from '../stage/createStage.ts'

export const StageContext = createContext<Stage | null>(null)

/** The stage this page stands on. */
export function useStage(): Stage {
  const stage = use(StageContext)
  if (!stage) throw new Error('useStage is called outside <StageContext>')
  return stage
}
