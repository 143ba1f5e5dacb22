import {
  createPrompt,
  deletePrompt,
  getPrompt,
  getPromptVersion,
  listPrompts,
  listPromptVersions,
  Prompt,
  PromptVersion,
  publishPromptVersion,
  renderPrompt,
  updatePrompt,
} from '@blockstate/core/jarvis'
import { render } from '../answers/template.ts'
import { equalTo } from '../database/equalTo.ts'
import { addRow, changeRow, findRow, instant, listRows, references, removeRow } from '../database/rows.ts'
import { list, nothing, plain, record } from '../server/answer.ts'
import { answerPage } from '../server/answerPage.ts'
import { handle } from '../server/handle.ts'
import { unlinkAll } from './links.ts'
import { prompts, promptVersions } from './tables.ts'
import { addVersion, publishVersion, versionInUse, withSlots } from './versions.ts'

/** Prompts and their versions. New content never changes a version that may be in use: it becomes the next one, a draft. */
export const promptHandlers = [
  handle(listPrompts, (context, input) =>
    answerPage(context, prompts, input, {
      search: ['name', 'description', 'content'],
      sort: 'created_at',
      ...equalTo({ status: input.status }),
    }),
  ),
  handle(getPrompt, (context, { id }) => {
    const row = findRow(context, prompts, id)
    const versions = listRows(context, promptVersions, { prompt_id: id })
    return record(Prompt, Object.assign({}, row, { versions: references('prompt_version', versions) }))
  }),
  handle(createPrompt, (context, input) =>
    context.database.transaction(() => {
      const id = context.mint()
      const at = instant(context.now())
      addRow(context, prompts, id, input, { created_at: at, updated_at: at })
      addVersion(context, id, input.content)
      const { likes_count: _, saves_count: __, updated_at: ___, ...row } = findRow(context, prompts, id)
      return record(Prompt, row)
    }),
  ),
  handle(updatePrompt, (context, input) =>
    context.database.transaction(() => {
      const before = findRow(context, prompts, input.id)
      const changed = changeRow(context, prompts, input.id, input)
      if (input.content === undefined || input.content === before.content) return record(Prompt, changed)
      addVersion(context, input.id, input.content)
      return record(Prompt, Object.assign({}, changed, { versions_count: (before.versions_count ?? 0) + 1 }))
    }),
  ),
  handle(deletePrompt, (context, { id }) =>
    context.database.transaction(() => {
      removeRow(context, prompts, id)
      context.database.run('delete from jarvis_prompt_versions where tenant = ? and prompt_id = ?', context.tenant, id)
      context.database.run('delete from jarvis_prompt_executions where tenant = ? and prompt_id = ?', context.tenant, id)
      unlinkAll(context, { type: 'prompt', id })
      return nothing()
    }),
  ),
  handle(renderPrompt, (context, { id, variables = {} }) => {
    findRow(context, prompts, id)
    const { text, used, missing } = render(versionInUse(context, id).content, variables)
    return plain({ rendered_content: text, variables_used: used, missing_variables: missing })
  }),

  handle(listPromptVersions, (context, { id }) => {
    findRow(context, prompts, id)
    return list(PromptVersion, listRows(context, promptVersions, { prompt_id: id }, 'version_number').map(withSlots))
  }),
  handle(getPromptVersion, (context, { id, version_id }) => {
    findRow(context, prompts, id)
    return record(PromptVersion, withSlots(findRow(context, promptVersions, version_id, { prompt_id: id })))
  }),
  handle(publishPromptVersion, (context, { id, version_id }) =>
    context.database.transaction(() => {
      findRow(context, prompts, id)
      findRow(context, promptVersions, version_id, { prompt_id: id })
      publishVersion(context, id, version_id)
      return record(PromptVersion, withSlots(findRow(context, promptVersions, version_id)), { status: 200 })
    }),
  ),
]
