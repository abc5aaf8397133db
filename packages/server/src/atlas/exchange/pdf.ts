// A journey's map as PDF, paged by phase on A4 or A3 across. Draws nothing itself.
// Pictures are JPEG and PNG; others are told in words.
import { type ByItself, type Drawing, drawPages, mapIn, namesIn } from '@lotse/core/atlas'
import type { AtlasDocument } from '@lotse/protocol'
import PDFDocument from 'pdfkit'
import { opaquePng } from '../../pictures/opaque.ts'
import { type CellPictures, dataAddress, type LoadedPicture, NO_PICTURES, pictureAt } from './pictures.ts'
import { PAGES_MAX, type Paper, printed, roomOn } from './printing.ts'

/** How the file is made. `content`: language of texts. `byItself`: what lanes say by themselves. */
type PdfWish = {
  readonly content: string
  readonly paper: Paper
  readonly byItself?: ByItself | undefined
  readonly pictures?: CellPictures
}

/** The file. */
export async function pdfFile(
  document: AtlasDocument,
  { content, paper: size, byItself, pictures = NO_PICTURES }: PdfWish,
): Promise<Buffer> {
  const nameOf = namesIn(document, content)
  const title = nameOf(document.journey ?? '') ?? ''
  const byId = await printable(pictures)
  const style = { language: content, nameOf, title, byItself, pictureAt: pictureAt({ ...pictures, byId }) }
  const drawings = drawPages(mapIn(document), style, roomOn(size)).slice(0, PAGES_MAX)
  // Of the same address a printer keeps one picture, however often that stands on its pages.
  const images = new Map([...byId].map(([id, picture]) => [id, dataAddress(picture)]))
  return printed(drawings.length > 0 ? drawings : [untold(title)], { title, language: content, paper: size, images })
}

/** A journey without a step: its title. */
const untold = (title: string): Drawing => ({
  width: 1,
  height: 1,
  title,
  shapes: [{ is: 'text', x: 0, y: 20, text: title, size: 18, bold: true, fill: '#10212a' }],
})

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
