// Lists of insights for management as tables (I28), and their parts by department (I29). Chooses no insights and makes no file.
import { fieldFact, type InsightScales, type UnitKind, type WorkedInsight } from '@lotse/protocol'
import { type HeadingLanguage, nameIn, type Table, type TableCell, textsOf, wordOf } from '../atlas/index.ts'
import { levelWords, listHeadings, priorityWords, reachWords, scoreWord, stateWords } from './list-words.ts'

/** Between several of the same, such as journeys, in one cell. */
const BETWEEN = '; '

/** How a list is written. `unitName`, `memberName`: of ids; `dayOf`: an instant as the day it was where the workspace is. */
export type ListStyle = {
  readonly language: HeadingLanguage
  readonly scales: InsightScales
  readonly unitName: (id: string) => string | undefined
  readonly memberName: (id: string) => string | undefined
  readonly dayOf: (instant: string) => string
}

type Column = { readonly heading: string; readonly of: (insight: WorkedInsight) => TableCell }

/**
 * Insights as a table, in the order in which they come: a row each, and everything about them in a column of its own. What is not known is an empty cell.
 *
 * @param name - of the table.
 */
export function listTable(name: string, insights: readonly WorkedInsight[], style: ListStyle): Table {
  const columns = columnsOf(style)
  return {
    name,
    headings: columns.map(({ heading }) => heading),
    rows: insights.map((insight) => columns.map((column) => column.of(insight))),
  }
}

function columnsOf(style: ListStyle): Column[] {
  const { language, unitName, memberName, dayOf } = style
  const column = (key: keyof typeof listHeadings, of: Column['of']): Column => ({
    heading: listHeadings[key][language],
    of,
  })
  const work = (key: keyof typeof listHeadings, of: (work: WorkedInsight['work']) => TableCell): Column =>
    column(key, (insight) => of(insight.work))
  return [
    column('name', ({ fields }) => nameIn(textsOf(fields['name']), language)),
    column('about', ({ fields }) => nameIn(textsOf(fields['about']), language) || null),
    column('sort', ({ fields }) => sortWord(fields['sort'], language)),
    ...placeColumns(style),
    work('department', ({ department: { id } }) => (id === null ? null : (unitName(id) ?? null))),
    work('addressee', ({ addresseeId: id }) => (id === null ? null : (memberName(id) ?? null))),
    work('status', ({ status }) => stateWords[status][language]),
    work('since', ({ since }) => dayOf(since)),
    work('waitsSince', ({ waitsSince }) => (waitsSince === null ? null : dayOf(waitsSince))),
    work('priority', ({ priority }) => (priority === null ? null : priorityWords[priority][language])),
    ...scaleColumns(style),
    work('reach', ({ reach }) => reach?.value ?? null),
    work('reachFrom', ({ reach }) => (reach === null ? null : reachWords[reach.from][language])),
    work('known', ({ known }) => levelWords[known.level][language]),
    work('escalated', ({ escalation }) => escalation?.reason ?? null),
    work('changed', ({ changedAt }) => dayOf(changedAt)),
    column('id', ({ id }) => id),
  ]
}

function sortWord(sort: unknown, language: HeadingLanguage): TableCell {
  const fact = fieldFact('insight', 'sort')
  return typeof sort !== 'string' || fact === undefined ? null : wordOf(fact, sort, language)
}

/** Where insights arose, each name once. */
function placeColumns({ language }: ListStyle): Column[] {
  const named = (texts: Readonly<Record<string, string>> | null) => (texts === null ? '' : nameIn(texts, language))
  const joined = (names: readonly string[]): TableCell =>
    [...new Set(names)].filter((one) => one !== '').join(BETWEEN) || null
  const column = (
    key: 'journeys' | 'phases' | 'steps' | 'touchpoints',
    of: (origin: WorkedInsight['origins'][number]) => string,
  ): Column => ({ heading: listHeadings[key][language], of: ({ origins }) => joined(origins.map(of)) })
  return [
    column('journeys', ({ journeyName }) => named(journeyName)),
    column('phases', ({ phaseName }) => named(phaseName)),
    column('steps', ({ stepName }) => named(stepName)),
    column('touchpoints', ({ kind, name }) => (kind === 'touchpoint' ? named(name) : '')),
  ]
}

/** The values on scales that are in use, but for the reach, which is counted too; then the scores. */
function scaleColumns({ language, scales }: ListStyle): Column[] {
  const valued = scales.criteria.filter(({ key, off }) => !off && key !== scales.reach)
  return [
    ...valued.map(({ key, name }) => ({
      heading: nameIn(name, language),
      of: ({ work: { inputs } }: WorkedInsight) => (Object.hasOwn(inputs, key) ? (inputs[key] ?? null) : null),
    })),
    ...scales.formulas.map(({ key, name }) => ({
      heading: `${nameIn(name, language)} (${scoreWord[language]})`,
      of: ({ work: { scores } }: WorkedInsight) => (Object.hasOwn(scores, key) ? (scores[key] ?? null) : null),
    })),
  ]
}

/** A unit, and the one above it. */
export type ListUnit = { readonly id: string; readonly kind: UnitKind; readonly parentId: string | null }

/** A part of a list. `unit`: the department; null: of those that none is in charge of. */
export type ListPart = { readonly unit: string | null; readonly insights: readonly WorkedInsight[] }

/** Units never stand as deep as this. */
const UNITS_DEEP_MAX = 100

/**
 * A list cut into what each department is in charge of (I29): every insight in one part, in the order of the list. What a team is in charge of is its department's;
 * where no department stands above, the unit's itself.
 *
 * @returns the parts in the order in which they first appear; that without a department last.
 */
export function partsByDepartment(insights: readonly WorkedInsight[], units: readonly ListUnit[]): ListPart[] {
  const byId = new Map(units.map((unit) => [unit.id, unit]))
  const parts = new Map<string | null, WorkedInsight[]>()
  for (const insight of insights) {
    const unit = departmentOf(insight.work.department.id, byId)
    const part = parts.get(unit)
    if (part === undefined) parts.set(unit, [insight])
    else part.push(insight)
  }
  const all = [...parts].map(([unit, own]) => ({ unit, insights: own }))
  return [...all.filter(({ unit }) => unit !== null), ...all.filter(({ unit }) => unit === null)]
}

function departmentOf(id: string | null, units: ReadonlyMap<string, ListUnit>): string | null {
  let unit = id === null ? undefined : units.get(id)
  for (let above = 0; unit !== undefined && above < UNITS_DEEP_MAX; above++) {
    if (unit.kind === 'department') return unit.id
    unit = unit.parentId === null ? undefined : units.get(unit.parentId)
  }
  return id
}
