import { createIndex, getIndex, listIndexes, SearchIndex, updateIndexSettings } from '@blockstate/core/search'
import { changeRow, findRow } from '../database/rows.ts'
import { record } from '../server/answer.ts'
import { answerPage } from '../server/answerPage.ts'
import { handle } from '../server/handle.ts'
import { Refusal, refuse } from '../server/refusal.ts'
import { refuseBlank } from '../server/refuseBlank.ts'
import { rebuildText } from './fullText.ts'
import { addIndex, findIndex, searchedIndexes } from './indexes.ts'
import { settingsMistakes } from './indexSettings.ts'
import type { IndexSettings } from './indexSettings.ts'
import { indexes } from './tables.ts'

/** Indexes: one for each type of document, made by hand or by the first document. */
export const indexHandlers = [
  handle(listIndexes, (context, input) => answerPage(context, indexes, input, { sort: 'name' })),
  handle(getIndex, (context, { id }) => record(SearchIndex, findRow(context, indexes, findIndex(context, id).unique_id))),
  handle(createIndex, (context, input) => {
    refuseBlank(context, { name: input.name })
    const settings: IndexSettings = input.settings ?? {}
    refuseMistakes(settingsMistakes((field) => context.pointer(field === 'schema' ? field : `settings/${field}`), settings, input.schema))
    return context.database.transaction(() => {
      if (searchedIndexes(context, input.name).length > 0) {
        refuse(409, 'conflict', 'Index Exists', `There is an index '${input.name}' already; change its settings instead.`)
      }
      const { unique_id } = addIndex(context, input)
      return record(SearchIndex, findRow(context, indexes, unique_id))
    })
  }),
  handle(updateIndexSettings, (context, { id, enforce_validation, schema, ...given }) =>
    context.database.transaction(() => {
      const before = findIndex(context, id)
      const settings: IndexSettings = { ...before.settings, ...given }
      refuseMistakes(settingsMistakes((field) => context.pointer(field), settings, schema))
      const written = {
        settings,
        ...(enforce_validation === undefined ? {} : { enforce_validation }),
        ...(schema === undefined ? {} : { schema }),
      }
      changeRow(context, indexes, before.unique_id, written)
      const index = findIndex(context, id)
      // Weights, synonyms and stop words work on queries: only other fields need the texts anew.
      if (given.searchable_fields !== undefined) rebuildText(context, index)
      return record(SearchIndex, findRow(context, indexes, index.unique_id))
    }),
  ),
]

function refuseMistakes(mistakes: Refusal['details']): void {
  if (mistakes.length > 0) throw new Refusal(422, 'validation_error', mistakes)
}
