// Pictures are known by their content and come out able to do nothing but draw, telling nothing of who made them.
import { Buffer } from 'node:buffer'
import { PICTURE_BYTES_MAX } from '@lotse/protocol'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { createSecrets } from '../base/secrets.ts'
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
  const address = sharedPictureAddress(secrets, 7, { id, now })
  const token = new URL(address, 'https://lotse.example').searchParams.get('t') ?? ''
  expect(sharedPictureAddress(secrets, 7, { id, now: now + 60_000 })).toBe(address)
  expect(readSharedPicture(secrets, token, { id, now })).toMatchObject({ share: 7, id })
  expect(readSharedPicture(secrets, token, { id: 'b'.repeat(22), now })).toBeNull()
  expect(readSharedPicture(secrets, token.replace(/^7/, '8'), { id, now })).toBeNull()
  expect(readSharedPicture(secrets, token, { id, now: now + 2 * 3_600_000 })).toBeNull()
  expect(readSharedPicture(createSecrets('y'.repeat(40)), token, { id, now })).toBeNull()
  for (const rubbish of ['', '7', '7.8', 'x.y.z', `${token}.`, token.slice(0, -1)])
    expect(readSharedPicture(secrets, rubbish, { id, now })).toBeNull()
})
