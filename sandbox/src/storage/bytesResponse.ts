/** What is known of stored bytes besides themselves. */
export interface BytesInfo {
  /** The media type as it was told when they came. It is nobody's promise. */
  readonly type: string
  readonly name: string
}

/** Types a browser shows without running anything in them; all else is offered for saving. */
const shown = /^(image\/(png|jpeg|gif|webp|avif|bmp)|audio\/[\w.+-]+|video\/[\w.+-]+|text\/plain|application\/pdf)$/

/**
 * Stored bytes as an answer. Nothing in them is run in the sandbox's origin: the type is not guessed anew, pages and drawings with
 * scripts are saved and not shown, and a policy forbids the rest.
 *
 * @example
 * return bytesResponse(bytes, { type: 'image/png', name: 'plan.png' })
 */
export function bytesResponse(bytes: Uint8Array<ArrayBuffer>, { type, name }: BytesInfo): Response {
  const known = /^[\w.+-]+\/[\w.+-]+$/.test(type) ? type : 'application/octet-stream'
  const disposition = shown.test(known) ? 'inline' : 'attachment'
  return new Response(bytes, {
    headers: {
      'content-type': known === 'text/plain' ? 'text/plain; charset=utf-8' : known,
      'content-length': String(bytes.length),
      // RFC 6266: the name in full behind the star, nothing of it raw in a header.
      'content-disposition': `${disposition}; filename*=UTF-8''${encodeURIComponent(name).replace(/['()*]/g, (sign) => `%${sign.charCodeAt(0).toString(16)}`)}`,
      'x-content-type-options': 'nosniff',
      'content-security-policy': "default-src 'none'; sandbox",
    },
  })
}
