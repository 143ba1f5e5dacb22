import { useState } from 'react'
import type { ReactElement } from 'react'
import { sendsOnEnter } from '../chat/sendsOnEnter.ts'

interface EditMessageProps {
  readonly content: string
  readonly save: (content: string) => void
  readonly close: () => void
}

/** A question being said differently, in its own place. */
export function EditMessage({ content, save, close }: EditMessageProps): ReactElement {
  const [text, setText] = useState(content)
  const submit = (): void => {
    if (text.trim() === '') return
    close()
    save(text.trim())
  }
  return (
    <form
      className="edit"
      onSubmit={(event) => {
        event.preventDefault()
        submit()
      }}
    >
      {/* The reader has just pressed Edit. */}
      <textarea
        aria-label="Edit your message"
        autoFocus
        value={text}
        onChange={(event) => setText(event.target.value)}
        onKeyDown={(event) => {
          if (event.key === 'Escape') close()
          if (!sendsOnEnter(event.nativeEvent)) return
          event.preventDefault()
          submit()
        }}
      />
      <p>
        <button type="button" className="tool worded" onClick={close}>
          Cancel
        </button>
        <button type="submit" className="tool worded primary" disabled={text.trim() === ''}>
          Send again
        </button>
      </p>
    </form>
  )
}
