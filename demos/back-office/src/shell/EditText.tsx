import { useRef, useState } from 'react'
import type { ReactElement } from 'react'

export interface EditTextProps {
  readonly label: string
  readonly type?: 'text' | 'email'
  readonly value: string
  readonly save: (value: string) => void
}

/** A text that is changed in its place: Enter or a click opens it, Enter or leaving it saves, Escape leaves it as it was. */
export function EditText({ label, type = 'text', value, save }: EditTextProps): ReactElement {
  const [draft, setDraft] = useState<string | null>(null)
  const place = useRef<HTMLSpanElement>(null)
  const close = (then: string | null, stay: boolean): void => {
    setDraft(null)
    if (then !== null && then.trim() !== '' && then.trim() !== value) save(then.trim())
    // The button is there again with the next render.
    if (stay) requestAnimationFrame(() => place.current?.querySelector('button')?.focus())
  }
  return (
    <span ref={place} className="edit-text">
      {draft === null ? (
        <button
          type="button"
          className="value"
          aria-label={`${label}: ${value === '' ? 'none' : value}. Change`}
          onClick={() => setDraft(value)}
        >
          {value === '' ? <span className="quiet">None</span> : value}
        </button>
      ) : (
        <input
          autoFocus
          type={type}
          aria-label={label}
          value={draft}
          onChange={(event) => setDraft(event.target.value)}
          onFocus={(event) => event.target.select()}
          onBlur={() => close(draft, false)}
          onKeyDown={(event) => {
            if (event.nativeEvent.isComposing) return
            if (event.key === 'Enter') close(draft, true)
            if (event.key === 'Escape') close(null, true)
          }}
        />
      )}
    </span>
  )
}
