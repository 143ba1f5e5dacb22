import type { Resource } from '@blockstate/core/describe'
import type { Table } from '../database/table.ts'
import { page } from './answer.ts'
import type { ListAnswer } from './answer.ts'
import type { RequestContext } from './context.ts'
import { selectPage } from './selectPage.ts'
import type { ListInput, ListSource } from './selectPage.ts'

/**
 * Answers one page of a table's rows, as {@link selectPage} reads it and refusing what it refuses.
 *
 * @example
 * handle(listContacts, (context, input) => answerPage(context, contacts, input, equalTo({ status: input.status })))
 */
export function answerPage<R extends Resource>(
  context: RequestContext,
  { resource, told }: Table<R>,
  input: ListInput,
  narrowed: Omit<ListSource, 'table'> = {},
): ListAnswer {
  const { rows, total } = selectPage(context, input, resource, { table: told, ...narrowed })
  return page(resource, rows, { total })
}
