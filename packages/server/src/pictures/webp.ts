// WebP as it may be served: the chunks that draw, none of the notes. Decodes no pixels.
import { type Drawn, type Limits, refusePixels } from './limits.ts'

const HEAD_BYTES = 12
const DRAWING = new Set(['VP8 ', 'VP8L', 'VP8X', 'ALPH', 'ANIM', 'ANMF', 'ICCP'])
/** Of the byte of flags: there are notes of a camera, and notes of programs. */
const NOTES = 0x08 | 0x04
const CHUNKS_MAX = 20_000

/** Whether bytes say that they are WebP. */
export const isWebp = (bytes: Buffer): boolean =>
  bytes.toString('latin1', 0, 4) === 'RIFF' && bytes.toString('latin1', 8, 12) === 'WEBP'

/** Reads WebP (RFC 9649). */
export function readWebp(bytes: Buffer, limits: Limits): Drawn {
  const kept: Buffer[] = []
  let size: Omit<Drawn, 'bytes'> | null = null
  const whole = Math.min(bytes.length, bytes.readUInt32LE(4) + 8)
  for (let at = HEAD_BYTES, chunks = 0; at < whole; chunks++) {
    if (at + 8 > whole || chunks >= CHUNKS_MAX) throw limits.refuse('form')
    const name = bytes.toString('latin1', at, at + 4)
    const length = bytes.readUInt32LE(at + 4)
    const end = at + 8 + length + (length % 2)
    if (at + 8 + length > whole) throw limits.refuse('form')
    const chunk = Buffer.from(bytes.subarray(at, Math.min(end, whole)))
    size ??= sizeIn(name, chunk.subarray(8), limits)
    if (name === 'VP8X') chunk[8] = (chunk[8] ?? 0) & ~NOTES
    if (DRAWING.has(name)) kept.push(chunk, Buffer.alloc(end - at - chunk.length))
    at = end
  }
  if (size === null || kept.length === 0) throw limits.refuse('form')
  return { bytes: withHead(Buffer.concat(kept)), ...size }
}

function withHead(body: Buffer): Buffer {
  const head = Buffer.alloc(HEAD_BYTES)
  head.write('RIFF', 0, 'latin1')
  head.writeUInt32LE(body.length + 4, 4)
  head.write('WEBP', 8, 'latin1')
  return Buffer.concat([head, body])
}

/** How large a picture is, which its first chunk says. */
function sizeIn(name: string, data: Buffer, limits: Limits): Omit<Drawn, 'bytes'> {
  const size = sizes[name]?.(data)
  if (size === undefined) throw limits.refuse('form')
  refusePixels(limits, size)
  return size
}

const sizes: Readonly<Record<string, (data: Buffer) => Omit<Drawn, 'bytes'> | undefined>> = {
  VP8X: (data) =>
    data.length < 10 ? undefined : { width: data.readUIntLE(4, 3) + 1, height: data.readUIntLE(7, 3) + 1 },
  'VP8 ': (data) =>
    data.length < 10 || data.readUIntBE(3, 3) !== 0x9d012a
      ? undefined
      : { width: data.readUInt16LE(6) & 0x3fff, height: data.readUInt16LE(8) & 0x3fff },
  VP8L: (data) => {
    if (data.length < 5 || data[0] !== 0x2f) return undefined
    const bits = data.readUInt32LE(1)
    return { width: (bits & 0x3fff) + 1, height: ((bits >>> 14) & 0x3fff) + 1 }
  },
}
