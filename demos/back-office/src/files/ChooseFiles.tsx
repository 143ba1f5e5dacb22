import { Icon } from '@blockstate/demo-stage/Icon.tsx'
import { useRef } from 'react'
import type { ReactElement } from 'react'

/** Where files are dropped; whoever has none in hand chooses them here. */
export function ChooseFiles({ add }: { add: (files: Iterable<File>) => void }): ReactElement {
  const input = useRef<HTMLInputElement>(null)
  return (
    <>
      <button type="button" className="choose-files" onClick={() => input.current?.click()}>
        <Icon name="plus" />
        <span>
          Choose files<span className="or-drop">, or drop them anywhere on this page</span>
        </span>
      </button>
      <input
        ref={input}
        type="file"
        multiple
        hidden
        aria-label="Files to upload"
        onChange={({ currentTarget }) => {
          add(currentTarget.files ?? [])
          currentTarget.value = '' // the same file may be chosen again
        }}
      />
    </>
  )
}
