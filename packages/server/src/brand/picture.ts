// Reads a logo: knows PNG, JPEG and SVG by their content, takes out what tells of people or could run, refuses the rest. Draws nothing.
import { LOGO_BYTES_MAX } from '@lotse/protocol'
import { isJpeg, readJpeg } from '../pictures/jpeg.ts'
import type { Limits } from '../pictures/limits.ts'
import { isPng, readPng } from '../pictures/png.ts'
import { invalid } from './refusal.ts'
import { cleanSvg } from './svg.ts'

/** A picture that may be served. */
export type Picture = { readonly type: 'image/png' | 'image/jpeg' | 'image/svg+xml'; readonly bytes: Buffer }

/** More is no logo but a way to fill memory. */
const LIMITS: Limits = { sidePxMax: 4000, pixelsMax: 16_000_000, refuse: (why) => invalid(why) }

/**
 * Reads a logo.
 *
 * @throws Problem `brand.logo_invalid` with `why`: size, form, pixels, or what an SVG must not hold.
 */
export function readPicture(bytes: Buffer): Picture {
  if (bytes.length > LOGO_BYTES_MAX) throw invalid('size')
  if (isPng(bytes)) return { type: 'image/png', bytes: readPng(bytes, LIMITS).bytes }
  if (isJpeg(bytes)) return { type: 'image/jpeg', bytes: readJpeg(bytes, LIMITS).bytes }
  return { type: 'image/svg+xml', bytes: Buffer.from(cleanSvg(textOf(bytes)), 'utf8') }
}

function textOf(bytes: Buffer): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    throw invalid('form')
  }
}
