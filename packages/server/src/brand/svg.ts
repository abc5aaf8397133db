// Writes an SVG anew from the parts that draw. Nothing is passed through: what is not on the lists does not exist afterwards.
import { invalid } from './refusal.ts'

const ELEMENTS_MAX = 5000
const DEPTH_MAX = 64

const ELEMENTS = new Set(
  `svg g path rect circle ellipse line polyline polygon text tspan defs linearGradient radialGradient stop clipPath mask
   pattern symbol use title desc style`.split(/\s+/),
)
const ATTRIBUTES = new Set(
  `id class d x y x1 y1 x2 y2 cx cy r rx ry fx fy dx dy width height points viewBox preserveAspectRatio transform
   gradientTransform patternTransform gradientUnits patternUnits patternContentUnits clipPathUnits maskUnits maskContentUnits
   spreadMethod offset fill fill-opacity fill-rule stroke stroke-width stroke-opacity stroke-linecap stroke-linejoin
   stroke-miterlimit stroke-dasharray stroke-dashoffset opacity clip-path clip-rule mask stop-color stop-opacity color
   font-family font-size font-weight font-style text-anchor letter-spacing dominant-baseline visibility display style href
   version`.split(/\s+/),
)
const SVG = 'http://www.w3.org/2000/svg'
const ENTITIES: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" }
const ESCAPES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' }
const TOKEN =
  /<!--[\s\S]*?-->|<\?[\s\S]*?\?>|<!\[CDATA\[([\s\S]*?)\]\]>|<(\/?)([A-Za-z][\w:.-]*)((?:[^<>"']|"[^"<]*"|'[^'<]*')*?)(\/?)>|([^<]+)/gy
const ATTRIBUTE = /\s+([A-Za-z_][\w:.-]*)\s*=\s*(?:"([^"<]*)"|'([^'<]*)')/gy
/** A type declaration without parts of its own: those could define words that stand for anything. */
const DOCTYPE = /^\s*(<\?xml[^>]*\?>)?(\s|<!--[\s\S]*?-->)*<!DOCTYPE\s+svg(?:\s+PUBLIC\s+"[^"<>[]*"\s+"[^"<>[]*")?\s*>/

/** What is written while reading. `dropped`: how deep one is inside of something that is left out; 0 outside. */
type Writing = { readonly open: string[]; readonly out: string[]; dropped: number; elements: number; ended: boolean }

/**
 * An SVG that only draws: no script, no handler, no link to elsewhere, no foreign content.
 *
 * @throws Problem `brand.logo_invalid` where it is no well-formed SVG, or its styles reach elsewhere.
 */
export function cleanSvg(text: string): string {
  const body = text.replace(/^\uFEFF/, '').replace(DOCTYPE, '')
  const writing: Writing = { open: [], out: [], dropped: 0, elements: 0, ended: false }
  TOKEN.lastIndex = 0
  while (TOKEN.lastIndex < body.length) {
    const token = TOKEN.exec(body)
    if (token === null) throw invalid('form')
    const [, cdata, closing, name, attributes = '', empty, plain] = token
    if (name !== undefined) {
      if (closing) close(writing, name)
      else start(writing, { name, attributes, empty: empty !== '' })
    } else if (plain !== undefined || cdata !== undefined) write(writing, cdata ?? decoded(plain ?? ''))
  }
  if (!writing.ended || writing.open.length > 0) throw invalid('form')
  return writing.out.join('')
}

type Start = { readonly name: string; readonly attributes: string; readonly empty: boolean }

function start(writing: Writing, { name, attributes, empty }: Start): void {
  const { open, out } = writing
  writing.elements += 1
  if (writing.ended || writing.elements > ELEMENTS_MAX || open.length >= DEPTH_MAX) throw invalid('form')
  if (open.length === 0 && name !== 'svg') throw invalid('form')
  const left = writing.dropped > 0 || !ELEMENTS.has(name)
  if (!left) out.push(`<${name}${open.length === 0 ? ` xmlns="${SVG}"` : ''}${keptOf(attributes)}${empty ? '/>' : '>'}`)
  if (empty) {
    if (open.length === 0) writing.ended = true
    return
  }
  open.push(name)
  if (left) writing.dropped += 1
}

function close(writing: Writing, name: string): void {
  if (writing.open.pop() !== name) throw invalid('form')
  if (writing.dropped > 0) writing.dropped -= 1
  else writing.out.push(`</${name}>`)
  if (writing.open.length === 0) writing.ended = true
}

function write({ open, out, dropped }: Writing, text: string): void {
  if (open.length === 0) {
    if (text.trim() !== '') throw invalid('form')
    return
  }
  if (dropped > 0) return
  if (open.at(-1) === 'style' && !isHarmlessCss(text)) throw invalid('content')
  out.push(escaped(text))
}

function keptOf(attributes: string): string {
  const kept: string[] = []
  const seen = new Set<string>()
  ATTRIBUTE.lastIndex = 0
  let end = 0
  for (let found = ATTRIBUTE.exec(attributes); found !== null; found = ATTRIBUTE.exec(attributes)) {
    end = ATTRIBUTE.lastIndex
    const [, spelt = '', double, single] = found
    const name = spelt === 'xlink:href' ? 'href' : spelt
    const value = decoded(double ?? single ?? '')
    if (!ATTRIBUTES.has(name) || seen.has(name) || !isHarmless(name, value)) continue
    seen.add(name)
    kept.push(` ${name}="${escaped(value)}"`)
  }
  if (attributes.slice(end).trim() !== '') throw invalid('form')
  return kept.join('')
}

/** References stay inside of the picture. */
function isHarmless(name: string, value: string): boolean {
  if (name === 'href') return /^#[\w.-]+$/.test(value)
  return isHarmlessCss(value)
}

function isHarmlessCss(text: string): boolean {
  const local = text.replace(/url\(\s*(["']?)#[\w.-]+\1\s*\)/gi, '')
  return !/url\s*\(|@|\\|expression|javascript:|<|image-set|src\s*\(/i.test(local)
}

function decoded(text: string): string {
  return text.replace(/&(#x[0-9a-f]{1,6}|#\d{1,7}|\w+);|&/gi, (whole, entity: string | undefined) => {
    if (entity === undefined) throw invalid('form')
    const code =
      entity.startsWith('#x') || entity.startsWith('#X')
        ? Number.parseInt(entity.slice(2), 16)
        : Number(entity.slice(1))
    const character = entity.startsWith('#') ? characterOf(code) : ENTITIES[entity]
    if (character === undefined) throw invalid('form')
    return whole === '' ? '' : character
  })
}

function characterOf(code: number): string | undefined {
  const fits =
    code === 9 || code === 10 || code === 13 || (code >= 32 && code <= 0x10ffff && !(code >= 0xd800 && code <= 0xdfff))
  return fits ? String.fromCodePoint(code) : undefined
}

const escaped = (text: string): string => text.replace(/[&<>"]/g, (character) => ESCAPES[character] ?? character)
