// Small pictures of each kind, for tests alone: made byte by byte, so that what tells of people can be put into them.
import { Buffer } from 'node:buffer'
import { crc32, deflateSync } from 'node:zlib'

/** One chunk of PNG. */
export function pngChunk(name: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(name, 'latin1'), data])
  const [length, sum] = [Buffer.alloc(4), Buffer.alloc(4)]
  length.writeUInt32BE(data.length)
  sum.writeUInt32BE(crc32(body))
  return Buffer.concat([length, body, sum])
}

/** A grey PNG, one pixel high. @param more - chunks before the picture. */
export function samplePng(width: number, ...more: Buffer[]): Buffer {
  const head = Buffer.alloc(13)
  head.writeUInt32BE(width, 0)
  head.writeUInt32BE(1, 4)
  head[8] = 8
  const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])
  const data = pngChunk('IDAT', deflateSync(Buffer.alloc(width + 1)))
  return Buffer.concat([signature, pngChunk('IHDR', head), ...more, data, pngChunk('IEND', Buffer.alloc(0))])
}

/** A JPEG of 8 × 6 whose scan is nonsense. @param more - segments before its frame. */
export function sampleJpeg(...more: Buffer[]): Buffer {
  const frame = Buffer.from([0xff, 0xc0, 0, 11, 8, 0, 6, 0, 8, 1, 1, 0x11, 0])
  const scan = Buffer.from([0xff, 0xda, 0, 8, 1, 1, 0, 0, 0x3f, 0, 0x12, 0xff, 0xd9])
  return Buffer.concat([Buffer.from([0xff, 0xd8]), ...more, frame, scan])
}

/** Notes of a camera: which side is up, and where it stood. */
export function exifSegment(up: number, place: string): Buffer {
  const tiff = Buffer.alloc(26)
  tiff.write('II*\0', 0, 'latin1')
  tiff.writeUInt32LE(8, 4)
  tiff.writeUInt16LE(1, 8)
  tiff.writeUInt16LE(0x0112, 10)
  tiff.writeUInt16LE(3, 12)
  tiff.writeUInt32LE(1, 14)
  tiff.writeUInt16LE(up, 18)
  const body = Buffer.concat([Buffer.from('Exif\0\0', 'latin1'), tiff, Buffer.from(place)])
  const head = Buffer.from([0xff, 0xe1, 0, 0])
  head.writeUInt16BE(body.length + 2, 2)
  return Buffer.concat([head, body])
}

const GIF_IMAGE = Buffer.from([0x2c, 0, 0, 0, 0, 3, 0, 2, 0, 0, 2, 2, 0x44, 1, 0])
/** How often an animation runs. */
export const GIF_LOOP = Buffer.concat([
  Buffer.from([0x21, 0xff, 11]),
  Buffer.from('NETSCAPE2.0'),
  Buffer.from([3, 1, 0, 0, 0]),
])

/** A GIF of 3 × 2. @param more - blocks before its picture. */
export function sampleGif(...more: Buffer[]): Buffer {
  const head = Buffer.concat([Buffer.from('GIF89a'), Buffer.from([3, 0, 2, 0, 0x80, 0, 0, 0, 0, 0, 255, 255, 255])])
  return Buffer.concat([head, ...more, GIF_IMAGE, Buffer.from([0x3b])])
}

/** One chunk of WebP. */
export function webpChunk(name: string, data: Buffer): Buffer {
  const length = Buffer.alloc(4)
  length.writeUInt32LE(data.length)
  return Buffer.concat([Buffer.from(name, 'latin1'), length, data, Buffer.alloc(data.length % 2)])
}

/** A WebP of 5 × 4 without loss. @param more - chunks around its picture; then it says that there are notes. */
export function sampleWebp(...more: Buffer[]): Buffer {
  const bits = Buffer.alloc(5)
  bits[0] = 0x2f
  bits.writeUInt32LE(4 | (3 << 14), 1)
  const wide = Buffer.alloc(10)
  wide[0] = 0x0c
  wide.writeUIntLE(4, 4, 3)
  wide.writeUIntLE(3, 7, 3)
  const chunks = [...(more.length > 0 ? [webpChunk('VP8X', wide)] : []), webpChunk('VP8L', bits), ...more]
  const body = Buffer.concat([Buffer.from('WEBP'), ...chunks])
  const head = Buffer.alloc(8)
  head.write('RIFF', 0, 'latin1')
  head.writeUInt32LE(body.length, 4)
  return Buffer.concat([head, body])
}
