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

/** Relative luminance of sRGB, as WCAG defines it. */
function luminance(hex: string): number {
  const [r = 0, g = 0, b = 0] = [1, 3, 5]
    .map((at) => Number.parseInt(hex.slice(at, at + 2), 16) / 255)
    .map((part) => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4))
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
]
const markPairs = ['control-line', 'faint', 'brand', 'amber-mark', 'green'].flatMap((name) =>
  grounds.map((ground) => [name, ground]),
)

describe.each(Object.entries(schemes))('%s', (_, colours) => {
  const of = (name = ''): string => colours?.get(name) ?? '#000000'
  test.each(textPairs)('text %s on %s', (name, ground) => {
    expect(colours?.has(name)).toBe(true)
    expect(contrast(of(name), of(ground))).toBeGreaterThanOrEqual(4.5)
  })
  test.each(markPairs)('mark %s on %s', (name, ground) => {
    expect(contrast(of(name), of(ground))).toBeGreaterThanOrEqual(3)
  })
})
