import { Agent, createAgent, deleteAgent, getAgent, listAgents, updateAgent } from '@blockstate/core/jarvis'
import { equalTo } from '../database/equalTo.ts'
import { changeRow, createRow, findRow, removeRow } from '../database/rows.ts'
import { nothing, record } from '../server/answer.ts'
import { answerPage } from '../server/answerPage.ts'
import { handle } from '../server/handle.ts'
import { removeTalks } from './conversation.ts'
import { linksOf, unlinkAll } from './links.ts'
import { agents } from './tables.ts'

/** Agents. Their links to prompts and entities are told by the single read. */
export const agentHandlers = [
  handle(listAgents, (context, input) =>
    answerPage(context, agents, input, {
      search: ['name', 'description'],
      sort: 'created_at',
      ...equalTo({ status: input.status }),
    }),
  ),
  handle(getAgent, (context, { id }) => {
    const row = findRow(context, agents, id)
    const from = { type: 'agent', id } as const
    return record(Agent, Object.assign({}, row, { prompts: linksOf(context, from, 'prompt'), entities: linksOf(context, from, 'entity') }))
  }),
  handle(createAgent, (context, input) => {
    const { prompts_count: _, entities_count: __, updated_at: ___, ...row } = createRow(context, agents, input)
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
