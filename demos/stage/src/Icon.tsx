import type { ReactElement } from 'react'
import { ICONS } from './icons.ts'
import type { IconName } from './icons.ts'

/** A line drawing of 16 by 16; what it stands for is said beside it or in its button's label. */
export function Icon({ name }: { name: IconName }): ReactElement {
  return (
    <svg className="icon" viewBox="0 0 16 16" aria-hidden="true">
      <path d={ICONS[name]} />
    </svg>
  )
}
