import type { ReactElement } from 'react'
import { EditText } from '../shell/EditText.tsx'
import type { EditTextProps } from '../shell/EditText.tsx'

/** A cell whose value is changed in its place. */
export function EditCell({ kind, ...text }: EditTextProps & { readonly kind: string }): ReactElement {
  return (
    <td className="edit" data-kind={kind}>
      <EditText {...text} />
    </td>
  )
}
