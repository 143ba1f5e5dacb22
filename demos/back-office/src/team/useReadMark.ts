import { call } from '@blockstate/core'
import { markChannelRead } from '@blockstate/core/realtime'
import { useClient } from '@blockstate/react'
import { useEffect } from 'react'

/**
 * Notes that a channel is read, while it is on the screen. It is no change of anybody's work, so it does not stand among those that are
 * not through; refused, it is noted with the next message.
 *
 * @param last the number of the latest message that is shown; 0 for none
 *
 * @example
 * useReadMark(id, messages.at(-1)?.seq ?? 0)
 */
export function useReadMark(id: string, last: number): void {
  const client = useClient()
  useEffect(() => {
    if (last === 0) return
    const note = (): void => {
      if (document.visibilityState === 'visible') void call(client, markChannelRead, { id, up_to_seq: last }).catch(() => {})
    }
    note()
    document.addEventListener('visibilitychange', note)
    return () => document.removeEventListener('visibilitychange', note)
  }, [client, id, last])
}
