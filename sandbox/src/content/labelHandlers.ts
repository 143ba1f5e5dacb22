import { Author, Category, createCategory, createTag, getAuthor, listCategories, listTags, Tag } from '@blockstate/core/content'
import { isTaken } from '../database/isTaken.ts'
import { createRow, findRow, references } from '../database/rows.ts'
import { page, record } from '../server/answer.ts'
import { answerPage } from '../server/answerPage.ts'
import { handle } from '../server/handle.ts'
import { refuseBlank } from '../server/refuseBlank.ts'
import { refuseField } from '../server/refusal.ts'
import { selectPage } from '../server/selectPage.ts'
import { authors, categories, tags } from './tables.ts'

const byName = { search: ['name', 'description'], sort: 'name' } as const

/** Tags, categories, and those who write. */
export const labelHandlers = [
  handle(listTags, (context, input) => answerPage(context, tags, input, byName)),
  handle(createTag, (context, input) => {
    const name = input.name.trim()
    const name_key = name.normalize('NFC').toLowerCase()
    refuseBlank(context, { name })
    return context.database.transaction(() => {
      const taken = context.database.get('select 1 from content_tags where tenant = ? and name_key = ?', context.tenant, name_key)
      if (taken !== undefined) refuseField(context.pointer('name'), `name '${name}' is taken; post with that tag instead`)
      return record(Tag, createRow(context, tags, { ...input, name }, { name_key }))
    })
  }),
  handle(listCategories, (context, input) => {
    const { rows, total } = selectPage(context, input, Category, { table: categories.told, ...byName })
    const ids = JSON.stringify(rows.map(({ unique_id }) => unique_id))
    const children = context.database.all<{ unique_id: string; parent_id: string }>(
      `select unique_id, parent_id from content_categories
       where tenant = ? and parent_id in (select value from json_each(?)) order by name`,
      context.tenant,
      ids,
    )
    const inside = (id: string): typeof children => children.filter(({ parent_id }) => parent_id === id)
    return page(
      Category,
      rows.map((row) => ({ ...row, children: references('category', inside(row.unique_id)) })),
      { total },
    )
  }),
  handle(createCategory, (context, input) => {
    const { parent_id } = input
    refuseBlank(context, { name: input.name })
    if (typeof parent_id === 'string' && !isTaken(context, categories, parent_id)) {
      refuseField(context.pointer('parent_id'), `parent_id: there is no category ${parent_id}`)
    }
    return record(Category, createRow(context, categories, input))
  }),
  handle(getAuthor, (context, { id }) => record(Author, findRow(context, authors, id))),
]
