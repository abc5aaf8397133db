// Journeys and lists of records as files. Chooses no records and answers nobody.
import {
  type ByItself,
  bpmnText,
  cjmlText,
  documentOf,
  drawMap,
  kindTitle,
  languagesOf,
  mapIn,
  mapTable,
  nameIn,
  namesIn,
  recordTable,
  shownTable,
  svgText,
  type Table,
  textsOf,
  travellingForms,
} from '@lotse/core/atlas'
import {
  type AtlasDocument,
  type AtlasKind,
  type AtlasRecord,
  atlasKindNames,
  type ExchangeRecord,
  type RecordFormat,
} from '@lotse/protocol'
import { WORKBOOK_TYPE, workbookFile } from '../../base/sheets.ts'
import { drawnTable } from './drawn-tables.ts'
import type { Made } from './made.ts'
import { pdfFile } from './pdf.ts'
import { type CellPictures, dataAddress, pictureAt } from './pictures.ts'
import { csvFile } from './table-files.ts'

/** Languages of content that tables always offer. */
const OFFERED = ['de', 'en'] as const

/** How a file is wanted. */
export type Wish = {
  readonly format: 'json' | 'xlsx' | 'csv' | 'cjml' | 'svg' | 'pdf'
  readonly as: 'map' | 'records'
  readonly language: 'de' | 'en'
  readonly content: string
  readonly paper: 'A4' | 'A3'
}

/** What a journey's records do not say themselves: what lanes say by themselves, and pictures with their bytes. */
export type Besides = { readonly byItself: ByItself; readonly pictures: CellPictures }

/** A journey as a file. `records`: it, everything in it, and what that names. */
export async function journeyFile(
  journey: string,
  records: readonly AtlasRecord[],
  wish: Wish & Besides,
): Promise<Made & { readonly name: string }> {
  const document = documentOf(journey, records)
  const names = textsOf(document.records.find(({ id }) => id === journey)?.fields['name'])
  return { ...(await madeOf(document, wish)), name: nameIn(names, wish.content) }
}

async function madeOf(document: AtlasDocument, wish: Wish & Besides): Promise<Made> {
  const { format, as, language, content, byItself } = wish
  if (format === 'json') return jsonFile(document)
  if (format === 'cjml') return { ending: 'xml', type: 'application/xml', bytes: cjmlText(document, content) }
  if (format === 'svg') return svgFile(document, wish)
  if (format === 'pdf') return { ending: 'pdf', type: 'application/pdf', bytes: await pdfFile(document, wish) }
  const tables =
    as === 'map'
      ? [mapTable(mapName[language], document, { words: language, languages: OFFERED, byItself })]
      : recordTables(document, { format, language })
  return tableFile(tables, { format, language })
}

function svgFile(document: AtlasDocument, { content, byItself, pictures }: Wish & Besides): Made {
  const nameOf = namesIn(document, content)
  const title = nameOf(document.journey ?? '') ?? ''
  const drawing = drawMap(mapIn(document), {
    language: content,
    nameOf,
    title,
    byItself,
    pictureAt: pictureAt(pictures),
  })
  const addresses = new Map([...pictures.byId].map(([id, picture]) => [id, dataAddress(picture)]))
  return { ending: 'svg', type: 'image/svg+xml', bytes: svgText(drawing, addresses) }
}

const mapName = { de: 'Karte', en: 'Map' } as const

function jsonFile(document: AtlasDocument): Made {
  return { ending: 'json', type: 'application/json', bytes: `${JSON.stringify(document, null, 2)}\n` }
}

/** Record by record: a workbook has a sheet for each kind, CSV one table of all. */
function recordTables(document: AtlasDocument, { format, language }: Pick<Wish, 'format' | 'language'>): Table[] {
  const { records } = document
  const style = { words: language, languages: languagesOf(records, OFFERED), nameOf: namesIn(document, language) }
  const kinds = atlasKindNames.filter((kind) => records.some((record) => record.kind === kind))
  if (format === 'csv') return [recordTable('', { kinds, records, mixed: true }, style)]
  return kinds.map((kind) =>
    recordTable(kind, { kinds: [kind], records: records.filter((record) => record.kind === kind) }, style),
  )
}

/** A business process as BPMN 2.0. `records`: its transactions and the data they use. */
export function processFile(
  process: AtlasRecord,
  records: readonly AtlasRecord[],
  content: string,
): Made & { readonly name: string } {
  const name = nameIn(textsOf(process.fields['name']), content)
  return { ending: 'bpmn', type: 'application/xml', bytes: bpmnText(process, records, content), name }
}

/** Tables as one file: sheets of a workbook, or CSV. */
export async function tableFile(
  tables: readonly Table[],
  { format, language }: Pick<Wish, 'format' | 'language'>,
): Promise<Made> {
  if (format === 'xlsx') return { ending: 'xlsx', type: WORKBOOK_TYPE, bytes: await workbookFile(tables) }
  return {
    ending: 'csv',
    type: 'text/csv; charset=utf-8',
    bytes: tables.map((table) => csvFile(table, language)).join(''),
  }
}

/** How a list is wanted. */
export type ListWish = Pick<Wish, 'language' | 'paper'> & { readonly format: RecordFormat }

/**
 * A list of records of one kind as a file.
 *
 * @param listed - ids of those listed; `records`: they and what they name.
 */
export async function listFile(
  {
    kind,
    listed,
    records,
  }: { readonly kind: AtlasKind; readonly listed: ReadonlySet<string>; readonly records: readonly AtlasRecord[] },
  { format, language, paper }: ListWish,
): Promise<Made> {
  if (format === 'json') return jsonFile(documentOf(null, records))
  const forms = [...travellingForms(records).values()]
  const rows = forms.filter(({ id }) => listed.has(id)).sort(byName(language))
  const names = new Map(forms.map(({ id, fields }) => [id, nameIn(textsOf(fields['name']), language)]))
  const drawn = format === 'svg' || format === 'pdf'
  const languages = drawn ? [language] : languagesOf(rows, OFFERED)
  const style = { words: language, languages, nameOf: (id: string) => names.get(id) }
  if (drawn) {
    const { headings, rows: cells, name } = recordTable(kind, { kinds: [kind], records: rows }, style)
    // Ids stand in front for the way back, which a picture does not have.
    const table = shownTable({ name, headings: headings.slice(1), rows: cells.map((row) => row.slice(1)) })
    return drawnTable(table, { format, paper, look: { title: kindTitle(kind, language), labels: 1, words: language } })
  }
  return tableFile([recordTable(kind, { kinds: [kind], records: rows }, style)], { format, language })
}

function byName(language: string): (a: ExchangeRecord, b: ExchangeRecord) => number {
  const order = new Intl.Collator(language)
  const nameOf = ({ fields }: ExchangeRecord) => nameIn(textsOf(fields['name']), language)
  return (a, b) => order.compare(nameOf(a), nameOf(b)) || (a.id < b.id ? -1 : 1)
}
