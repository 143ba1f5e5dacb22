import { useSession } from '@blockstate/react'

/**
 * The id of whoever is signed in; `undefined` where nobody is.
 *
 * @example
 * const me = useMe()
 */
export function useMe(): string | undefined {
  const session = useSession()
  return session.status === 'authenticated' ? session.user?.unique_id : undefined
}
