import type { ChannelActions } from '@blockstate/core'
import type { ReactElement } from 'react'

interface WriteMessageProps extends Pick<ChannelActions, 'publish' | 'type'> {
  readonly title: string
  readonly draft: string
  readonly write: (draft: string) => void
}

/** A place to write. What is sent stands among the messages at once. */
export function WriteMessage({ title, draft, write, publish, type }: WriteMessageProps): ReactElement {
  const send = (): void => {
    const content = draft.trim()
    if (content === '') return
    write('')
    // Refused, it stands among the messages with another try.
    void publish({ content }).catch(() => {})
  }
  return (
    <form
      className="write-message"
      onSubmit={(event) => {
        event.preventDefault()
        send()
      }}
    >
      <textarea
        rows={1}
        aria-label={`Message to ${title}`}
        placeholder={`Message to ${title}`}
        value={draft}
        onChange={({ target }) => {
          write(target.value)
          type(target.value.trim() !== '')
        }}
        onKeyDown={(event) => {
          if (event.key !== 'Enter' || event.shiftKey || event.nativeEvent.isComposing) return
          event.preventDefault()
          send()
        }}
      />
      <button type="submit" className="button primary" disabled={draft.trim() === ''}>
        Send
      </button>
    </form>
  )
}
