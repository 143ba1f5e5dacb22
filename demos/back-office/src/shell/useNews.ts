import type { Resource } from '@blockstate/core'
import { useRecord } from '@blockstate/react'
import { createContext, use, useEffect, useRef, useState } from 'react'

/** What was shown last of each record of a room. */
export const SeenContext = createContext(new Map<string, string>())

/** Milliseconds in which a row is marked that somebody else has changed. */
const MARKED = 1_600

/**
 * Was this record changed by somebody else a moment ago? Also where it stands in another list since, as a deal in its next stage.
 *
 * @param shown what its row shows of it, as a text
 *
 * @example
 * <tr data-news={useNews(Contact, id, `${first_name} ${last_name}`)}>
 */
export function useNews(resource: Resource, id: string, shown: string): boolean {
  const seen = use(SeenContext)
  const { saving, error } = useRecord(resource, id)
  const own = saving !== null || error !== undefined
  const wasOwn = useRef(own)
  const [news, setNews] = useState(0)
  const key = `${resource.type} ${id}`
  useEffect(() => {
    const before = seen.get(key)
    seen.set(key, shown)
    // What the server makes of one's own change comes in the moment in which that is saved.
    if (before !== undefined && before !== shown && !own && !wasOwn.current) setNews((count) => count + 1)
    wasOwn.current = own
  }, [seen, key, shown, own])
  useEffect(() => {
    if (news === 0) return
    const timer = setTimeout(() => setNews(0), MARKED)
    return () => clearTimeout(timer)
  }, [news])
  return news > 0
}
