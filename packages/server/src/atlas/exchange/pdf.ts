// A journey's map as PDF, paged by phase on A4 or A3 across. Draws nothing itself and fetches no font: letters beyond those of Western Europe are replaced.
// Pictures are JPEG and PNG; others are told in words.
import { type ByItself, type Drawing, drawPages, mapIn, namesIn, type Shape } from '@lotse/core/atlas'
import type { AtlasDocument } from '@lotse/protocol'
import PDFDocument from 'pdfkit'
import { opaquePng } from '../../pictures/opaque.ts'
import { type CellPictures, dataAddress, type LoadedPicture, NO_PICTURES, pictureAt } from './pictures.ts'

/** Points to an inch, and pixels of a drawing to it. */
const POINTS = 72
const PIXELS = 96
const SCALE = POINTS / PIXELS
const MARGIN = 36
const FOOT = 18
const PAGES_MAX = 500

const paper = { A4: { width: 841.89, height: 595.28 }, A3: { width: 1190.55, height: 841.89 } } as const

/** How the file is made. `content`: language of texts. `byItself`: what lanes say by themselves. */
type PdfWish = {
  readonly content: string
  readonly paper: 'A4' | 'A3'
  readonly byItself?: ByItself | undefined
  readonly pictures?: CellPictures
}

/** The file. */
export async function pdfFile(
  document: AtlasDocument,
  { content, paper: size, byItself, pictures = NO_PICTURES }: PdfWish,
): Promise<Buffer> {
  const page = paper[size]
  const nameOf = namesIn(document, content)
  const title = nameOf(document.journey ?? '') ?? ''
  const room = { width: (page.width - 2 * MARGIN) / SCALE, height: (page.height - 2 * MARGIN - FOOT) / SCALE }
  const printed = await printable(pictures)
  const style = { language: content, nameOf, title, byItself, pictureAt: pictureAt({ ...pictures, byId: printed }) }
  const drawings = drawPages(mapIn(document), style, room).slice(0, PAGES_MAX)
  const pdf = new PDFDocument({
    size: [page.width, page.height],
    margin: 0,
    autoFirstPage: false,
    lang: content,
    info: { Title: title, Creator: 'Lotse' },
  })
  const bytes = collected(pdf)
  // Of the same address it keeps one picture, however often that stands on its pages.
  const images: Images = new Map([...printed].map(([id, picture]) => [id, dataAddress(picture)]))
  if (drawings.length === 0)
    drawings.push({
      width: 1,
      height: 1,
      title,
      shapes: [{ is: 'text', x: 0, y: 20, text: title, size: 18, bold: true, fill: '#10212a' }],
    })
  for (const [at, drawing] of drawings.entries()) {
    pdf.addPage()
    print(pdf, drawing, images)
    pdf.font('Helvetica').fontSize(8).fillColor('#536570')
    pdf.text(writable(`${title} · ${at + 1} / ${drawings.length}`), MARGIN, page.height - MARGIN, { lineBreak: false })
  }
  pdf.end()
  return bytes
}

/** A document that is being printed. */
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

/** Pictures by their ids, as addresses that hold them whole. */
type Images = ReadonlyMap<string, string>

/** Pictures as PDF knows them; what it does not is left out. */
export async function printable({ byId }: Pick<CellPictures, 'byId'>): Promise<Map<string, LoadedPicture>> {
  const known = new Map<string, LoadedPicture>()
  for (const [id, picture] of byId) {
    const { type, content } = picture
    const bytes = type === 'image/jpeg' ? content : type === 'image/png' ? await opaquePng(content) : null
    const printed = bytes === null ? null : { ...picture, content: bytes }
    if (printed !== null && opens(printed)) known.set(id, printed)
  }
  return known
}

/** Whether the printer makes anything of a picture; of a broken one it says so here, not in the midst of a page. */
function opens(picture: LoadedPicture): boolean {
  try {
    new PDFDocument().image(dataAddress(picture), 0, 0)
    return true
  } catch {
    return false
  }
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
