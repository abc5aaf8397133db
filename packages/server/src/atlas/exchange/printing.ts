// Drawings as the pages of a PDF, A4 or A3 across. Draws nothing itself and fetches no font: letters beyond those of Western Europe are replaced.
import type { Drawing, Shape } from '@lotse/core/atlas'
import PDFDocument from 'pdfkit'

/** Points to an inch, and pixels of a drawing to it. */
const POINTS = 72
const PIXELS = 96
const SCALE = POINTS / PIXELS
const MARGIN = 36
const FOOT = 18
/** Pages of a file at most. */
export const PAGES_MAX = 500

const paper = { A4: { width: 841.89, height: 595.28 }, A3: { width: 1190.55, height: 841.89 } } as const

/** A size of paper. */
export type Paper = keyof typeof paper

/** The room for drawings on a page, in pixels. */
export function roomOn(size: Paper): { readonly width: number; readonly height: number } {
  const page = paper[size]
  return { width: (page.width - 2 * MARGIN) / SCALE, height: (page.height - 2 * MARGIN - FOOT) / SCALE }
}

/** Pictures by their ids, as addresses that hold them whole. */
export type Images = ReadonlyMap<string, string>

/** How drawings are printed. `title`: of the file, and at the foot of its pages; `language`: of its texts. */
export type PrintWish = {
  readonly title: string
  readonly language: string
  readonly paper: Paper
  readonly images?: Images
}

/** A drawing on each page, and how many there are at its foot. */
export async function printed(
  drawings: readonly Drawing[],
  { title, language, paper: size, images = new Map() }: PrintWish,
): Promise<Buffer> {
  const page = paper[size]
  const pdf = new PDFDocument({
    size: [page.width, page.height],
    margin: 0,
    autoFirstPage: false,
    lang: language,
    info: { Title: title, Creator: 'Lotse' },
  })
  const bytes = collected(pdf)
  const pages = drawings.slice(0, PAGES_MAX)
  for (const [at, drawing] of pages.entries()) {
    pdf.addPage()
    print(pdf, drawing, images)
    pdf.font('Helvetica').fontSize(8).fillColor('#536570')
    pdf.text(writable(`${title} · ${at + 1} / ${pages.length}`), MARGIN, page.height - MARGIN, { lineBreak: false })
  }
  pdf.end()
  return bytes
}

/** A document in the making. */
export type Pdf = InstanceType<typeof PDFDocument>

/** All bytes of a document, once it ended. */
export function collected(pdf: Pdf): Promise<Buffer> {
  const chunks: Buffer[] = []
  return new Promise((resolve, reject) => {
    pdf.on('data', (chunk: Buffer) => chunks.push(chunk))
    pdf.on('end', () => resolve(Buffer.concat(chunks)))
    pdf.on('error', reject)
  })
}

function print(pdf: Pdf, { shapes }: Drawing, images: Images): void {
  pdf.save().translate(MARGIN, MARGIN).scale(SCALE)
  for (const shape of shapes) printShape(pdf, shape, images)
  pdf.restore()
}

function printShape(pdf: Pdf, shape: Shape, images: Images): void {
  if (shape.is === 'picture') {
    const image = images.get(shape.id)
    const { x, y, width, height } = shape
    if (image !== undefined) pdf.image(image, x, y, { fit: [width, height], align: 'center', valign: 'center' })
  } else if (shape.is === 'box') {
    const { x, y, width, height, fill, stroke, radius = 0 } = shape
    if (radius > 0) pdf.roundedRect(x, y, width, height, radius)
    else pdf.rect(x, y, width, height)
    if (stroke === undefined) pdf.fill(fill)
    else pdf.lineWidth(1).fillAndStroke(fill, stroke)
  } else if (shape.is === 'line') {
    pdf.path(shape.path).lineWidth(shape.width)
    if (shape.dashed) pdf.dash(3, { space: 4 })
    else pdf.undash()
    pdf.stroke(shape.stroke)
  } else if (shape.is === 'dot') {
    pdf.circle(shape.x, shape.y, shape.radius).lineWidth(1.5).undash().fillAndStroke(shape.fill, shape.stroke)
  } else printText(pdf, shape)
}

function printText(
  pdf: Pdf,
  { x, y, text, size, bold, centred, rightToLeft, fill }: Extract<Shape, { is: 'text' }>,
): void {
  const plain = writable(text)
  pdf
    .font(bold ? 'Helvetica-Bold' : 'Helvetica')
    .fontSize(size)
    .fillColor(fill)
  const width = pdf.widthOfString(plain)
  const left = centred ? x - width / 2 : rightToLeft ? x - width : x
  pdf.text(plain, left, y, { lineBreak: false, baseline: 'alphabetic' })
}

/** Signs of Windows-1252 beyond Latin-1, which the fonts of every reader have. */
const MORE = '€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ'

/** A text in letters that the fonts have: a letter without its mark where that helps. */
export function writable(text: string): string {
  return Array.from(text.normalize('NFC'), (sign) => {
    if (isWritable(sign)) return sign
    const plain = Array.from(sign.normalize('NFKD')).filter((part) => !/\p{M}/u.test(part))
    return sign === '−'
      ? '–'
      : plain.length > 0 && plain.every(isWritable)
        ? plain.join('')
        : /\p{M}/u.test(sign)
          ? ''
          : '?'
  }).join('')
}

const isWritable = (sign: string): boolean =>
  (sign >= ' ' && sign <= '~') || (sign >= '\u00A0' && sign <= '\u00FF') || MORE.includes(sign)
