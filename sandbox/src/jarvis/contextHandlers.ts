import {
  Content,
  Context,
  createEntityContext,
  createIdentityContext,
  getIdentityContent,
  listEntityContexts,
  listIdentityContexts,
} from '@blockstate/core/jarvis'
import { addRow, findRow, instant, listRows } from '../database/rows.ts'
import { list, record } from '../server/answer.ts'
import type { ListAnswer, RecordAnswer } from '../server/answer.ts'
import type { RequestContext } from '../server/context.ts'
import { handle } from '../server/handle.ts'
import { findOwner } from './conversation.ts'
import type { Owner } from './conversation.ts'
import { contents, contexts } from './tables.ts'

function all(context: RequestContext, owner: Owner): ListAnswer {
  findOwner(context, owner)
  return list(Context, listRows(context, contexts, { owner_type: owner.type, owner_id: owner.id }))
}

function add(context: RequestContext, owner: Owner, input: { name: string; content: string }): RecordAnswer {
  findOwner(context, owner)
  const id = context.mint()
  addRow(context, contexts, id, input, { owner_type: owner.type, owner_id: owner.id, created_at: instant(context.now()) })
  return record(Context, findRow(context, contexts, id))
}

/** What entities and users bring into their answers: seeds 001 and 002. Neither list is paged. */
export const contextHandlers = [
  handle(listEntityContexts, (context, { id }) => all(context, { type: 'entity', id })),
  handle(createEntityContext, (context, input) => add(context, { type: 'entity', id: input.id }, input)),
  handle(listIdentityContexts, (context, { id }) => all(context, { type: 'identity', id })),
  handle(createIdentityContext, (context, input) => add(context, { type: 'identity', id: input.id }, input)),
  handle(getIdentityContent, (context, { id }) => {
    findOwner(context, { type: 'identity', id })
    return list(Content, listRows(context, contents, { identity_id: id }))
  }),
]
