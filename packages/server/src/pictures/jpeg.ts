// JPEG as it may be served: what draws, and which side is up. The cameras' other notes and comments are left out. Decodes no pixels.
import { type Drawn, type Limits, refusePixels } from './limits.ts'

const START = Buffer.from([0xff, 0xd8])
const END = Buffer.from([0xff, 0xd9])
/** Frames: SOF0 to SOF15 without DHT, JPG and DAC. */
const isFrame = (marker: number): boolean =>
  marker >= 0xc0 && marker <= 0xcf && marker !== 0xc4 && marker !== 0xc8 && marker !== 0xcc
const SCAN = 0xda
const NOTES = 0xe1
/** Comments and application segments, but JFIF (APP0) and Adobe's colours (APP14), without which colours are wrong. */
const tells = (marker: number): boolean => marker === 0xfe || (marker >= NOTES && marker <= 0xef && marker !== 0xee)

/** Whether bytes say that they are JPEG. */
export const isJpeg = (bytes: Buffer): boolean => bytes[0] === 0xff && bytes[1] === 0xd8 && bytes[2] === 0xff

/** Reads JPEG (ITU T.81, annex B). */
export function readJpeg(bytes: Buffer, limits: Limits): Drawn {
  const kept: Buffer[] = [START]
  let size: { readonly width: number; readonly height: number } | null = null
  for (let at = START.length; ; ) {
    const marker = bytes[at + 1]
    if (bytes[at] !== 0xff || marker === undefined || at + 4 > bytes.length) throw limits.refuse('form')
    const end = at + 2 + bytes.readUInt16BE(at + 2)
    if (end > bytes.length) throw limits.refuse('form')
    const segment = bytes.subarray(at, end)
    if (isFrame(marker)) {
      if (segment.length < 9) throw limits.refuse('form')
      size = { width: segment.readUInt16BE(7), height: segment.readUInt16BE(5) }
      refusePixels(limits, size)
    }
    if (marker === SCAN) {
      // The picture itself follows; what comes after its end is left out.
      const last = bytes.lastIndexOf(END)
      if (size === null || last < end) throw limits.refuse('form')
      return { bytes: Buffer.concat([...kept, bytes.subarray(at, last + END.length)]), ...size }
    }
    if (marker === NOTES) kept.push(...upOf(segment))
    else if (!tells(marker)) kept.push(segment)
    at = end
  }
}

const EXIF = Buffer.from('Exif\0\0', 'latin1')
const ORIENTATION = 0x0112
const ENTRIES_MAX = 200

/** Of a camera's notes only which side is up, written anew; nothing where it is the usual one or cannot be read. */
function upOf(segment: Buffer): Buffer[] {
  const tiff = segment.subarray(4 + EXIF.length)
  if (!segment.subarray(4, 4 + EXIF.length).equals(EXIF) || tiff.length < 8) return []
  const little = tiff.toString('latin1', 0, 2) === 'II'
  const short = (at: number) => (at + 2 > tiff.length ? 0 : little ? tiff.readUInt16LE(at) : tiff.readUInt16BE(at))
  const first = little ? tiff.readUInt32LE(4) : tiff.readUInt32BE(4)
  for (let n = 0; n < Math.min(short(first), ENTRIES_MAX); n++) {
    const entry = first + 2 + n * 12
    if (short(entry) !== ORIENTATION) continue
    const up = short(entry + 8)
    return up >= 2 && up <= 8 ? [upSegment(up)] : []
  }
  return []
}

/** A segment that says which side is up and no more (Exif 2.3, section 4). */
function upSegment(up: number): Buffer {
  const segment = Buffer.alloc(36)
  segment.writeUInt16BE(0xffe1, 0)
  segment.writeUInt16BE(34, 2)
  EXIF.copy(segment, 4)
  segment.write('MM\0*', 10, 'latin1')
  segment.writeUInt32BE(8, 14)
  segment.writeUInt16BE(1, 18)
  segment.writeUInt16BE(ORIENTATION, 20)
  segment.writeUInt16BE(3, 22)
  segment.writeUInt32BE(1, 24)
  segment.writeUInt16BE(up, 28)
  return segment
}
