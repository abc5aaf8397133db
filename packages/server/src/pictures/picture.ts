// Pictures that people place: known by their content and not by their name, without what tells of people or could run. Draws nothing.
import { Problem } from '@lotse/core/base'
import { PICTURE_BYTES_MAX, type PictureType } from '@lotse/protocol'
import { isGif, readGif } from './gif.ts'
import { isJpeg, readJpeg } from './jpeg.ts'
import type { Drawn, Limits } from './limits.ts'
import { isPng, readPng } from './png.ts'
import { isWebp, readWebp } from './webp.ts'

/** A picture that may be kept and served. */
export type Picture = Drawn & { readonly type: PictureType }

/** Larger than any screen, small enough that a browser draws fifty of them. */
const LIMITS: Limits = { sidePxMax: 8000, pixelsMax: 32_000_000, refuse: (why) => refused(why) }

/** A refusal. `why`: too large a file, no known picture or a broken one, too many pixels. */
export function refused(why: 'size' | 'form' | 'pixels'): Problem {
  return new Problem('picture.invalid', { why })
}

/** Reads a picture. @throws Problem `picture.invalid` with `why`. */
export function readPicture(bytes: Buffer): Picture {
  if (bytes.length > PICTURE_BYTES_MAX) throw refused('size')
  if (isPng(bytes)) return { type: 'image/png', ...readPng(bytes, LIMITS) }
  if (isJpeg(bytes)) return { type: 'image/jpeg', ...readJpeg(bytes, LIMITS) }
  if (isGif(bytes)) return { type: 'image/gif', ...readGif(bytes, LIMITS) }
  if (isWebp(bytes)) return { type: 'image/webp', ...readWebp(bytes, LIMITS) }
  throw refused('form')
}
