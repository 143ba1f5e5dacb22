import { useState } from 'react'
import type { ReactElement, ReactNode } from 'react'
import { SeenContext } from './useNews.ts'

/** A room that remembers what it showed, so that it can mark what others change in it. */
export function Seen({ children }: { children: ReactNode }): ReactElement {
  const [seen] = useState(() => new Map<string, string>())
  return <SeenContext value={seen}>{children}</SeenContext>
}
