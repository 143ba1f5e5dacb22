import type { Client } from '../client/createClient.ts'
import type { Input, Operation } from '../declare/index.ts'
import type { Fields } from '../wire/request.ts'
import { collection } from './collection.ts'
import type { CollectionInput, CollectionOptions } from './collection.ts'
import { query } from './query.ts'

/**
 * Reads what somebody is likely to look at next, after everything that is looked at: a link under the pointer. Does nothing where it
 * has been read, or is being read. A list in pages is read as `collection` would with these options, anything else as `query`.
 *
 * @returns resolves when it is there, or could not be read: whoever looks then tries again
 *
 * @example
 * link.onpointerenter = () => void prefetch(client, getEntity, { id })
 */
export async function prefetch<O extends Operation>(
  client: Client,
  operation: O,
  input: Input<O>,
  options: CollectionOptions = {},
): Promise<void> {
  const { page: _, ...list } = input as Fields
  // Both take what Input says; a list without its page.
  const store =
    'page' in (operation.declared.query ?? {})
      ? collection(client, operation, list as CollectionInput<O>, options)
      : query(client, operation, input, options)
  if (store.value.status === 'pending' && !store.value.fetching) await store.refetch()
}
