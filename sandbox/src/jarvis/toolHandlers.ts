import { deleteTool, getTool, listTools, registerTool, Tool, updateTool } from '@blockstate/core/jarvis'
import { changeRow, createRow, findRow, removeRow } from '../database/rows.ts'
import { nothing, record } from '../server/answer.ts'
import { answerPage } from '../server/answerPage.ts'
import { handle } from '../server/handle.ts'
import { unlinkAll } from './links.ts'
import { tools } from './tables.ts'

/** Tools that agents may call. */
export const toolHandlers = [
  handle(listTools, (context, input) => answerPage(context, tools, input, { search: ['name', 'description'], sort: 'created_at' })),
  handle(getTool, (context, { id }) => record(Tool, findRow(context, tools, id))),
  handle(registerTool, (context, input) => {
    const { updated_at: _, ...row } = createRow(context, tools, input)
    return record(Tool, row)
  }),
  handle(updateTool, (context, input) => record(Tool, changeRow(context, tools, input.id, input))),
  handle(deleteTool, (context, { id }) =>
    context.database.transaction(() => {
      removeRow(context, tools, id)
      unlinkAll(context, { type: 'tool', id })
      return nothing()
    }),
  ),
]
