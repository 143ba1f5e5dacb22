import type { Client } from './createClient.ts'

/**
 * The id of whoever is signed in, empty where nobody is: under whose name things are kept.
 *
 * @example
 * storage.setItem(`drafts ${userOf(client)}`, text)
 */
export function userOf({ keeper }: Client): string {
  const { value } = keeper.$session
  return value.status === 'authenticated' ? (value.user?.unique_id ?? '') : ''
}
