import { keepPrevious } from '@blockstate/core'
import type { ActingStore } from '@blockstate/core'
import { useEffect, useMemo, useRef } from 'react'

/**
 * The store of a new input, or what was shown before it until it has an answer, where its options say `keepPrevious`.
 *
 * @example
 * return useStore(useKept(query(useClient(), operation, input, options)))
 */
export function useKept<State extends object, Actions extends object>(next: ActingStore<State, Actions>): ActingStore<State, Actions> {
  const shown = useRef<ActingStore<State, Actions>>(null)
  const kept = useMemo(() => keepPrevious(shown.current, next), [next])
  useEffect(() => {
    shown.current = kept
  }, [kept])
  return kept
}
