import { createContact } from '@blockstate/core/crm'
import { Icon } from '@blockstate/demo-stage/Icon.tsx'
import { useMutation } from '@blockstate/react'
import { useRef } from 'react'
import type { ReactElement } from 'react'

const FIELDS = [
  { name: 'first_name', label: 'First name', type: 'text' },
  { name: 'last_name', label: 'Last name', type: 'text' },
  { name: 'email', label: 'E-mail', type: 'email' },
] as const

/** A button, and the card one writes a new person on. The person is in the list before the server has answered. */
export function AddContact(): ReactElement {
  const create = useMutation(createContact)
  const dialog = useRef<HTMLDialogElement>(null)
  const form = useRef<HTMLFormElement>(null)
  const close = (): void => {
    dialog.current?.close()
    form.current?.reset()
  }
  return (
    <>
      <button type="button" className="button" onClick={() => dialog.current?.showModal()}>
        <Icon name="plus" />
        <span>Add</span>
      </button>
      <dialog ref={dialog} className="dialog" aria-label="Add a contact">
        <form
          ref={form}
          className="form"
          onSubmit={(event) => {
            event.preventDefault()
            const given = new FormData(event.currentTarget)
            const text = (name: string): string => String(given.get(name) ?? '').trim()
            // Refused, it stands in the bar with what was typed, to be sent again or thrown away.
            void create.mutate({ first_name: text('first_name'), last_name: text('last_name'), email: text('email') }).catch(() => {})
            close()
          }}
        >
          <h1>Add a contact</h1>
          {FIELDS.map(({ name, label, type }) => (
            <label key={name} className="field">
              {label}
              <input name={name} type={type} required autoComplete="off" />
            </label>
          ))}
          <div className="dialog-acts">
            <button type="button" className="button" onClick={close}>
              Cancel
            </button>
            <button type="submit" className="button primary">
              Add
            </button>
          </div>
        </form>
      </dialog>
    </>
  )
}
