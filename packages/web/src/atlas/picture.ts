// Makes a PNG of a picture that the server wrote as SVG, in the browser. Knows no journeys.
import { refusalOf, Unreachable } from '../api.ts'

/** Pixels for each of the picture: sharp on slides and screens of today. */
const SCALE = 2
/** What browsers draw at most: on each side, and as a whole. */
const SIDE_PX_MAX = 16_000
const AREA_PX_MAX = 120_000_000

/** A size in pixels. */
type Size = { readonly width: number; readonly height: number }

/** The size that an SVG says it has; null where it says none. */
export function sizeOfSvg(svg: string): Size | null {
  const [root = ''] = /<svg\b[^>]*>/u.exec(svg) ?? []
  const side = (name: string) => Number(new RegExp(`\\b${name}="([\\d.]+)"`, 'u').exec(root)?.[1] ?? 0)
  const [width, height] = [side('width'), side('height')]
  return width > 0 && height > 0 ? { width, height } : null
}

/** How much larger than it says a picture is drawn: twice, less where a browser could not. */
export function scaleFor({ width, height }: Size): number {
  return Math.min(SCALE, SIDE_PX_MAX / Math.max(width, height), Math.sqrt(AREA_PX_MAX / (width * height)))
}

/** The name of the PNG beside the SVG that the server names. @param disposition - its header. */
export function pngName(disposition: string | null): string {
  const [, name] = /filename="([^"]+)"/u.exec(disposition ?? '') ?? []
  return `${name?.replace(/\.svg$/u, '') ?? 'journey'}.png`
}

/** Fetches an SVG and saves it as PNG. @throws Refused, Unreachable, Error where the browser cannot draw it. */
export async function savePng(href: string): Promise<void> {
  const response = await fetch(href, { credentials: 'same-origin' }).catch((cause: unknown) => {
    throw new Unreachable('no answer', { cause })
  })
  if (!response.ok) throw refusalOf(response.status, await response.json().catch(() => undefined))
  const png = await drawn(await response.text())
  const place = URL.createObjectURL(png)
  const link = document.createElement('a')
  link.href = place
  link.download = pngName(response.headers.get('content-disposition'))
  link.click()
  // The browser reads it after the click; a minute is more than enough.
  setTimeout(() => URL.revokeObjectURL(place), 60_000)
}

async function drawn(svg: string): Promise<Blob> {
  const size = sizeOfSvg(svg)
  if (size === null) throw new Error('the picture has no size')
  const scale = scaleFor(size)
  const place = URL.createObjectURL(new Blob([svg], { type: 'image/svg+xml' }))
  try {
    const image = new Image()
    image.src = place
    await image.decode()
    const canvas = document.createElement('canvas')
    canvas.width = Math.round(size.width * scale)
    canvas.height = Math.round(size.height * scale)
    canvas.getContext('2d')?.drawImage(image, 0, 0, canvas.width, canvas.height)
    const png = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, 'image/png'))
    if (png === null) throw new Error('the picture is too large to be drawn')
    return png
  } finally {
    URL.revokeObjectURL(place)
  }
}
