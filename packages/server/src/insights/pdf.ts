// The sheet of an insight as PDF, on A4 upright. Decides nothing about what stands on it; letters beyond those of Western Europe are replaced.
import { type InsightSheet, type SheetPart, sheetWords } from '@lotse/core/insights'
import PDFDocument from 'pdfkit'
import { printable } from '../atlas/exchange/pdf.ts'
import { dataAddress, type LoadedPicture } from '../atlas/exchange/pictures.ts'
import { collected, type Pdf, writable } from '../atlas/exchange/printing.ts'
import type { Picture } from '../pictures/picture.ts'

const MARGIN = 48
const FOOT = 24
const LABEL_WIDTH = 150
const PICTURE_HEIGHT_MAX = 300
const INK = '#10212a'
const QUIET = '#536570'
const PAGES_MAX = 200

/** A picture on a sheet. */
export type SheetPicture = { readonly picture: LoadedPicture; readonly caption: string }

type Wish = {
  readonly language: 'de' | 'en'
  readonly pictures: readonly SheetPicture[]
  /** What stands at the foot of each page, e.g. whose it is. */
  readonly foot: string
}

/** The file. Pictures that PDF does not know are told by their captions. */
export async function sheetPdf({ title, parts }: InsightSheet, { language, pictures, foot }: Wish): Promise<Buffer> {
  const pdf = new PDFDocument({
    size: 'A4',
    margins: { top: MARGIN, left: MARGIN, right: MARGIN, bottom: MARGIN + FOOT },
    bufferPages: true,
    lang: language,
    info: { Title: title, Creator: 'Lotse' },
  })
  const bytes = collected(pdf)
  say(pdf, title, { size: 20, bold: true })
  for (const part of parts) printPart(pdf, part)
  await printPictures(pdf, pictures, sheetWords.pictures[language])
  numberPages(pdf, foot)
  pdf.end()
  return bytes
}

/** Whether paper can show a picture: what an insight has is to stand in its PDF, too. */
export async function isPrintable({ type, width, height, bytes: content }: Picture): Promise<boolean> {
  const picture = { id: '', type, width, height, bytes: content.length, content }
  return (await printable({ byId: new Map([['', picture]]) })).size > 0
}

type Style = { readonly size: number; readonly bold?: boolean; readonly quiet?: boolean }

/** Lines break as they must; what does not fit goes on on the next page. */
function say(pdf: Pdf, text: string, { size, bold = false, quiet = false }: Style): void {
  pdf
    .font(bold ? 'Helvetica-Bold' : 'Helvetica')
    .fontSize(size)
    .fillColor(quiet ? QUIET : INK)
  for (const line of text.split(/\r\n|\r|\n/)) pdf.text(writable(line) || ' ')
}

function printHeading(pdf: Pdf, heading: string): void {
  pdf.moveDown(1)
  if (pdf.y > bottomOf(pdf) - 48) pdf.addPage()
  say(pdf, heading, { size: 12, bold: true })
  pdf.moveDown(0.3)
}

function printPart(pdf: Pdf, part: SheetPart): void {
  printHeading(pdf, part.heading)
  if (part.is === 'text') say(pdf, part.text, { size: 10.5 })
  else if (part.is === 'facts') for (const fact of part.facts) printFact(pdf, fact)
  else
    for (const { text, note } of part.entries) {
      say(pdf, text, { size: 10.5 })
      if (note !== '') say(pdf, note, { size: 8.5, quiet: true })
      pdf.moveDown(0.4)
    }
}

const bottomOf = (pdf: Pdf): number => pdf.page.height - MARGIN - FOOT

/** Label and value beside each other, both on the same page where they fit on one. */
function printFact(pdf: Pdf, [label, value]: readonly [string, string]): void {
  const width = pdf.page.width - 2 * MARGIN - LABEL_WIDTH
  pdf.font('Helvetica').fontSize(10)
  const text = writable(value.replaceAll(/\s+/g, ' '))
  const height = Math.max(
    pdf.heightOfString(text, { width }),
    pdf.heightOfString(writable(label), { width: LABEL_WIDTH - 8 }),
  )
  if (pdf.y + height > bottomOf(pdf)) pdf.addPage()
  const top = pdf.y
  pdf.fillColor(QUIET).text(writable(label), MARGIN, top, { width: LABEL_WIDTH - 8 })
  pdf.fillColor(INK).text(text, MARGIN + LABEL_WIDTH, top, { width })
  pdf.x = MARGIN
  pdf.y = Math.max(pdf.y, top + height) + 3
}

async function printPictures(pdf: Pdf, pictures: readonly SheetPicture[], heading: string): Promise<void> {
  if (pictures.length === 0) return
  printHeading(pdf, heading)
  const known = await printable({ byId: new Map(pictures.map(({ picture }) => [picture.id, picture])) })
  const width = pdf.page.width - 2 * MARGIN
  for (const { picture, caption } of pictures) {
    const printed = known.get(picture.id)
    if (printed !== undefined) {
      const height = Math.min(PICTURE_HEIGHT_MAX, (picture.height / picture.width) * Math.min(width, picture.width))
      if (pdf.y + height > bottomOf(pdf)) pdf.addPage()
      const top = pdf.y
      pdf.image(dataAddress(printed), MARGIN, top, { fit: [width, height] })
      pdf.x = MARGIN
      pdf.y = top + height + 4
    }
    if (caption !== '') say(pdf, caption, { size: 8.5, quiet: true })
    pdf.moveDown(0.6)
  }
}

function numberPages(pdf: Pdf, foot: string): void {
  const { start, count } = pdf.bufferedPageRange()
  for (let at = start; at < start + Math.min(count, PAGES_MAX); at++) {
    pdf.switchToPage(at)
    // Below the margin a text would begin a page of its own.
    pdf.page.margins.bottom = 0
    pdf.font('Helvetica').fontSize(8).fillColor(QUIET)
    const text = writable(`${foot} · ${at - start + 1} / ${count}`)
    pdf.text(text, MARGIN, pdf.page.height - MARGIN, { lineBreak: false })
  }
}
