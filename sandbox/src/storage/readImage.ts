import sharp from 'sharp'

/** What a picture is, read from its bytes. */
export interface ImageInfo {
  /** `image/png` */
  readonly type: string
  /** In pixels, as it is shown: turned as its EXIF data say. */
  readonly width: number
  readonly height: number
}

/** The pictures a browser shows; SVG is none of them: it may hold scripts, and is drawn and not decoded. */
const types: Readonly<Record<string, string>> = {
  png: 'image/png',
  jpeg: 'image/jpeg',
  webp: 'image/webp',
  gif: 'image/gif',
  avif: 'image/avif',
  heif: 'image/avif',
}

/** 50 megapixels: a bomb of a few kilobytes unpacks to more. */
export const mostPixels = 50_000_000

/**
 * Reads what a picture is from its bytes, whatever its sender called it; `undefined` where they are none, or one too large.
 *
 * @example
 * await readImage(bytes) // { type: 'image/png', width: 96, height: 64 }
 */
export async function readImage(bytes: Uint8Array): Promise<ImageInfo | undefined> {
  const told = await sharp(bytes, { limitInputPixels: mostPixels })
    .metadata()
    .catch(() => undefined)
  const type = told === undefined ? undefined : types[told.format]
  if (told === undefined || type === undefined || told.width * told.height > mostPixels) return undefined
  const { width, height } = told.autoOrient
  return { type, width, height }
}
