import type { LineStatus } from '@blockstate/core'
import type { ReactElement } from 'react'
import { useLasting } from './useLasting.ts'

/** Milliseconds a line may be down before it is told: a socket that is being opened is nobody's affair. */
const WORTH_A_WORD = 1_000

/** Says so where what happens is not heard of. Its place is kept. */
export function LineState({ line }: { line: LineStatus }): ReactElement {
  const down = useLasting(line !== 'live', WORTH_A_WORD)
  return (
    <p className="line-state" role="status" data-line={down ? line : 'live'}>
      {!down ? '' : line === 'refused' ? 'You may not listen here' : 'Connecting… Read from time to time'}
    </p>
  )
}
