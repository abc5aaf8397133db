// A PNG with an alpha channel, or with a transparent palette, upon white: what lays pictures on paper knows no more. Reads what readPng let in; draws nothing.
import { promisify } from 'node:util'
import { crc32, deflate, inflate } from 'node:zlib'

/** More would hold up everybody else. */
const PIXELS_MAX = 8_000_000
const PAPER = 255

type Parts = {
  readonly width: number
  readonly height: number
  readonly depth: number
  readonly colours: number
  readonly interlaced: boolean
  readonly palette: Buffer | null
  readonly alphas: Buffer | null
  readonly data: Buffer
}

/** Types of colours (W3C PNG, table 11.1). */
const PALETTE = 3
const GREY_ALPHA = 4
const COLOUR_ALPHA = 6

/**
 * The picture without transparency: as it is where it has none; null where it cannot be told what it shows (interlaced, unusual depths, broken, too large).
 */
export async function opaquePng(bytes: Buffer): Promise<Buffer | null> {
  const parts = partsOf(bytes)
  if (parts.interlaced) return null
  const { colours, depth, alphas, palette, width, height } = parts
  const sees = colours === GREY_ALPHA || colours === COLOUR_ALPHA || (colours === PALETTE && alphas !== null)
  if (!sees) return bytes
  if (depth !== 8 || width * height > PIXELS_MAX || (colours === PALETTE && palette === null)) return null
  const samples = colours === COLOUR_ALPHA ? 4 : colours === GREY_ALPHA ? 2 : 1
  const pixels = await rowsOf(parts, samples)
  return pixels === null ? null : written(parts, onPaper(parts, pixels, samples))
}

function partsOf(bytes: Buffer): Parts {
  const data: Buffer[] = []
  let [palette, alphas]: (Buffer | null)[] = [null, null]
  for (let at = 8; at + 12 <= bytes.length; ) {
    const name = bytes.toString('latin1', at + 4, at + 8)
    const inside = bytes.subarray(at + 8, at + 8 + bytes.readUInt32BE(at))
    if (name === 'IDAT') data.push(inside)
    if (name === 'PLTE') palette = inside
    if (name === 'tRNS') alphas = inside
    at += 12 + inside.length
  }
  return {
    width: bytes.readUInt32BE(16),
    height: bytes.readUInt32BE(20),
    depth: bytes[24] ?? 0,
    colours: bytes[25] ?? 0,
    interlaced: bytes[28] !== 0,
    palette: palette ?? null,
    alphas: alphas ?? null,
    data: Buffer.concat(data),
  }
}

/** The samples row by row, without their filters; null where they are not as many as they must be. */
async function rowsOf({ width, height, data }: Parts, samples: number): Promise<Buffer | null> {
  const line = width * samples
  const maxOutputLength = (line + 1) * height
  const raw = await promisify(inflate)(data, { maxOutputLength }).catch(() => null)
  if (raw === null || raw.length !== maxOutputLength) return null
  const rows = Buffer.alloc(line * height)
  for (let row = 0; row < height; row++) if (!unfilter(raw, rows, { row, line, samples })) return null
  return rows
}

type Line = { readonly row: number; readonly line: number; readonly samples: number }

/** One row (W3C PNG, section 9.2). @returns whether its filter is one. */
function unfilter(raw: Buffer, rows: Buffer, { row, line, samples }: Line): boolean {
  const from = row * (line + 1)
  const filter = raw[from] ?? 0
  if (filter > 4) return false
  const to = row * line
  for (let n = 0; n < line; n++) {
    const left = n < samples ? 0 : (rows[to + n - samples] ?? 0)
    const up = row === 0 ? 0 : (rows[to + n - line] ?? 0)
    const corner = row === 0 || n < samples ? 0 : (rows[to + n - line - samples] ?? 0)
    const guess =
      filter === 0
        ? 0
        : filter === 1
          ? left
          : filter === 2
            ? up
            : filter === 3
              ? (left + up) >> 1
              : paeth(left, up, corner)
    rows[to + n] = ((raw[from + 1 + n] ?? 0) + guess) & 255
  }
  return true
}

function paeth(left: number, up: number, corner: number): number {
  const [a, b, c] = [Math.abs(up - corner), Math.abs(left - corner), Math.abs(left + up - 2 * corner)]
  return a <= b && a <= c ? left : b <= c ? up : corner
}

/** Red, green and blue of each pixel upon white, with the byte before each row that says: no filter. */
function onPaper({ width, height, palette, alphas }: Parts, pixels: Buffer, samples: number): Buffer {
  const lines = Buffer.alloc((width * 3 + 1) * height)
  for (let row = 0, from = 0, to = 0; row < height; row++) {
    to++
    for (let column = 0; column < width; column++, from += samples) {
      const first = pixels[from] ?? 0
      const alpha = samples === 1 ? (alphas?.[first] ?? 255) : (pixels[from + samples - 1] ?? 255)
      for (let n = 0; n < 3; n++) {
        const value = samples === 1 ? (palette?.[first * 3 + n] ?? 0) : samples === 2 ? first : (pixels[from + n] ?? 0)
        lines[to++] = Math.round((value * alpha + PAPER * (255 - alpha)) / 255)
      }
    }
  }
  return lines
}

async function written({ width, height }: Parts, lines: Buffer): Promise<Buffer> {
  const head = Buffer.alloc(13)
  head.writeUInt32BE(width, 0)
  head.writeUInt32BE(height, 4)
  head[8] = 8
  head[9] = 2
  const data = await promisify(deflate)(lines)
  const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])
  return Buffer.concat([signature, chunk('IHDR', head), chunk('IDAT', data), chunk('IEND', Buffer.alloc(0))])
}

function chunk(name: string, inside: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(name, 'latin1'), inside])
  const [length, sum] = [Buffer.alloc(4), Buffer.alloc(4)]
  length.writeUInt32BE(inside.length)
  sum.writeUInt32BE(crc32(body))
  return Buffer.concat([length, body, sum])
}
