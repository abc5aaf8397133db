// Pictures are known by their content and come out able to do nothing but draw, telling nothing of who made them.
import { Buffer } from 'node:buffer'
import { deflateSync, inflateSync } from 'node:zlib'
import { PICTURE_BYTES_MAX } from '@lotse/protocol'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { createSecrets } from '../base/secrets.ts'
import { opaquePng } from './opaque.ts'
import { readPicture } from './picture.ts'
import {
  exifSegment,
  GIF_LOOP,
  pngChunk,
  sampleGif,
  sampleJpeg,
  samplePng,
  sampleWebp,
  webpChunk,
} from './pictures.fixture.ts'
import { readSharedPicture, sharedPictureAddress } from './shared.ts'

const SECRET = Buffer.from('Jana Petersen 54.32 10.13')

test('P1 a picture is known by its content and says how large it is', () => {
  expect(readPicture(samplePng(7))).toMatchObject({ type: 'image/png', width: 7, height: 1 })
  expect(readPicture(sampleJpeg())).toMatchObject({ type: 'image/jpeg', width: 8, height: 6 })
  expect(readPicture(sampleGif())).toMatchObject({ type: 'image/gif', width: 3, height: 2 })
  expect(readPicture(sampleWebp())).toMatchObject({ type: 'image/webp', width: 5, height: 4 })
  expect(readPicture(sampleWebp(webpChunk('EXIF', SECRET)))).toMatchObject({ width: 5, height: 4 })
  const lossy = Buffer.from([0x30, 1, 0, 0x9d, 0x01, 0x2a, 6, 0x40, 9, 0x40])
  const head = Buffer.from('RIFF\0\0\0\0WEBP')
  const chunk = webpChunk('VP8 ', lossy)
  head.writeUInt32LE(chunk.length + 4, 4)
  expect(readPicture(Buffer.concat([head, chunk]))).toMatchObject({ width: 6, height: 9 })
})

test.each([
  ['PNG', samplePng(2, pngChunk('tEXt', SECRET)), samplePng(2)],
  ['JPEG', sampleJpeg(Buffer.concat([Buffer.from([0xff, 0xfe, 0, 27]), SECRET])), sampleJpeg()],
  ['JPEG that stands upright', sampleJpeg(exifSegment(1, String(SECRET))), sampleJpeg()],
  ['GIF', sampleGif(Buffer.concat([Buffer.from([0x21, 0xfe, SECRET.length]), SECRET, Buffer.from([0])])), sampleGif()],
  ['GIF that moves', sampleGif(GIF_LOOP), sampleGif(GIF_LOOP)],
])('P1 %s loses what tells of people, and what hangs behind its end', (_, given, left) => {
  expect(readPicture(Buffer.concat([given, Buffer.from('<script>alert(1)</script>')])).bytes.equals(left)).toBe(true)
})

test('P1 WebP loses its notes and says that there are none', () => {
  const { bytes } = readPicture(sampleWebp(webpChunk('EXIF', SECRET), webpChunk('XMP ', SECRET)))
  expect(bytes.includes(SECRET)).toBe(false)
  expect(bytes.readUInt32LE(4)).toBe(bytes.length - 8)
  expect(bytes[20]).toBe(0)
  expect(readPicture(bytes).bytes.equals(bytes)).toBe(true)
})

test('P1 of a photo’s notes only which side is up stays, however they were written', () => {
  const { bytes } = readPicture(sampleJpeg(exifSegment(6, String(SECRET))))
  expect(bytes.includes(SECRET)).toBe(false)
  const at = bytes.indexOf('Exif')
  expect(bytes.subarray(at + 6, at + 8).toString()).toBe('MM')
  expect(bytes.readUInt16BE(at + 24)).toBe(6)
  expect(readPicture(bytes).bytes.equals(bytes)).toBe(true)
})

test.each([
  ['SVG', Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'), 'form'],
  ['HTML', Buffer.from('<!doctype html>'), 'form'],
  ['nothing', Buffer.alloc(0), 'form'],
  ['a PNG that is cut off', samplePng(2).subarray(0, 40), 'form'],
  [
    'a PNG whose head is short',
    Buffer.concat([samplePng(2).subarray(0, 8), pngChunk('IHDR', Buffer.alloc(2))]),
    'form',
  ],
  ['a JPEG without a picture', Buffer.from([0xff, 0xd8, 0xff, 0xd9]), 'form'],
  ['a GIF without a picture', Buffer.concat([sampleGif().subarray(0, 19), Buffer.from([0x3b])]), 'form'],
  ['a GIF that is cut off', sampleGif().subarray(0, 30), 'form'],
  [
    'a WebP of notes alone',
    Buffer.concat([Buffer.from('RIFF\x10\0\0\0WEBP'), webpChunk('EXIF', Buffer.from('ab'))]),
    'form',
  ],
  ['too wide', samplePng(8001), 'pixels'],
  ['too large a file', Buffer.concat([samplePng(2), Buffer.alloc(PICTURE_BYTES_MAX)]), 'size'],
])('P1 %s is refused', (_, bytes, why) => {
  expect(() => readPicture(bytes)).toThrow(expect.objectContaining({ code: 'picture.invalid', facts: { why } }))
})

test('law: P1 no bytes make it throw anything but its refusal, and what it keeps it keeps again as it is', () => {
  const whole = [
    samplePng(3),
    sampleJpeg(exifSegment(6, 'x')),
    sampleGif(GIF_LOOP),
    sampleWebp(webpChunk('XMP ', SECRET)),
  ]
  const broken = fc.tuple(fc.constantFrom(...whole), fc.nat(200), fc.nat(255), fc.uint8Array({ maxLength: 60 }))
  fc.assert(
    fc.property(broken, ([picture, at, byte, tail]) => {
      const bytes = Buffer.concat([picture, tail])
      bytes[at % bytes.length] = byte
      try {
        const once = readPicture(bytes).bytes
        expect(readPicture(once).bytes.equals(once)).toBe(true)
      } catch (error) {
        expect(error).toMatchObject({ code: 'picture.invalid' })
      }
    }),
    { numRuns: 2000 },
  )
})

test('P3 the address of a shared picture holds for its link, its picture and its time, and is the same for an hour', () => {
  const secrets = createSecrets('x'.repeat(40))
  const id = 'a'.repeat(22)
  const now = 1_800_000_000_000
  const link = { id: 7, changes: 2 }
  const address = sharedPictureAddress(secrets, link, { id, now })
  const token = new URL(address, 'https://lotse.example').searchParams.get('t') ?? ''
  expect(sharedPictureAddress(secrets, link, { id, now: now + 60_000 })).toBe(address)
  expect(readSharedPicture(secrets, token, { id, now })).toMatchObject({ share: 7, changes: 2, id })
  expect(readSharedPicture(secrets, token, { id: 'b'.repeat(22), now })).toBeNull()
  expect(readSharedPicture(secrets, token.replace(/^7/, '8'), { id, now })).toBeNull()
  expect(readSharedPicture(secrets, token.replace('7.2.', '7.3.'), { id, now })).toBeNull()
  expect(readSharedPicture(secrets, token, { id, now: now + 2 * 3_600_000 })).toBeNull()
  expect(readSharedPicture(createSecrets('y'.repeat(40)), token, { id, now })).toBeNull()
  for (const rubbish of ['', '7', '7.8', 'x.y.z', 'x.y.z.u', `${token}.`, token.slice(0, -1)])
    expect(readSharedPicture(secrets, rubbish, { id, now })).toBeNull()
})

/** Rows with a filter each, as PNG. @param head - depth, colours, and whether it is interlaced. */
function pngOf(width: number, rows: readonly number[][], [depth = 8, colours = 6, interlaced = 0], ...more: Buffer[]) {
  const head = Buffer.alloc(13)
  head.writeUInt32BE(width, 0)
  head.writeUInt32BE(rows.length, 4)
  head.set([depth, colours, 0, 0, interlaced], 8)
  const data = pngChunk('IDAT', deflateSync(Buffer.from(rows.flat())))
  const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])
  return Buffer.concat([signature, pngChunk('IHDR', head), ...more, data, pngChunk('IEND', Buffer.alloc(0))])
}
/** The samples of a PNG without filters. */
function samplesOf(png: Buffer | null): number[] {
  const at = png?.indexOf('IDAT') ?? 0
  return [...inflateSync(png?.subarray(at + 4, at + 4 + (png?.readUInt32BE(at - 4) ?? 0)) ?? Buffer.alloc(0))]
}

test('transparency is laid upon white, whatever filter a row has', async () => {
  const rows = [
    [0, 255, 0, 0, 255, 0, 0, 0, 0],
    [1, 0, 255, 0, 255, 0, 0, 0, 0],
    [2, 0, 0, 255, 0, 0, 0, 255, 0],
    [3, 0, 0, 0, 0, 0, 0, 0, 0],
    [4, 0, 0, 0, 0, 0, 0, 0, 0],
  ]
  const plain = samplesOf(await opaquePng(pngOf(2, rows, [8, 6])))
  expect(plain.slice(0, 7)).toEqual([0, 255, 0, 0, 255, 255, 255])
  expect(plain.slice(7, 14)).toEqual([0, 0, 255, 0, 0, 255, 0])
  expect(plain.slice(14, 21)).toEqual([0, 0, 255, 255, 0, 255, 255])
  // Half of what stands above, its alpha too.
  expect(plain.slice(21, 25)).toEqual([0, 128, 191, 191])
  expect(plain.slice(28, 32)).toEqual([0, 128, 191, 191])
  expect(plain).toHaveLength(5 * 7)
  const grey = samplesOf(await opaquePng(pngOf(2, [[0, 100, 255, 100, 0]], [8, 4])))
  expect(grey).toEqual([0, 100, 100, 100, 255, 255, 255])
  const palette = [pngChunk('PLTE', Buffer.from([9, 8, 7, 1, 2, 3])), pngChunk('tRNS', Buffer.from([0]))]
  expect(samplesOf(await opaquePng(pngOf(2, [[0, 0, 1]], [8, 3], ...palette)))).toEqual([0, 255, 255, 255, 1, 2, 3])
})

test('what has no transparency stays as it is, and what cannot be told, is broken or too large is no picture for paper', async () => {
  const plain = samplePng(5)
  expect(await opaquePng(plain)).toBe(plain)
  const one = [[0, 1, 2, 3, 4]]
  for (const bad of [
    pngOf(1, one, [8, 6, 1]),
    pngOf(1, one, [16, 6]),
    pngOf(2, one, [8, 6]),
    pngOf(1, [...one, [9, 1, 2, 3, 4]], [8, 6]),
    pngOf(1, [[0, 1, 2, 3, 4, 5]], [8, 6]),
    pngOf(1, [[0, 0]], [8, 3], pngChunk('tRNS', Buffer.from([0]))),
    Buffer.from(pngOf(1, one, [8, 6]).fill(7, 41, 49)),
  ])
    expect(await opaquePng(bad)).toBeNull()
  const huge = pngOf(1, one, [8, 6])
  huge.writeUInt32BE(8000, 16)
  huge.writeUInt32BE(4000, 20)
  expect(await opaquePng(huge)).toBeNull()
})
