// The colours hold WCAG 2.2: 4.5 : 1 for text, 3 : 1 for marks, in light and dark.
import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'

const css = readFileSync(new URL('./tokens.css', import.meta.url), 'utf8')
const blocks = css
  .split('}')
  .map(
    (block) => new Map([...block.matchAll(/--([\w-]+):\s*(#[0-9a-f]{6})/g)].map(([, name, colour]) => [name, colour])),
  )
const schemes = { light: blocks[0], dark: blocks[1] }

/** Red, green and blue as amounts of light. */
function linear(hex: string): readonly [number, number, number] {
  const [r = 0, g = 0, b = 0] = [1, 3, 5]
    .map((at) => Number.parseInt(hex.slice(at, at + 2), 16) / 255)
    .map((part) => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4))
  return [r, g, b]
}

/** Relative luminance of sRGB, as WCAG defines it. */
function luminance(hex: string): number {
  const [r, g, b] = linear(hex)
  return 0.2126 * r + 0.7152 * g + 0.0722 * b
}

function contrast(one: string, other: string): number {
  const [high = 0, low = 0] = [luminance(one), luminance(other)].sort((a, b) => b - a)
  return (high + 0.05) / (low + 0.05)
}

const grounds = ['bg', 'surface', 'sunken']
const texts = ['text', 'muted', 'brand-text', 'amber', 'red', 'green', 'blue']
const textPairs = [
  ...texts.flatMap((name) => grounds.map((ground) => [name, ground])),
  ...['brand-text', 'text'].map((name) => [name, 'brand-wash']),
  ...['amber', 'red', 'green', 'blue'].flatMap((name) => [
    [name, `${name}-wash`],
    ['text', `${name}-wash`],
  ]),
  ['muted', 'hover'],
  ['muted', 'brand-wash'],
  ['on-brand', 'brand'],
  ['on-brand', 'brand-hover'],
  ['surface', 'red'],
  ['surface', 'text'],
]
const categories = ['c1', 'c2', 'c3', 'c4', 'c5', 'c6', 'c7', 'c8']
const markPairs = ['control-line', 'faint', 'brand', 'amber-mark', 'red', 'green', 'blue', ...categories].flatMap(
  (name) => grounds.map((ground) => [name, ground]),
)

/** How people without one of the three kinds of cones see linear RGB (Machado, Oliveira, Fernandes 2009, severity 1). */
const sights: Readonly<Record<string, readonly (readonly [number, number, number])[]>> = {
  usual: [
    [1, 0, 0],
    [0, 1, 0],
    [0, 0, 1],
  ],
  protanopia: [
    [0.152286, 1.052583, -0.204868],
    [0.114503, 0.786281, 0.099216],
    [-0.003882, -0.048116, 1.051998],
  ],
  deuteranopia: [
    [0.367322, 0.860646, -0.227968],
    [0.280085, 0.672501, 0.047413],
    [-0.01182, 0.04294, 0.968881],
  ],
  tritanopia: [
    [1.255528, -0.076749, -0.178779],
    [-0.078411, 0.930809, 0.147602],
    [0.004733, 0.691367, 0.3039],
  ],
}

/** Where a colour stands in OKLab as seen with one of the sights (Ottosson 2020). */
function seen(hex: string, sight: string): readonly [number, number, number] {
  const rgb = linear(hex)
  const [r = 0, g = 0, b = 0] = (sights[sight] ?? []).map((row) =>
    Math.min(1, Math.max(0, row[0] * rgb[0] + row[1] * rgb[1] + row[2] * rgb[2])),
  )
  const l = Math.cbrt(0.4122214708 * r + 0.5363325363 * g + 0.0514459929 * b)
  const m = Math.cbrt(0.2119034982 * r + 0.6806995451 * g + 0.1073969566 * b)
  const s = Math.cbrt(0.0883024619 * r + 0.2817188376 * g + 0.6299787005 * b)
  return [
    0.2104542553 * l + 0.793617785 * m - 0.0040720468 * s,
    1.9779984951 * l - 2.428592205 * m + 0.4505937099 * s,
    0.0259040371 * l + 0.7827717662 * m - 0.808675766 * s,
  ]
}

/** Two colours closer than this are hard to tell apart in a legend. */
const DISTANCE_MIN = 0.07

describe.each(Object.entries(schemes))('%s', (_, colours) => {
  const of = (name = ''): string => colours?.get(name) ?? '#000000'
  test.each(textPairs)('text %s on %s', (name, ground) => {
    expect(colours?.has(name)).toBe(true)
    expect(contrast(of(name), of(ground))).toBeGreaterThanOrEqual(4.5)
  })
  test.each(markPairs)('mark %s on %s', (name, ground) => {
    expect(contrast(of(name), of(ground))).toBeGreaterThanOrEqual(3)
  })
  test.each(Object.keys(sights))('the eight categorical colours can be told apart with %s sight', (sight) => {
    const places = categories.map((name) => [name, seen(of(name), sight)] as const)
    const close = places.flatMap(([one, a], at) =>
      places
        .slice(at + 1)
        .filter(([, b]) => Math.hypot(a[0] - b[0], a[1] - b[1], a[2] - b[2]) < DISTANCE_MIN)
        .map(([other]) => `${one} ${other}`),
    )
    expect(close).toEqual([])
  })
})
