import { getIdentity, Identity, listIdentities, registerIdentity, updateIdentity } from '@blockstate/core/jarvis'
import { equalTo } from '../database/equalTo.ts'
import { isTaken } from '../database/isTaken.ts'
import { addRow, changeRow, findRow, instant } from '../database/rows.ts'
import { page, record } from '../server/answer.ts'
import { handle } from '../server/handle.ts'
import { refuse } from '../server/refusal.ts'
import { selectPage } from '../server/selectPage.ts'
import { identities } from './tables.ts'

/** Users: seed 001. Metadata is replaced as a whole, since no source says that it is merged. */
export const identityHandlers = [
  handle(listIdentities, (context, input) => {
    const { rows, total } = selectPage(context, input, Identity, {
      table: identities.told,
      search: ['email', 'display_name'],
      sort: 'created_at',
      ...equalTo({ status: input.status }),
    })
    return page(
      Identity,
      rows.map(({ contexts_count: _, conversations_count: __, ...row }) => row),
      { total },
    )
  }),
  handle(getIdentity, (context, { id }) => {
    const { updated_at: _, ...row } = findRow(context, identities, id)
    return record(Identity, row)
  }),
  handle(registerIdentity, (context, input) =>
    context.database.transaction(() => {
      if (isTaken(context, identities, input.id)) {
        refuse(409, 'conflict', 'Identity Already Registered', `Another user has the id ${input.id}; change it with PUT.`)
      }
      const at = instant(context.now())
      addRow(context, identities, input.id, input, { created_at: at, updated_at: at })
      const { contexts_count: _, conversations_count: __, updated_at: ___, ...row } = findRow(context, identities, input.id)
      return record(Identity, row)
    }),
  ),
  handle(updateIdentity, (context, input) => record(Identity, changeRow(context, identities, input.id, input))),
]
