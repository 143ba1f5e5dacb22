import { EntranceCard } from '@blockstate/demo-stage/EntranceCard.tsx'
import type { ReactElement } from 'react'
import { Letters } from './Letters.tsx'

/** The way in. */
export function SignIn(): ReactElement {
  return (
    <EntranceCard lead="Then pick a digital twin and talk to it in four frameworks at once.">
      <Letters />
    </EntranceCard>
  )
}
