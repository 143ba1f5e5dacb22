import { channelBehaviours } from './channelBehaviours.ts'
import { chatBehaviours } from './chatBehaviours.ts'
import { collectionBehaviours } from './collectionBehaviours.ts'
import { jobBehaviours } from './jobBehaviours.ts'
import { lifecycleBehaviours } from './lifecycleBehaviours.ts'
import { mutationBehaviours } from './mutationBehaviours.ts'
import { queryBehaviours } from './queryBehaviours.ts'
import type { Behaviour } from './scene.ts'
import { searchBehaviours } from './searchBehaviours.ts'
import { sessionBehaviours } from './sessionBehaviours.ts'
import { uploadBehaviours } from './uploadBehaviours.ts'

/** What every binding must do. A binding's `parity.test` runs them all. */
export const behaviours: readonly Behaviour[] = [
  ...queryBehaviours,
  ...collectionBehaviours,
  ...mutationBehaviours,
  ...searchBehaviours,
  ...jobBehaviours,
  ...uploadBehaviours,
  ...sessionBehaviours,
  ...chatBehaviours,
  ...channelBehaviours,
  ...lifecycleBehaviours,
]
