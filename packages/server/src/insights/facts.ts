// Insights with everything that lists and steps ask of them, out of stored rows, counters and scales. What follows from what is decided in core.
import { nameIn, textsOf } from '@lotse/core/atlas'
import {
  type Charge,
  chargeOf,
  countedAt,
  knownBy,
  type ListedInsight,
  type ReachBook,
  standingAt,
  untouched,
  weighingBy,
} from '@lotse/core/insights'
import { searchForm } from '@lotse/core/understand'
import type { EvidenceQuery, InsightScales } from '@lotse/protocol'
import type { RecordFilter } from '../adapters/store/atlas-library.ts'
import { type FactRow, insightFacts, unitParents } from '../adapters/store/insight-facts.ts'
import type { Db } from '../adapters/store/members.ts'
import { type Numbers, numbersOf } from './numbers.ts'
import type { Reaches } from './reach.ts'
import { scalesOf } from './scales.ts'

/** So many insights are looked at; a list says that it is not whole where there are more. */
const INSIGHTS_MAX = 50_000
/** Names are put in order by so many characters. */
const NAME_MAX = 60

/** An insight as lists see it, with the row that it is made of. */
export type InsightFact = ListedInsight & { readonly row: FactRow; readonly counted: number | null }

/** Insights that were looked at. `whole`: there are no more. */
export type InsightFacts = {
  readonly insights: readonly InsightFact[]
  readonly scales: InsightScales
  readonly whole: boolean
}

/** What facts are asked with. `language`: in which names are put in order; left out where they are not. */
export type Asking = {
  readonly db: Db
  readonly reaches: Reaches
  readonly now: number
  readonly workspaceId: number
  readonly language?: string | undefined
}

/** All insights that a filter on records lets through, as of now. */
export async function factsOf(asking: Asking, filter: Omit<RecordFilter, 'kind'>): Promise<InsightFacts> {
  const { db, reaches, now, workspaceId, language = null } = asking
  const rows = await insightFacts(db, workspaceId, { filter, limit: INSIGHTS_MAX + 1 })
  const { scales } = await scalesOf(db, workspaceId)
  const parents = await unitParents(db, workspaceId)
  const numbers = await numbersOf(db, workspaceId, rows.flatMap(queriesOf), now)
  const book = await reaches(workspaceId, db)
  const weigh = weighingBy(scales)
  const insights = rows.slice(0, INSIGHTS_MAX).map((row) => {
    const charge = chargeOf({ named: row.department, owners: row.owners ?? [], own: row.own }, parents)
    return factOf(row, { scales, weigh, numbers, book, charge, now, language })
  })
  return { insights, scales, whole: rows.length <= INSIGHTS_MAX }
}

const queriesOf = ({ evidence }: FactRow): EvidenceQuery[] => (evidence ?? []).flatMap(({ query }) => query ?? [])

type Beside = {
  readonly scales: InsightScales
  readonly weigh: ReturnType<typeof weighingBy>
  readonly numbers: Numbers
  readonly book: ReachBook
  readonly charge: Charge
  readonly now: number
  readonly language: string | null
}

function factOf(row: FactRow, { scales, weigh, numbers, book, charge, now, language }: Beside): InsightFact {
  const nothing = untouched(row.madeAt)
  const { status, since, until } = row
  const stored = status === null || since === null ? nothing : { status, since, until }
  const inputs = row.inputs ?? nothing.inputs
  const counted = countedAt(row.places ?? [], book)
  const evidence = (row.evidence ?? []).map(({ query, ...one }) => ({
    ...one,
    number: query === null ? null : numbers(query),
  }))
  return {
    row,
    counted,
    id: row.id,
    name: language === null ? '' : searchForm(nameIn(textsOf(row.name ?? undefined), language)).slice(0, NAME_MAX),
    sort: row.sort,
    standing: standingAt(stored, now),
    priority: row.priority,
    charge,
    addressee: row.addressee,
    escalatedTo: row.escalatedTo,
    ...weigh(inputs, counted),
    known: knownBy(evidence, { freshDays: scales.freshDays, now }),
    changedAt: Math.max(row.changedAt ?? 0, row.recordAt),
  }
}
