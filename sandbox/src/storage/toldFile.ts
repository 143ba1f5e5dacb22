import type { Context } from '../server/context.ts'
import { refuseField } from '../server/refusal.ts'

/** What a sender said of a file, made fit to be kept. */
export interface ToldFile {
  readonly original_name: string
  readonly file_type: string
}

/**
 * Reads a name that a sender gave as a name and nothing else: no folders, no control characters, 255 characters at most.
 * `undefined` where nothing is left of it.
 *
 * @example
 * cleanName('..\\secret/plan.pdf') // 'plan.pdf'
 */
export function cleanName(name: string): string | undefined {
  const last = name.split(/[\\/]/).at(-1) ?? ''
  // Control characters and the marks that turn a text's direction: 'gpj.exe' must not read as 'exe.jpg'.
  const clean = last.replace(/[\p{Cc}\u200e\u200f\u202a-\u202e\u2066-\u2069]/gu, '').trim()
  return clean === '' || /^\.+$/.test(clean) ? undefined : clean.slice(-255)
}

/**
 * What is to be kept of what a sender says of a file: what is written beside it before what the part itself says.
 * Refuses with 422 a name without anything in it and a type that is none.
 *
 * @example
 * const { original_name, file_type } = toldFile(context, input.file, input)
 */
export function toldFile(
  context: Context,
  file: Blob,
  { original_name, file_type }: { readonly original_name?: string | undefined; readonly file_type?: string | undefined } = {},
): ToldFile {
  const name = cleanName(original_name ?? (file instanceof File ? file.name : ''))
  if (name === undefined) refuseField(context.pointer(original_name === undefined ? 'file' : 'original_name'), 'the file needs a name')
  const type = (file_type ?? file.type.split(';')[0] ?? '').trim().toLowerCase() || 'application/octet-stream'
  if (!/^[\w.+-]+\/[\w.+-]+$/.test(type))
    refuseField(context.pointer('file_type'), `file_type '${type}' is no media type such as image/png`)
  return { original_name: name, file_type: type }
}

/**
 * The bytes of a file that was sent.
 *
 * @example
 * const bytes = await bytesOf(input.file)
 */
export async function bytesOf(file: Blob): Promise<Uint8Array> {
  return new Uint8Array(await file.arrayBuffer())
}
