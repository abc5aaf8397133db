// PNG as it may be served: the chunks that draw, none of the texts, times and places, nothing behind the end. Decodes no pixels.
import { type Drawn, type Limits, refusePixels } from './limits.ts'

const SIGNATURE = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])
const DRAWING = new Set([
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

/** Whether bytes say that they are PNG. */
export const isPng = (bytes: Buffer): boolean => bytes.subarray(0, SIGNATURE.length).equals(SIGNATURE)

/** Reads PNG (W3C PNG, section 5). */
export function readPng(bytes: Buffer, limits: Limits): Drawn {
  const kept: Buffer[] = [SIGNATURE]
  let size = { width: 0, height: 0 }
  let at = SIGNATURE.length
  for (let first = true; ; first = false) {
    if (at + 12 > bytes.length) throw limits.refuse('form')
    const name = bytes.toString('latin1', at + 4, at + 8)
    const end = at + 12 + bytes.readUInt32BE(at)
    if (end > bytes.length || first !== (name === 'IHDR')) throw limits.refuse('form')
    if (first) {
      if (end - at < 25) throw limits.refuse('form')
      size = { width: bytes.readUInt32BE(at + 8), height: bytes.readUInt32BE(at + 12) }
      refusePixels(limits, size)
    }
    if (DRAWING.has(name)) kept.push(bytes.subarray(at, end))
    if (name === 'IEND') return { bytes: Buffer.concat(kept), ...size }
    at = end
  }
}
