// GIF as it may be served: its pictures and how they follow one another, no comments and no notes of programs, nothing behind the end. Decodes no pixels.
import { type Drawn, type Limits, refusePixels } from './limits.ts'

const HEAD_BYTES = 13
const EXTENSION = 0x21
const IMAGE = 0x2c
const TRAILER = 0x3b
const TIMING = 0xf9
const APPLICATION = 0xff
/** How often an animation runs is said in an extension of this name. */
const LOOP = 'NETSCAPE2.0'
const BLOCKS_MAX = 20_000

/** Whether bytes say that they are GIF. */
export const isGif = (bytes: Buffer): boolean => /^GIF8[79]a$/.test(bytes.toString('latin1', 0, 6))

/** Reads GIF (GIF89a, section 16 ff.). */
export function readGif(bytes: Buffer, limits: Limits): Drawn {
  if (bytes.length < HEAD_BYTES) throw limits.refuse('form')
  const size = { width: bytes.readUInt16LE(6), height: bytes.readUInt16LE(8) }
  refusePixels(limits, size)
  const kept: Buffer[] = []
  let pictures = 0
  let at = HEAD_BYTES + tableBytes(bytes[10] ?? 0)
  kept.push(bytes.subarray(0, at))
  for (let blocks = 0; blocks < BLOCKS_MAX && at < bytes.length; blocks++) {
    const sort = bytes[at]
    if (sort === TRAILER) {
      if (pictures === 0) break
      return { bytes: Buffer.concat([...kept, bytes.subarray(at, at + 1)]), ...size }
    }
    const end = sort === EXTENSION ? afterBlocks(bytes, at + 2) : sort === IMAGE ? afterImage(bytes, at) : null
    if (end === null) break
    if (sort === IMAGE) {
      // Each picture lies within the screen.
      const width = bytes.readUInt16LE(at + 1) + bytes.readUInt16LE(at + 5)
      const height = bytes.readUInt16LE(at + 3) + bytes.readUInt16LE(at + 7)
      if (width > size.width || height > size.height) throw limits.refuse('pixels')
      pictures += 1
    }
    if (sort === IMAGE || draws(bytes, at)) kept.push(bytes.subarray(at, end))
    at = end
  }
  throw limits.refuse('form')
}

/** Bytes of a table of colours, by the byte that says whether there is one. */
const tableBytes = (flags: number): number => ((flags & 0x80) === 0 ? 0 : 3 * 2 ** ((flags & 7) + 1))

function draws(bytes: Buffer, at: number): boolean {
  const label = bytes[at + 1]
  return label === TIMING || (label === APPLICATION && bytes.toString('latin1', at + 3, at + 14) === LOOP)
}

function afterImage(bytes: Buffer, at: number): number | null {
  const data = at + 10 + tableBytes(bytes[at + 9] ?? 0) + 1
  return data > bytes.length ? null : afterBlocks(bytes, data)
}

/** The first byte behind a row of blocks, each led by its length; null where they are cut off. */
function afterBlocks(bytes: Buffer, from: number): number | null {
  let at = from
  for (;;) {
    const length = bytes[at]
    if (length === undefined) return null
    at += length + 1
    if (length === 0) return at
  }
}
