// A drawing as SVG: shapes, texts and pictures that stand in it as bytes, nothing that runs or is fetched. Draws nothing itself.
import type { Drawing, Shape } from './shapes.ts'
import { type XmlDraft, xmlText } from './xml.ts'

const FONT = "Inter, 'Helvetica Neue', Helvetica, Arial, sans-serif"

/** The text of the picture. @param pictures - by their ids, as addresses that hold them whole (`data:`); what is not there is not drawn. */
export function svgText(
  { width, height, title, shapes }: Drawing,
  pictures: ReadonlyMap<string, string> = NONE,
): string {
  const size = { width: plain(width), height: plain(height) }
  return xmlText({
    name: 'svg',
    attributes: {
      xmlns: 'http://www.w3.org/2000/svg',
      ...size,
      viewBox: `0 0 ${size.width} ${size.height}`,
      'font-family': FONT,
      role: 'img',
    },
    children: [{ name: 'title', text: title }, ...shapes.map((shape) => shapeXml(shape, pictures))],
  })
}

const NONE: ReadonlyMap<string, string> = new Map()

const plain = (value: number): string => String(Math.round(value * 10) / 10)

function shapeXml(shape: Shape, pictures: ReadonlyMap<string, string>): XmlDraft | undefined {
  if (shape.is === 'picture') return pictureXml(shape, pictures.get(shape.id))
  if (shape.is === 'box') {
    const { x, y, width, height, fill, stroke, radius } = shape
    const place = { x: plain(x), y: plain(y), width: plain(width), height: plain(height) }
    return {
      name: 'rect',
      attributes: { ...place, rx: radius === undefined ? undefined : plain(radius), fill, stroke },
    }
  }
  if (shape.is === 'line') {
    const { path, stroke, width, dashed } = shape
    return {
      name: 'path',
      attributes: {
        d: path,
        fill: 'none',
        stroke,
        'stroke-width': plain(width),
        'stroke-dasharray': dashed ? '3 4' : undefined,
      },
    }
  }
  if (shape.is === 'dot') {
    const { x, y, radius, fill, stroke } = shape
    return {
      name: 'circle',
      attributes: { cx: plain(x), cy: plain(y), r: plain(radius), fill, stroke, 'stroke-width': '1.5' },
    }
  }
  const { x, y, text, fill, size, bold, centred, rightToLeft } = shape
  return {
    name: 'text',
    attributes: {
      x: plain(x),
      y: plain(y),
      fill,
      'font-size': plain(size),
      'font-weight': bold ? '600' : undefined,
      'text-anchor': centred ? 'middle' : undefined,
      direction: rightToLeft ? 'rtl' : undefined,
    },
    text,
  }
}

function pictureXml(
  { x, y, width, height, alt }: Extract<Shape, { is: 'picture' }>,
  href: string | undefined,
): XmlDraft | undefined {
  if (href === undefined) return undefined
  const place = { x: plain(x), y: plain(y), width: plain(width), height: plain(height) }
  const said = alt === '' ? [] : [{ name: 'title', text: alt }]
  return { name: 'image', attributes: { ...place, href, preserveAspectRatio: 'xMidYMid meet' }, children: said }
}
