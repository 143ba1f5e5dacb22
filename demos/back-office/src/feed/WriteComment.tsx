import { createComment } from '@blockstate/core/content'
import { useMutation } from '@blockstate/react'
import { useState } from 'react'
import type { ReactElement } from 'react'

/** A line to write on. What is sent stands among the comments at once. */
export function WriteComment({ post }: { post: string }): ReactElement {
  const [body, setBody] = useState('')
  const create = useMutation(createComment)
  return (
    <form
      className="write-comment"
      onSubmit={(event) => {
        event.preventDefault()
        if (body.trim() === '') return
        // Refused, it stands in the bar with what was written.
        void create.mutate({ id: post, body: body.trim() }).catch(() => {})
        setBody('')
      }}
    >
      <input aria-label="Comment" placeholder="Say something" value={body} onChange={(event) => setBody(event.target.value)} />
      <button type="submit" className="button" disabled={body.trim() === ''}>
        Send
      </button>
    </form>
  )
}
