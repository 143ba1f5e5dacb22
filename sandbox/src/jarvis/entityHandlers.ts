import type { Input } from '@blockstate/core/describe'
import {
  addEntityPrompt,
  createDigitalTwin,
  createEntity,
  deleteEntity,
  Entity,
  getEntity,
  listEntities,
  queryEntityFiles,
  registerEntity,
  updateEntity,
} from '@blockstate/core/jarvis'
import { equalTo } from '../database/equalTo.ts'
import { isTaken } from '../database/isTaken.ts'
import { addRow, changeRow, findRow, instant, removeRow } from '../database/rows.ts'
import { message, nothing, page, plain, record } from '../server/answer.ts'
import type { RecordAnswer } from '../server/answer.ts'
import type { Context } from '../server/context.ts'
import { handle } from '../server/handle.ts'
import { refuse } from '../server/refusal.ts'
import { selectPage } from '../server/selectPage.ts'
import { removeTalks } from './conversation.ts'
import { answerFromFiles } from './fileQuery.ts'
import { link, unlinkAll } from './links.ts'
import { entities, prompts } from './tables.ts'

function create(context: Context, input: Input<typeof createEntity>): RecordAnswer {
  const id = context.mint()
  const at = instant(context.now())
  addRow(context, entities, id, input, { created_at: at, updated_at: at })
  return record(Entity, justMade(context, id))
}

/** A create answer tells no counters and no time of change: nothing has been counted or changed yet (seed 002). */
function justMade(context: Context, id: string): Partial<typeof row> & { unique_id: string } {
  const row = findRow(context, entities, id)
  const { contexts_count: _, conversations_count: __, updated_at: ___, ...told } = row
  return told
}

/** Digital twins: seed 002, and the SDK's `register` and `addPrompt`. */
export const entityHandlers = [
  handle(listEntities, (context, input) => {
    const { rows, total } = selectPage(context, input, Entity, {
      table: entities.told,
      search: ['name', 'description', 'entity_type'],
      sort: 'created_at',
      ...equalTo({ status: input.status }),
    })
    return page(
      Entity,
      rows.map(({ contexts_count: _, conversations_count: __, ...row }) => row),
      { total },
    )
  }),
  handle(getEntity, (context, { id }) => {
    const { updated_at: _, ...row } = findRow(context, entities, id)
    return record(Entity, row)
  }),
  handle(createEntity, create),
  handle(createDigitalTwin, create),
  handle(registerEntity, (context, input) =>
    context.database.transaction(() => {
      if (isTaken(context, entities, input.id)) {
        refuse(409, 'conflict', 'Entity Already Registered', `Another entity has the id ${input.id}; change it with PUT.`)
      }
      const at = instant(context.now())
      const name = input.name ?? input.entity_alias ?? input.code ?? input.id
      const entity_type = input.entity_type ?? 'entity'
      const { created_by = null, updated_by = null } = input
      const beside = { created_by, updated_by, created_at: at, updated_at: at }
      addRow(context, entities, input.id, Object.assign({}, input, { name, entity_type }), beside)
      return record(Entity, justMade(context, input.id))
    }),
  ),
  handle(updateEntity, (context, input) => record(Entity, changeRow(context, entities, input.id, input))),
  handle(deleteEntity, (context, { id }) =>
    context.database.transaction(() => {
      removeRow(context, entities, id)
      removeTalks(context, { type: 'entity', id })
      context.database.run(`delete from jarvis_contexts where tenant = ? and owner_type = 'entity' and owner_id = ?`, context.tenant, id)
      context.database.run('delete from jarvis_files where tenant = ? and entity_id = ?', context.tenant, id)
      unlinkAll(context, { type: 'entity', id })
      return nothing()
    }),
  ),
  handle(addEntityPrompt, (context, input) => {
    findRow(context, entities, input.id)
    findRow(context, prompts, input.unique_id)
    link(context, { type: 'entity', id: input.id }, { type: 'prompt', id: input.unique_id })
    return message('Prompt added to entity')
  }),
  handle(queryEntityFiles, async (context, { id, query }) => plain(await answerFromFiles(context, id, query))),
]
