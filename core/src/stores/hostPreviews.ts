/** Addresses of bytes that are here, for as long as the server has none. */
export interface Previews {
  /** An address of the file's bytes; `undefined` for none. */
  make(file: File): string | undefined
  /** The address is not used any more. */
  revoke(address: string): void
}

/**
 * The page's own addresses (`blob:…`); `null` where there is no page.
 *
 * @example
 * const previews = hostPreviews()
 */
export function hostPreviews(): Previews | null {
  // A server has addresses for bytes too, and nobody who looks at them.
  if (!('document' in globalThis)) return null
  return { make: (file) => URL.createObjectURL(file), revoke: (address) => URL.revokeObjectURL(address) }
}
