import { DemoHeader } from '@blockstate/demo-stage/DemoHeader.tsx'
import { Icon } from '@blockstate/demo-stage/Icon.tsx'
import type { ReactElement } from 'react'
import { useStage } from './useStage.ts'

/** The page's head, with the switch that shows what happens. */
export function Header({ inspects, inspect }: { inspects: boolean; inspect: (open: boolean) => void }): ReactElement {
  const { $network, $theme } = useStage()
  return (
    <DemoHeader tagline="One client, four ways to render it" $network={$network} $theme={$theme}>
      <button type="button" className="tool worded" aria-label="What happens" aria-expanded={inspects} onClick={() => inspect(!inspects)}>
        <Icon name="activity" />
        <span className="wide">What happens</span>
      </button>
    </DemoHeader>
  )
}
