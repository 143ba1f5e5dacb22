import type { Row } from '@blockstate/core'
import { Contact, deleteContact, updateContact } from '@blockstate/core/crm'
import type { listContacts } from '@blockstate/core/crm'
import { Icon } from '@blockstate/demo-stage/Icon.tsx'
import { useMutation } from '@blockstate/react'
import { memo } from 'react'
import { dayOf } from '../shell/dayOf.ts'
import { RowState } from '../shell/RowState.tsx'
import { useNews } from '../shell/useNews.ts'
import { EditCell } from './EditCell.tsx'

export type ContactItem = Row<typeof listContacts>

/** Milliseconds in which a removal can be taken back. */
const HOLD = 5_000

interface ContactRowProps {
  readonly contact: ContactItem
  readonly company: string | undefined
  /** Its place among the others is a guess until the server has been asked again. */
  readonly guessed: boolean
}

/** One person. Each row has writes of its own: one row's refusal stays when another is changed. */
export const ContactRow = memo(function ContactRow({ contact, company, guessed }: ContactRowProps) {
  const { unique_id: id, first_name, last_name, title, email, account_id, created_at } = contact
  const change = useMutation(updateContact)
  const remove = useMutation(deleteContact, { hold: HOLD })
  // What was refused stands in the row's state, in the bar, and can be tried again there.
  const save = (fields: Partial<Pick<ContactItem, 'first_name' | 'last_name' | 'title' | 'email'>>): void =>
    void change.mutate({ id, ...fields }).catch(() => {})
  const name = `${first_name} ${last_name}`
  const news = useNews(Contact, id, [name, title, email, account_id].join('\n'))

  return (
    <tr data-contact={id} data-guessed={guessed} data-news={news}>
      <EditCell kind="first" label={`First name of ${name}`} value={first_name} save={(value) => save({ first_name: value })} />
      <EditCell kind="last" label={`Last name of ${name}`} value={last_name} save={(value) => save({ last_name: value })} />
      <EditCell kind="title" label={`Title of ${name}`} value={title ?? ''} save={(value) => save({ title: value })} />
      <td className="company">{company}</td>
      <EditCell kind="email" label={`E-mail of ${name}`} type="email" value={email} save={(value) => save({ email: value })} />
      <td className="added">{dayOf(created_at)}</td>
      <td className="acts">
        <RowState resource={Contact} id={id} />
        <button
          type="button"
          className="tool"
          aria-label={`Remove ${name}`}
          onClick={({ currentTarget }) => {
            focusNext(currentTarget)
            // Taken back in time it rejects, and there is nothing more to say.
            void remove.mutate({ id }).catch(() => {})
          }}
        >
          <Icon name="trash" />
        </button>
      </td>
    </tr>
  )
})

/** The row goes away with the focus in it: the same button of the row below takes it, or of the row above the last. */
function focusNext(button: HTMLElement): void {
  const row = button.closest('tr')
  const next = row?.nextElementSibling ?? row?.previousElementSibling
  next?.querySelector<HTMLElement>('.acts > .tool')?.focus()
}
