// Logos are known by their content and come out able to do nothing but draw; text on a colour can be read.
import { Buffer } from 'node:buffer'
import { crc32, deflateSync } from 'node:zlib'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { textOn } from './color.ts'
import { readPicture } from './picture.ts'
import { cleanSvg } from './svg.ts'

const SPACE = 'xmlns="http://www.w3.org/2000/svg"'
const svg = (inner: string) => `<svg ${SPACE}>${inner}</svg>`

function chunk(name: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(name, 'latin1'), data])
  const [length, sum] = [Buffer.alloc(4), Buffer.alloc(4)]
  length.writeUInt32BE(data.length)
  sum.writeUInt32BE(crc32(body))
  return Buffer.concat([length, body, sum])
}

function png(width: number, ...more: Buffer[]): Buffer {
  const head = Buffer.alloc(13)
  head.writeUInt32BE(width, 0)
  head.writeUInt32BE(1, 4)
  head[8] = 8
  const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])
  const data = chunk('IDAT', deflateSync(Buffer.alloc(width + 1)))
  return Buffer.concat([signature, chunk('IHDR', head), ...more, data, chunk('IEND', Buffer.alloc(0))])
}

describe('PNG and JPEG', () => {
  test('a PNG keeps what draws and loses texts and what is hung on behind it', () => {
    const secret = chunk('tEXt', Buffer.from('Author\0Jana Petersen'))
    const { type, bytes } = readPicture(Buffer.concat([png(2, secret), Buffer.from('<script>')]))
    expect(type).toBe('image/png')
    expect(bytes.equals(png(2))).toBe(true)
  })

  test('a JPEG loses the notes of the camera', () => {
    const exif = Buffer.concat([Buffer.from([0xff, 0xe1, 0, 16]), Buffer.from('Exif 54.32 10.13')]).subarray(0, 18)
    const frame = Buffer.from([0xff, 0xc0, 0, 11, 8, 0, 1, 0, 1, 1, 1, 0x11, 0])
    const scan = Buffer.from([0xff, 0xda, 0, 8, 1, 1, 0, 0, 0x3f, 0, 0x12, 0xff, 0xd9])
    const start = Buffer.from([0xff, 0xd8])
    const { type, bytes } = readPicture(Buffer.concat([start, exif, frame, scan, Buffer.from('tail')]))
    expect(type).toBe('image/jpeg')
    expect(bytes.equals(Buffer.concat([start, frame, scan]))).toBe(true)
  })

  test.each([
    ['a PNG that is cut off', png(2).subarray(0, 40), 'form'],
    ['a picture that would fill memory', png(4001), 'pixels'],
    ['a GIF', Buffer.from('GIF89a'), 'form'],
    ['HTML', Buffer.from('<!doctype html><script>alert(1)</script>'), 'form'],
    ['nothing', Buffer.alloc(0), 'form'],
    ['bytes that are no text', Buffer.from([0xff, 0xfe, 0x00]), 'form'],
    ['more than 200 KB', Buffer.alloc(200 * 1024 + 1), 'size'],
  ])('%s is refused', (_, bytes, why) => {
    expect(() => readPicture(bytes)).toThrow(
      expect.objectContaining({ code: 'brand.logo_invalid', facts: { field: 'data', why } }),
    )
  })

  test('law: no bytes make it throw anything but its refusal', () => {
    const starts = [png(2).subarray(0, 33), Buffer.from([0xff, 0xd8, 0xff]), Buffer.from('<svg>'), Buffer.alloc(0)]
    fc.assert(
      fc.property(fc.constantFrom(...starts), fc.uint8Array({ maxLength: 200 }), (start, tail) => {
        try {
          readPicture(Buffer.concat([start, tail]))
        } catch (error) {
          expect(error).toMatchObject({ code: 'brand.logo_invalid' })
        }
      }),
    )
  })
})

describe('SVG', () => {
  test('what draws stays, also with a declaration, comments and styles', () => {
    const logo = `<?xml version="1.0"?><!-- made by hand --><!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" "http://www.w3.org/Graphics/SVG/1.1/DTD/svg11.dtd">
<svg ${SPACE} viewBox="0 0 10 10"><style>.a{fill:#0a6b72}</style><defs><linearGradient id="g"><stop offset="0" stop-color="red"/></linearGradient></defs><path class="a" d="M0 0h10" fill="url(#g)"/><text>Größe &amp; mehr</text></svg>`
    expect(cleanSvg(logo)).toBe(
      `<svg ${SPACE} viewBox="0 0 10 10"><style>.a{fill:#0a6b72}</style><defs><linearGradient id="g"><stop offset="0" stop-color="red"/></linearGradient></defs><path class="a" d="M0 0h10" fill="url(#g)"/><text>Größe &amp; mehr</text></svg>`,
    )
  })

  test.each([
    ['a script', '<script>alert(1)</script><path d="M0 0"/>', '<path d="M0 0"/>'],
    ['a handler', '<path onload="alert(1)" d="M0 0"/>', '<path d="M0 0"/>'],
    ['foreign content', '<foreignObject><body><b>x</b></body></foreignObject>', ''],
    ['a picture from elsewhere', '<image href="https://evil.example/x.png"/>', ''],
    ['a link', '<a href="javascript:alert(1)"><path d="M0 0"/></a>', ''],
    ['a use of another file', '<use href="https://evil.example/x.svg#a"/>', '<use/>'],
    ['a use of itself', '<use xlink:href="#a"/>', '<use href="#a"/>'],
    ['a fill from elsewhere', '<path fill="url(https://evil.example/x)"/>', '<path/>'],
    ['an animation that sets a link', '<animate attributeName="href" values="javascript:alert(1)"/>', ''],
    ['a handler spelt with a name space', '<path xml:base="javascript:" d="M0 0"/>', '<path d="M0 0"/>'],
    ['a script hidden in an entity', '<path fill="&#106;avascript:alert(1)"/>', '<path/>'],
    [
      'a script in CDATA',
      '<text><![CDATA[<script>alert(1)</script>]]></text>',
      '<text>&lt;script&gt;alert(1)&lt;/script&gt;</text>',
    ],
    ['a data section in upper case', '<SCRIPT>alert(1)</SCRIPT>', ''],
  ])('%s is gone', (_, given, left) => {
    expect(cleanSvg(svg(given))).toBe(svg(left).replace(/>$/, '>'))
  })

  test.each([
    ['own entities', '<!DOCTYPE svg [<!ENTITY x "<script>">]><svg>&x;</svg>'],
    ['an unknown entity', svg('<text>&bomb;</text>')],
    ['tags that cross', svg('<g><path></g></path>')],
    ['two roots', `${svg('')}${svg('')}`],
    ['text behind the root', `${svg('')} hello`],
    ['no root', 'hello'],
    ['a root that is none', '<html><svg/></html>'],
    ['an attribute without quotes', svg('<path d=M0/>')],
    ['styles that fetch', svg('<style>@import "https://evil.example/x.css";</style>')],
    ['styles that escape', svg('<style>path{fill:u\\72l(https://evil.example)}</style>')],
    ['too deep', svg('<g>'.repeat(100) + '</g>'.repeat(100))],
    ['too much', svg('<g/>'.repeat(5001))],
  ])('%s: refused', (_, text) => {
    expect(() => cleanSvg(text)).toThrow(expect.objectContaining({ code: 'brand.logo_invalid' }))
  })

  test('cleaning twice changes nothing more', () => {
    const once = cleanSvg(svg('<g id="a &quot;b&quot;"><text>1 &lt; 2</text></g><script>x</script>'))
    expect(cleanSvg(once)).toBe(once)
  })

  test('a long line of almost-tags does not take long', () => {
    const started = performance.now()
    expect(() => cleanSvg(`<svg>${'<a '.repeat(50_000)}`)).toThrow()
    expect(() => cleanSvg(`<svg ${'a="" '.repeat(40_000)}`)).toThrow()
    expect(performance.now() - started).toBeLessThan(2000)
  })
})

test('text on any colour has a contrast of at least 4.5', () => {
  const luminance = (color: string) =>
    [1, 3, 5]
      .map((at) => Number.parseInt(color.slice(at, at + 2), 16) / 255)
      .map((part) => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4))
      .reduce((sum, part, i) => sum + part * ([0.2126, 0.7152, 0.0722][i] ?? 0), 0)
  const colors = fc.integer({ min: 0, max: 0xffffff }).map((value) => `#${value.toString(16).padStart(6, '0')}`)
  fc.assert(
    fc.property(colors, (color) => {
      const [a, b] = [luminance(color), luminance(textOn(color))].toSorted((x, y) => y - x)
      expect(((a ?? 0) + 0.05) / ((b ?? 0) + 0.05)).toBeGreaterThanOrEqual(4.5)
    }),
  )
})
