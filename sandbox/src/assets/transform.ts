import sharp from 'sharp'
import type { OutputInfo } from 'sharp'
import { mostPixels } from '../storage/readImage.ts'

/** One step from a picture to another, as it was asked for. */
export interface Step {
  readonly type: 'resize' | 'crop' | 'convert'
  readonly width?: number | undefined
  readonly height?: number | undefined
  readonly fit?: 'cover' | 'contain' | 'inside' | 'fill' | undefined
  readonly x?: number | undefined
  readonly y?: number | undefined
  readonly format?: Format | undefined
  readonly quality?: number | undefined
}

type Format = 'png' | 'jpeg' | 'webp' | 'avif'

/** A picture that was made. */
export interface Transformed {
  readonly bytes: Uint8Array
  readonly content_type: string
  readonly width: number
  readonly height: number
}

/** What is wrong with a step: its place, its field, and a sentence. */
export interface StepMistake {
  readonly step: number
  readonly field: string
  readonly detail: string
}

/** The longest side of a rendition, in pixels. */
const longest = 8192

interface Pixels {
  readonly data: Buffer
  readonly info: OutputInfo
}

/**
 * Takes a picture through its steps, each on what the one before made: upright first (EXIF), in sRGB, the first frame of several.
 * Nothing but pixels gets into the result, no camera data and no place. Answers the first step that cannot be done.
 *
 * @param format what it is written as unless a step says so
 *
 * @example
 * const made = await transform(bytes, 'jpeg', [{ type: 'resize', width: 320 }, { type: 'convert', format: 'webp', quality: 80 }])
 */
export async function transform(bytes: Uint8Array, format: Format, steps: readonly Step[]): Promise<Transformed | StepMistake> {
  let pixels: Pixels = await sharp(bytes, { limitInputPixels: mostPixels })
    .autoOrient()
    .toColourspace('srgb')
    .raw()
    .toBuffer({ resolveWithObject: true })
  let output: { readonly format: Format; readonly quality?: number | undefined } = { format }
  for (const [at, step] of steps.entries()) {
    const mistake = mistakeOf(step, pixels.info)
    if (mistake !== undefined) return { step: at, ...mistake }
    if (step.type === 'convert') output = { format: step.format ?? output.format, quality: step.quality }
    else pixels = await drawn(pixels, step)
  }
  const { data, info } = await reading(pixels)
    .toFormat(output.format, output.quality === undefined ? {} : { quality: output.quality })
    .toBuffer({ resolveWithObject: true })
  return { bytes: data, content_type: `image/${output.format}`, width: info.width, height: info.height }
}

function reading({ data, info: { width, height, channels } }: Pixels): ReturnType<typeof sharp> {
  return sharp(data, { raw: { width, height, channels }, limitInputPixels: mostPixels })
}

async function drawn(pixels: Pixels, { type, width, height, x = 0, y = 0, fit = 'cover' }: Step): Promise<Pixels> {
  const picture = reading(pixels)
  const size = { ...(width !== undefined && { width }), ...(height !== undefined && { height }) }
  const next =
    type === 'crop'
      ? picture.extract({ left: x, top: y, width: width ?? pixels.info.width - x, height: height ?? pixels.info.height - y })
      : picture.resize({ ...size, fit, background: { r: 0, g: 0, b: 0, alpha: 0 } })
  return next.raw().toBuffer({ resolveWithObject: true })
}

/** The fields that mean something to each kind of step; any other is refused rather than passed over. */
const known: { readonly [T in Step['type']]: readonly string[] } = {
  resize: ['type', 'width', 'height', 'fit'],
  crop: ['type', 'x', 'y', 'width', 'height'],
  convert: ['type', 'format', 'quality'],
}

function mistakeOf(step: Step, now: { readonly width: number; readonly height: number }): Omit<StepMistake, 'step'> | undefined {
  const { type, width, height, x = 0, y = 0, quality, format } = step
  const strange = Object.entries(step).find(([name, value]) => value !== undefined && !known[type].includes(name))
  if (strange !== undefined) return { field: strange[0], detail: `${strange[0]} says nothing to ${type}` }
  if (type === 'convert') {
    if (format === undefined) return { field: 'format', detail: 'format is required: png, jpeg, webp or avif' }
    if (quality !== undefined && format === 'png') return { field: 'quality', detail: 'png keeps every pixel: it has no quality' }
    if (quality !== undefined && (quality < 1 || quality > 100)) return { field: 'quality', detail: 'quality must be from 1 to 100' }
    return undefined
  }
  if (type === 'resize') {
    if (width === undefined && height === undefined) return { field: 'width', detail: 'resize needs a width or a height' }
    const sides = [width ?? ((height ?? 0) * now.width) / now.height, height ?? ((width ?? 0) * now.height) / now.width]
    const bad = sides.findIndex((side) => side > longest || side <= 0)
    return bad === -1
      ? undefined
      : { field: bad === 0 ? 'width' : 'height', detail: `the ${bad === 0 ? 'width' : 'height'} must be from 1 to ${longest}` }
  }
  if (x < 0 || x >= now.width) return { field: 'x', detail: `x must be from 0 to ${now.width - 1}` }
  if (y < 0 || y >= now.height) return { field: 'y', detail: `y must be from 0 to ${now.height - 1}` }
  if (width !== undefined && (width < 1 || x + width > now.width))
    return { field: 'width', detail: `width must be from 1 to ${now.width - x}` }
  if (height !== undefined && (height < 1 || y + height > now.height))
    return { field: 'height', detail: `height must be from 1 to ${now.height - y}` }
  return undefined
}
