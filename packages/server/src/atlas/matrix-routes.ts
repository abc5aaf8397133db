// Matrices: answered, what stands behind a count, and as files. Thin.
import { matrixTitle, nameIn, type Table, textsOf } from '@lotse/core/atlas'
import {
  MATRIX_COLUMNS_MAX,
  MATRIX_ROWS_MAX,
  type Matrix,
  type MatrixHead,
  type MatrixName,
  type OwnerFilter,
  type RecordFormat,
} from '@lotse/protocol'
import { type MatrixFilter, matrixPlaces } from '../adapters/store/atlas-matrix.ts'
import type { Db } from '../adapters/store/members.ts'
import type { Caller } from '../base/auth.ts'
import { file } from '../base/file.ts'
import { type Api, read } from '../base/operation.ts'
import { ownersAsked } from '../base/ownership.ts'
import { drawnTable } from './exchange/drawn-tables.ts'
import { tableFile } from './exchange/leaving.ts'
import type { Made } from './exchange/made.ts'
import { matrixOf, sidesOf } from './matrix.ts'
import { ownerIdOf } from './presenter.ts'

const PLACES_MAX = 500
/** More than any sheet should hold. */
const FILE_ROOM = { rows: 20_000, columns: 5000 } as const

/** Registers the operations. */
export function atlasMatrixRoutes(api: Api): void {
  read(api, 'getMatrix', async ({ db, caller, query: { of, language, ...asked } }) => {
    const room = { rows: MATRIX_ROWS_MAX, columns: MATRIX_COLUMNS_MAX }
    return matrixOf(db, caller.workspaceId, { ...(await filterOf(db, caller, asked)), of, language, room })
  })

  read(api, 'listMatrixPlaces', async ({ db, caller, query: { of, row, column, language: _, ...asked } }) => {
    const wish = { ...(await filterOf(db, caller, asked)), row, column, limit: PLACES_MAX }
    const places = await matrixPlaces(db, caller.workspaceId, sidesOf(of), wish)
    const items = places.map(({ owner, name, journeyName, stepName, ...place }) => ({
      ...place,
      name: textsOf(name ?? undefined),
      ownerId: ownerIdOf(owner),
      journeyName: journeyName === null ? null : textsOf(journeyName),
      stepName: stepName === null ? null : textsOf(stepName),
    }))
    return { items }
  })

  file(api, 'exportMatrix', async ({ db, caller, query: { of, format, language, paper, ...asked } }) => {
    const wish = { ...(await filterOf(db, caller, asked)), of, language, room: FILE_ROOM }
    const matrix = await matrixOf(db, caller.workspaceId, wish)
    const filters = Object.entries(asked).flatMap(([name, value]) => (value === undefined ? [] : [name]))
    const made = await madeOf(matrix, { of, format, language, paper })
    return { ...made, name: of, detail: { of, format, language, filters } }
  })
}

type Wished = {
  readonly of: MatrixName
  readonly format: RecordFormat
  readonly language: 'de' | 'en'
  readonly paper: 'A4' | 'A3'
}

async function madeOf(matrix: Matrix, { of, format, language, paper }: Wished): Promise<Made> {
  if (format === 'json')
    return { ending: 'json', type: 'application/json', bytes: `${JSON.stringify(matrix, null, 2)}\n` }
  const table = tableOf(of, matrix, language)
  if (format !== 'svg' && format !== 'pdf') return tableFile([table], { format, language })
  const labels = isInside(matrix) ? 2 : 1
  return drawnTable(table, {
    format,
    paper,
    look: { title: matrixTitle(of, language), labels, words: language, tinted: true },
  })
}

/** Whether rows stand in journeys, which are named in front of them. */
const isInside = ({ rows }: Matrix): boolean => rows.some(({ journey }) => journey !== null)

type Asked = { readonly journey?: string | undefined; readonly ownerId?: OwnerFilter | undefined }

async function filterOf(db: Db, caller: Caller, { journey, ownerId }: Asked): Promise<MatrixFilter> {
  return { journey, owners: await ownersAsked(db, caller, ownerId) }
}

/** Rows with their journey in front where they stand in one, a column each, and the sum at the end. */
function tableOf(name: string, matrix: Matrix, language: 'de' | 'en'): Table {
  const { rows, columns, cells } = matrix
  const counts = new Map(cells.map(({ row, column, count }) => [`${row} ${column}`, count]))
  const called = ({ name: texts }: MatrixHead) => nameIn(texts, language)
  const inside = isInside(matrix)
  const front = (head: MatrixHead) =>
    inside ? [nameIn(head.journeyName ?? {}, language), called(head)] : [called(head)]
  const acrossJourneys = new Set(columns.map(({ journey }) => journey)).size > 1
  const heading = (head: MatrixHead) =>
    acrossJourneys ? `${nameIn(head.journeyName ?? {}, language)}: ${called(head)}` : called(head)
  return {
    name: name.replace('.', ' × '),
    headings: [...(inside ? ['Journey', ''] : ['']), ...columns.map(heading), language === 'de' ? 'Summe' : 'Total'],
    rows: rows.map((row) => [
      ...front(row),
      ...columns.map((column) => counts.get(`${row.id} ${column.id}`) ?? null),
      row.total,
    ]),
  }
}
