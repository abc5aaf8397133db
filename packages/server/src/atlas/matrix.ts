// A matrix out of the database, with its rows and columns in the order in which people read them. Answers nobody.
import { nameIn, textsOf } from '@lotse/core/atlas'
import type { AtlasKind, Matrix, MatrixHead, MatrixName } from '@lotse/protocol'
import {
  type CountRow,
  type HeadRow,
  type MatrixFilter,
  type MatrixSides,
  matrixCounts,
  matrixHeads,
} from '../adapters/store/atlas-matrix.ts'
import type { Db } from '../adapters/store/members.ts'
import { listUnits } from '../adapters/store/units.ts'

/** What the rows of a matrix are, and what its columns are. */
export function sidesOf(name: MatrixName): MatrixSides {
  const [rows, columns] = name.split('.') as [MatrixSides['rows'], AtlasKind]
  return { rows, columns }
}

/** How large a matrix may be. */
type Room = { readonly rows: number; readonly columns: number }

/**
 * A matrix. All that rows can be is there, also what meets nothing; columns are those that anything meets.
 *
 * @param language - in which names are put in order.
 * @param room - what does not fit is left out: rows from their end, columns that are met least.
 */
export async function matrixOf(
  db: Db,
  workspaceId: number,
  { of, language, room, ...filter }: MatrixFilter & { of: MatrixName; language: string; room: Room },
): Promise<Matrix> {
  const sides = sidesOf(of)
  const counts = await matrixCounts(db, workspaceId, sides, filter)
  const rows = await rowsOf(db, workspaceId, { sides, counts, filter })
  // Owners narrow rows alone.
  const columns = await matrixHeads(db, workspaceId, sides.columns, { journey: filter.journey })
  const side = (which: 'row' | 'column') => ({ totals: totalsBy(counts, which), language })
  const shownRows = headsOf(rows, sides.rows, side('row'))
  const named = headsOf(columns, sides.columns, side('column')).filter(({ total }) => total > 0)
  // Phases and journeys keep their order; of all else what is met most comes first.
  const met = sides.rows === 'owner' ? named : named.toSorted((a, b) => b.total - a.total)
  const most = met.toSorted((a, b) => b.total - a.total).slice(0, room.columns)
  const kept = { rows: shownRows.slice(0, room.rows), columns: met.filter((column) => most.includes(column)) }
  const [rowIds, columnIds] = [new Set(kept.rows.map(({ id }) => id)), new Set(kept.columns.map(({ id }) => id))]
  return {
    ...kept,
    cells: counts.filter(({ row, column }) => rowIds.has(row) && columnIds.has(column)),
    whole: kept.rows.length === shownRows.length && kept.columns.length === met.length,
  }
}

type Rows = { readonly sides: MatrixSides; readonly counts: readonly CountRow[]; readonly filter: MatrixFilter }

async function rowsOf(db: Db, workspaceId: number, { sides, counts, filter }: Rows): Promise<readonly HeadRow[]> {
  if (sides.rows !== 'owner') return matrixHeads(db, workspaceId, sides.rows, filter)
  const named = new Set(counts.map(({ row }) => row))
  const units = (await listUnits(db, workspaceId)).filter(({ id }) => named.has(String(id)))
  const head = (id: string, name: string): HeadRow => ({ id, name: { de: name }, journey: null, journeyName: null })
  return [...units.map(({ id, name }) => head(String(id), name)), ...(named.has('') ? [head('', '')] : [])]
}

function totalsBy(counts: readonly CountRow[], which: 'row' | 'column'): ReadonlyMap<string, number> {
  const totals = new Map<string, number>()
  for (const { count, ...at } of counts) totals.set(at[which], (totals.get(at[which]) ?? 0) + count)
  return totals
}

/** Steps and phases as their journeys have them, journeys by name; all else by name, what has none last. */
function headsOf(
  found: readonly HeadRow[],
  kind: MatrixHead['kind'],
  { totals, language }: { readonly totals: ReadonlyMap<string, number>; readonly language: string },
): MatrixHead[] {
  const heads = found.map(({ id, name, journey, journeyName }) => ({
    id,
    kind,
    name: textsOf(name ?? undefined),
    journey,
    journeyName: journeyName === null ? null : textsOf(journeyName),
    total: totals.get(id) ?? 0,
  }))
  const order = new Intl.Collator(language)
  const byName = (of: (head: MatrixHead) => MatrixHead['journeyName']) => (a: MatrixHead, b: MatrixHead) => {
    const [first, second] = [nameIn(of(a) ?? {}, language), nameIn(of(b) ?? {}, language)]
    return Number(first === '') - Number(second === '') || order.compare(first, second)
  }
  return heads.toSorted(
    kind === 'phase' || kind === 'step' ? byName((head) => head.journeyName) : byName((head) => head.name),
  )
}
