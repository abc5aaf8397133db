// A journey's map as shapes on a sheet, in the colours of the light theme: the one drawing from which pictures and printed pages are made. Writes no format.
import type { AtlasRecord } from '@lotse/protocol'
import { textsOf } from '../edit.ts'
import type { ByItself } from '../handover.ts'
import type { JourneyMap } from '../map.ts'
import type { Lookup } from './cells.ts'
import { curveShapes } from './curve.ts'
import { laneName, nameIn } from './map-columns.ts'
import { brokenText, isRightToLeft, type TextSize } from './measure.ts'
import {
  CURVE_HEIGHT,
  colour,
  type Drawing,
  LABEL_WIDTH,
  PICTURE_HEIGHT_MAX,
  PICTURE_HEIGHT_MIN,
  type Shape,
  SMALL,
  STEP_WIDTH,
} from './shapes.ts'

/** A picture of a cell, in pixels. */
export type CellPicture = { readonly id: string; readonly width: number; readonly height: number }

/**
 * How a map is drawn. `language`: of content. `titleWidth`: of the page, where the map is narrower. `byItself`: what lanes say by themselves. `pictureAt`: of a
 * cell, by its id; a picture that is not there is told in words.
 */
export type DrawStyle = {
  readonly language: string
  readonly nameOf: Lookup['nameOf']
  readonly title: string
  readonly titleWidth?: number
  readonly byItself?: ByItself | undefined
  readonly pictureAt?: ((cell: string) => CellPicture | undefined) | undefined
}

/** A page's size in pixels, 96 to the inch, without its margins. */
export type PageSize = { readonly width: number; readonly height: number }

const PAD = 10
const TITLE_HEIGHT = 46
const PHASE_HEIGHT = 34
const ROW_HEIGHT_MIN = 44
const LINE_HEIGHT = 1.4
const BODY: TextSize = { size: 12.5 }
const STRONG: TextSize = { size: 13, bold: true }

type Column = { readonly phase: AtlasRecord; readonly step: AtlasRecord | undefined }
/** A row of the sheet: the steps, a lane, or a curve of emotions. `persona` of a curve: whose; null: the customer's as such. */
type Row =
  | { readonly is: 'steps' }
  | { readonly is: 'lane'; readonly lane: AtlasRecord }
  | { readonly is: 'curve'; readonly name: string; readonly persona: string | null }

const STEPS: Row = { is: 'steps' }

/** The whole map on one sheet. */
export function drawMap(map: JourneyMap, style: DrawStyle): Drawing {
  return sheetOf(map, { columns: columnsOf(map), rows: rowsOf(map, style) }, style)
}

/** The map on pages of a size: a phase begins a page, and what does not fit beside or below goes on the next. */
export function drawPages(map: JourneyMap, style: DrawStyle, page: PageSize): Drawing[] {
  const beside = Math.max(1, Math.floor((page.width - LABEL_WIDTH) / STEP_WIDTH))
  const rows = rowsOf(map, style)
  const most = page.height - TITLE_HEIGHT - PHASE_HEIGHT - 1
  return map.phases.flatMap(({ phase, steps }) => {
    const all = (steps.length === 0 ? [undefined] : steps).map((step): Column => ({ phase, step }))
    return chunks(all, beside).flatMap((columns) => {
      const natural = (row: Row) => heightOfRow(map, row, columns, style)
      const head = Math.min(natural(STEPS), most / 2)
      const heightOf = (row: Row) => (row === STEPS ? head : Math.min(natural(row), most - head))
      const pages = stacked(rows.slice(1), heightOf, most - head)
      const wide = { ...style, titleWidth: page.width }
      return pages.map((some) => sheetOf(map, { columns, rows: [STEPS, ...some] }, wide, heightOf))
    })
  })
}

function chunks<T>(list: readonly T[], size: number): T[][] {
  return Array.from({ length: Math.ceil(list.length / size) }, (_, at) => list.slice(at * size, at * size + size))
}

/** Rows below each other until a page is full; there is always one page. */
function stacked(rows: readonly Row[], heightOf: (row: Row) => number, most: number): Row[][] {
  const pages: Row[][] = [[]]
  let height = 0
  for (const row of rows) {
    height += heightOf(row)
    if (height > most && pages.at(-1)?.length !== 0) {
      pages.push([])
      height = heightOf(row)
    }
    pages.at(-1)?.push(row)
  }
  return pages
}

function columnsOf(map: JourneyMap): Column[] {
  return map.phases.flatMap(({ phase, steps }) =>
    (steps.length === 0 ? [undefined] : steps).map((step) => ({ phase, step })),
  )
}

/** Emotions that no lane shows get a row of their own. */
function rowsOf(map: JourneyMap, { language, nameOf }: DrawStyle): Row[] {
  const lanes = map.lanes.filter(({ fields }) => fields['hidden'] !== true)
  const shown = lanes.map((lane): Row => {
    if (lane.fields['type'] !== 'emotion') return { is: 'lane', lane }
    const persona = lane.fields['persona']
    return {
      is: 'curve',
      name: laneName(lane, language),
      persona: typeof persona === 'string' ? persona : null,
    }
  })
  if (shown.some((row) => row.is === 'curve')) return [STEPS, ...shown]
  const personas = [
    ...new Set(map.feelings.map(({ fields }) => (typeof fields['persona'] === 'string' ? fields['persona'] : null))),
  ]
  const curves = personas.map(
    (persona): Row => ({ is: 'curve', persona, name: persona === null ? 'Emotion' : (nameOf(persona) ?? persona) }),
  )
  return [STEPS, ...curves, ...shown]
}

type Sheet = { readonly columns: readonly Column[]; readonly rows: readonly Row[] }

function sheetOf(
  map: JourneyMap,
  { columns, rows }: Sheet,
  style: DrawStyle,
  heightOf = (row: Row) => heightOfRow(map, row, columns, style),
): Drawing {
  const width = LABEL_WIDTH + Math.max(1, columns.length) * STEP_WIDTH
  const shapes: Shape[] = [...titleShapes(style.title, style.titleWidth ?? width), ...phaseShapes(columns, style)]
  let y = TITLE_HEIGHT + PHASE_HEIGHT
  for (const row of rows) {
    const height = heightOf(row)
    shapes.push(...rowShapes(map, row, columns, { style, y, height, width }))
    y += height
  }
  const whole = { is: 'box', x: 0, y: 0, width, height: y + 1, fill: colour.paper } as const
  return { width, height: y + 1, title: style.title, shapes: [whole, ...shapes] }
}

function titleShapes(title: string, width: number): Shape[] {
  const font: TextSize = { size: 18, bold: true }
  const [line = ''] = brokenText(title, width - 2 * PAD, font, 1)
  return [written(line, { x: 0, y: TITLE_HEIGHT - 16, width, font, fill: colour.text })]
}

function phaseShapes(columns: readonly Column[], { language }: DrawStyle): Shape[] {
  const shapes: Shape[] = []
  for (let from = 0; from < columns.length; ) {
    const phase = columns[from]?.phase
    let to = from
    while (to < columns.length && columns[to]?.phase.id === phase?.id) to++
    const [x, width] = [LABEL_WIDTH + from * STEP_WIDTH + 3, (to - from) * STEP_WIDTH - 6]
    shapes.push({ is: 'box', x, y: TITLE_HEIGHT, width, height: PHASE_HEIGHT - 6, fill: colour.wash, radius: 6 })
    const [name = ''] = brokenText(nameIn(textsOf(phase?.fields['name']), language), width - 2 * PAD, STRONG, 1)
    shapes.push({
      is: 'text',
      x: x + width / 2,
      y: TITLE_HEIGHT + 19,
      text: name,
      fill: colour.brandText,
      centred: true,
      ...STRONG,
    })
    from = to
  }
  return shapes
}

/** What stands in a cell: paragraphs, each with its font, in a frame or not, and its picture. */
type Part = Paragraph | { readonly picture: CellPicture; readonly alt: string }
type Paragraph = {
  readonly text: string
  readonly font: TextSize
  readonly fill: string
  readonly framed?: boolean
  readonly wash?: string
}

function partsAt(map: JourneyMap, row: Row, { step }: Column, style: DrawStyle): Part[] {
  const { language, nameOf, byItself, pictureAt } = style
  if (step === undefined || row.is === 'curve') return []
  const say = (record: AtlasRecord | undefined, field: string) => nameIn(textsOf(record?.fields[field]), language)
  if (row.is === 'steps') {
    const truth =
      step.fields['momentOfTruth'] === true
        ? [{ text: language === 'de' ? 'Moment der Wahrheit' : 'Moment of truth', font: SMALL, fill: colour.red }]
        : []
    return [
      { text: say(step, 'name'), font: STRONG, fill: colour.text },
      ...truth,
      ...said(say(step, 'about'), SMALL, colour.muted),
    ]
  }
  const { id, fields } = row.lane
  const items = map.placed(step.id, id).flatMap((placement): Paragraph[] => {
    const item = placement.fields['item']
    const wash = fields['type'] === 'insight' ? colour.amberWash : colour.paper
    return typeof item === 'string'
      ? [{ text: nameOf(item) ?? item, font: BODY, fill: colour.text, framed: true, wash }]
      : []
  })
  const cell = map.cell(step.id, id)
  const [text, alt] = [say(cell, 'text'), say(cell, 'alt')]
  // Of hand-overs what somebody wrote stands instead; who is responsible stands besides.
  const itself = fields['type'] === 'handover' && text !== '' ? '' : (byItself?.(fields['type'], step.id) ?? '')
  const picture = cell === undefined ? undefined : pictureAt?.(cell.id)
  return [
    ...(picture === undefined ? [] : [{ picture, alt }]),
    ...said(text, BODY, colour.text),
    ...said(itself, BODY, colour.text),
    ...(picture === undefined ? said(alt, SMALL, colour.muted) : []),
    ...items,
  ]
}

const said = (text: string, font: TextSize, fill: string): Paragraph[] => (text === '' ? [] : [{ text, font, fill }])

function heightOfPart(part: Part): number {
  if ('picture' in part) return heightOfPicture(part.picture) + 4
  const { text, font, framed } = part
  const inner = STEP_WIDTH - 2 * PAD - (framed ? 16 : 0)
  return brokenText(text, inner, font).length * font.size * LINE_HEIGHT + (framed ? 12 : 4)
}

function heightOfRow(map: JourneyMap, row: Row, columns: readonly Column[], style: DrawStyle): number {
  if (row.is === 'curve') return CURVE_HEIGHT
  const heights = columns.map((column) =>
    partsAt(map, row, column, style).reduce((sum, one) => sum + heightOfPart(one), 2 * PAD),
  )
  const label =
    row.is === 'lane' ? brokenText(laneName(row.lane, style.language), LABEL_WIDTH - 2 * PAD, STRONG).length : 1
  return Math.max(ROW_HEIGHT_MIN, label * STRONG.size * LINE_HEIGHT + 2 * PAD, ...heights)
}

type Place = { readonly style: DrawStyle; readonly y: number; readonly height: number; readonly width: number }

function rowShapes(map: JourneyMap, row: Row, columns: readonly Column[], { style, y, height, width }: Place): Shape[] {
  const name =
    row.is === 'lane'
      ? laneName(row.lane, style.language)
      : row.is === 'curve'
        ? row.name
        : style.language === 'de'
          ? 'Schritte'
          : 'Steps'
  const label = paragraphShapes(
    { text: name, font: STRONG, fill: colour.muted },
    { x: 0, y: y + PAD, width: LABEL_WIDTH, most: height - 2 * PAD },
  )
  const shapes: Shape[] = [
    { is: 'box', x: 0, y, width: LABEL_WIDTH, height, fill: colour.sunken },
    { is: 'line', path: `M0 ${y}H${width}`, stroke: colour.line, width: 1 },
    ...columns.map(
      (_, at): Shape => ({
        is: 'line',
        path: `M${LABEL_WIDTH + at * STEP_WIDTH} ${y}V${y + height}`,
        stroke: colour.line,
        width: 1,
      }),
    ),
    ...label.shapes,
  ]
  if (row.is === 'curve') return [...shapes, ...curveShapes(map, row.persona, columns, { y, language: style.language })]
  for (const [at, column] of columns.entries()) {
    let top = y + PAD
    for (const part of partsAt(map, row, column, style)) {
      const place = { x: LABEL_WIDTH + at * STEP_WIDTH, y: top, width: STEP_WIDTH, most: y + height - PAD - top }
      const { shapes: more, height: taken } =
        'picture' in part ? pictureShapes(part, place) : paragraphShapes(part, place)
      shapes.push(...more)
      top += taken
    }
  }
  return shapes
}

type Room = { readonly x: number; readonly y: number; readonly width: number; readonly most: number }
type Filled = { readonly shapes: Shape[]; readonly height: number }

/** As wide as its column, unless it is high or small. */
function heightOfPicture({ width, height }: CellPicture): number {
  const share = Math.min(1, (STEP_WIDTH - 2 * PAD) / Math.max(1, width))
  return Math.max(1, Math.min(PICTURE_HEIGHT_MAX, height * share))
}

/** A picture within its place; smaller where a page ends, and not at all where next to nothing of it could be seen. */
function pictureShapes(
  { picture, alt }: { readonly picture: CellPicture; readonly alt: string },
  { x, y, width, most }: Room,
): Filled {
  const wanted = heightOfPicture(picture)
  const height = Math.min(wanted, most - 4)
  if (height < Math.min(wanted, PICTURE_HEIGHT_MIN)) return { shapes: [], height: most }
  return {
    shapes: [{ is: 'picture', x: x + PAD, y, width: width - 2 * PAD, height, id: picture.id, alt }],
    height: height + 4,
  }
}

/** A paragraph within its place; what does not fit ends with an ellipsis. */
function paragraphShapes({ text, font, fill, framed, wash }: Paragraph, { x, y, width, most }: Room): Filled {
  const lineHeight = font.size * LINE_HEIGHT
  const inset = framed ? 8 : 0
  const room = Math.floor((most - (framed ? 12 : 4) + 0.001) / lineHeight)
  if (room < 1) return { shapes: [], height: most }
  const lines = brokenText(text, width - 2 * (PAD + inset), font, room)
  const height = lines.length * lineHeight + (framed ? 12 : 4)
  const frame: Shape[] = framed
    ? [
        {
          is: 'box',
          x: x + PAD,
          y,
          width: width - 2 * PAD,
          height: height - 4,
          fill: wash ?? colour.paper,
          stroke: colour.strong,
          radius: 5,
        },
      ]
    : []
  const first = y + (framed ? 4 : 0) + font.size
  const texts = lines.map((line, at) =>
    written(line, { x: x + inset, y: first + at * lineHeight, width: width - 2 * inset, font, fill, whole: text }),
  )
  return { shapes: [...frame, ...texts], height }
}

/** A line in its column; `whole`: the text that it is of, which says in which direction it is read. */
function written(
  line: string,
  {
    x,
    y,
    width,
    font,
    fill,
    whole = line,
  }: {
    readonly x: number
    readonly y: number
    readonly width: number
    readonly font: TextSize
    readonly fill: string
    readonly whole?: string
  },
): Shape {
  const rightToLeft = isRightToLeft(whole)
  return {
    is: 'text',
    x: rightToLeft ? x + width - PAD : x + PAD,
    y,
    text: line,
    fill,
    ...font,
    ...(rightToLeft ? { rightToLeft } : {}),
  }
}
