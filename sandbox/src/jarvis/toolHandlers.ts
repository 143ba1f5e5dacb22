import { deleteTool, getTool, listTools, registerTool, Tool, updateTool } from '@blockstate/core/jarvis'
import { nothing, page, record } from '../server/answer.ts'
import { handle } from '../server/handle.ts'
import { selectPage } from '../server/selectPage.ts'
import { unlinkAll } from './links.ts'
import { addRow, changeRow, findRow, instant, removeRow } from './rows.ts'
import { tools } from './tables.ts'

/** Tools that agents may call. */
export const toolHandlers = [
  handle(listTools, (context, input) => {
    const { rows, total } = selectPage(context, input, Tool, { table: tools.told, search: ['name', 'description'], sort: 'created_at' })
    return page(Tool, rows, { total })
  }),
  handle(getTool, (context, { id }) => record(Tool, findRow(context, tools, id))),
  handle(registerTool, (context, input) => {
    const id = context.mint()
    const at = instant(context.now())
    addRow(context, tools, id, input, { created_at: at, updated_at: at })
    const { updated_at: _, ...row } = findRow(context, tools, id)
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
