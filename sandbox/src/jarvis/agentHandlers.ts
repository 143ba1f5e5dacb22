import { Agent, createAgent, deleteAgent, getAgent, listAgents, updateAgent } from '@blockstate/core/jarvis'
import { nothing, page, record } from '../server/answer.ts'
import { handle } from '../server/handle.ts'
import { selectPage } from '../server/selectPage.ts'
import { removeTalks } from './conversation.ts'
import { linksOf, unlinkAll } from './links.ts'
import { equalTo } from './listing.ts'
import { addRow, changeRow, findRow, instant, removeRow } from './rows.ts'
import { agents } from './tables.ts'

/** Agents. Their links to prompts and entities are told by the single read. */
export const agentHandlers = [
  handle(listAgents, (context, input) => {
    const { rows, total } = selectPage(context, input, Agent, {
      table: agents.told,
      search: ['name', 'description'],
      sort: 'created_at',
      ...equalTo({ status: input.status }),
    })
    return page(Agent, rows, { total })
  }),
  handle(getAgent, (context, { id }) => {
    const row = findRow(context, agents, id)
    const from = { type: 'agent', id } as const
    return record(Agent, Object.assign({}, row, { prompts: linksOf(context, from, 'prompt'), entities: linksOf(context, from, 'entity') }))
  }),
  handle(createAgent, (context, input) => {
    const id = context.mint()
    const at = instant(context.now())
    addRow(context, agents, id, input, { created_at: at, updated_at: at })
    const { prompts_count: _, entities_count: __, updated_at: ___, ...row } = findRow(context, agents, id)
    return record(Agent, row)
  }),
  handle(updateAgent, (context, input) => record(Agent, changeRow(context, agents, input.id, input))),
  handle(deleteAgent, (context, { id }) =>
    context.database.transaction(() => {
      removeRow(context, agents, id)
      removeTalks(context, { type: 'agent', id })
      unlinkAll(context, { type: 'agent', id })
      return nothing()
    }),
  ),
]
