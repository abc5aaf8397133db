// Reads a logo: knows PNG, JPEG and SVG by their content, takes out what tells of people or could run, refuses the rest. Draws nothing.
import { LOGO_BYTES_MAX } from '@lotse/protocol'
import { invalid } from './refusal.ts'
import { cleanSvg } from './svg.ts'

/** A picture that may be served. */
export type Picture = { readonly type: 'image/png' | 'image/jpeg' | 'image/svg+xml'; readonly bytes: Buffer }

/** The longest side; more is no logo but a way to fill memory. */
const SIDE_PX_MAX = 4000
const PNG_SIGNATURE = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])
/** Chunks of PNG that draw; the others hold texts, times and places. */
const PNG_CHUNKS = new Set([
  'IHDR',
  'PLTE',
  'IDAT',
  'IEND',
  'tRNS',
  'gAMA',
  'cHRM',
  'sRGB',
  'iCCP',
  'sBIT',
  'bKGD',
  'pHYs',
])

/**
 * Reads a logo.
 *
 * @throws Problem `brand.logo_invalid` with `why`: size, form, pixels, or what an SVG must not hold.
 */
export function readPicture(bytes: Buffer): Picture {
  if (bytes.length > LOGO_BYTES_MAX) throw invalid('size')
  if (bytes.subarray(0, 8).equals(PNG_SIGNATURE)) return { type: 'image/png', bytes: cleanPng(bytes) }
  if (bytes[0] === 0xff && bytes[1] === 0xd8 && bytes[2] === 0xff)
    return { type: 'image/jpeg', bytes: cleanJpeg(bytes) }
  return { type: 'image/svg+xml', bytes: Buffer.from(cleanSvg(textOf(bytes)), 'utf8') }
}

function textOf(bytes: Buffer): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    throw invalid('form')
  }
}

/** Keeps the chunks that draw. */
function cleanPng(bytes: Buffer): Buffer {
  const kept: Buffer[] = [PNG_SIGNATURE]
  let at = PNG_SIGNATURE.length
  for (let first = true; ; first = false) {
    if (at + 12 > bytes.length) throw invalid('form')
    const name = bytes.toString('latin1', at + 4, at + 8)
    const end = at + 12 + bytes.readUInt32BE(at)
    if (end > bytes.length || first !== (name === 'IHDR')) throw invalid('form')
    if (first) refusePixels(bytes.readUInt32BE(at + 8), bytes.readUInt32BE(at + 12))
    if (PNG_CHUNKS.has(name)) kept.push(bytes.subarray(at, end))
    if (name === 'IEND') return Buffer.concat(kept)
    at = end
  }
}

/** Keeps what draws: comments and the cameras' notes (APP1 to APP13, APP15) are left out. */
function cleanJpeg(bytes: Buffer): Buffer {
  const kept: Buffer[] = [bytes.subarray(0, 2)]
  let sized = false
  for (let at = 2; ; ) {
    const marker = bytes[at + 1]
    if (bytes[at] !== 0xff || marker === undefined || at + 4 > bytes.length) throw invalid('form')
    const end = at + 2 + bytes.readUInt16BE(at + 2)
    if (end > bytes.length) throw invalid('form')
    if (marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker)) {
      if (end - at < 9) throw invalid('form')
      refusePixels(bytes.readUInt16BE(at + 7), bytes.readUInt16BE(at + 5))
      sized = true
    }
    // The picture itself follows; what comes after its end is left out.
    if (marker === 0xda) return Buffer.concat([...kept, bytes.subarray(at, endOf(bytes, end, sized))])
    const tells = marker === 0xfe || (marker >= 0xe1 && marker <= 0xef && marker !== 0xee)
    if (!tells) kept.push(bytes.subarray(at, end))
    at = end
  }
}

function endOf(bytes: Buffer, from: number, sized: boolean): number {
  const end = bytes.lastIndexOf(Buffer.from([0xff, 0xd9]))
  if (!sized || end < from) throw invalid('form')
  return end + 2
}

function refusePixels(width: number, height: number): void {
  if (width < 1 || height < 1 || width > SIDE_PX_MAX || height > SIDE_PX_MAX) throw invalid('pixels')
}
