// Lists of insights as files for management, whole or one for each department (I28, I29): thin. What a row says is decided in core.
import { listNames, listTable, pageOfInsights, partsByDepartment } from '@lotse/core/insights'
import type { OperationQuery, WorkedInsight } from '@lotse/protocol'
import type { Db } from '../adapters/store/members.ts'
import { tableFile } from '../atlas/exchange/leaving.ts'
import type { Made } from '../atlas/exchange/made.ts'
import { file } from '../base/file.ts'
import type { Api } from '../base/operation.ts'
import { ownersAsked } from '../base/ownership.ts'
import { ZIP_TYPE, zipFile } from '../base/zip.ts'
import type { InsightFact } from './facts.ts'
import { listStyle } from './list-style.ts'
import type { Reaches } from './reach.ts'
import { insightsAsked, workedInsights } from './routes.ts'

/** As many as lists look at. */
const ROWS_MAX = 50_000
/** So many are read at once. */
const READ_AT_ONCE = 500
const NAME_LETTERS_MAX = 80

type Wish = Pick<OperationQuery<'exportInsightList'>, 'format' | 'language'>

/** A part of a list, with what it is called. */
type Named = { readonly name: string; readonly insights: readonly WorkedInsight[] }

/** Registers the operations. @param reaches - how many customers were met where. */
export function insightListRoutes(api: Api, reaches: Reaches): void {
  file(api, 'exportInsightList', async (call) => {
    const { db, caller, query } = call
    const { workspaceId } = caller
    const { order, direction, format, split, language, ownerId, ...narrowing } = query
    const {
      insights: all,
      filter,
      scales,
    } = await insightsAsked(call, narrowing, {
      reaches,
      language,
      owners: await ownersAsked(db, caller, ownerId),
    })
    const listed = pageOfInsights(all, {
      filter,
      order: { by: order, descending: direction === 'down', group: null },
      after: undefined,
      limit: ROWS_MAX,
    }).items
    const facts = new Map(all.map((fact) => [fact.id, fact]))
    const insights = await readAll(
      db,
      workspaceId,
      listed.flatMap(({ id }) => facts.get(id) ?? []),
    )
    const { style, units } = await listStyle(call, { language, scales })
    const made = (part: Named) => fileOf(part, { format, language }, style)
    const detail = {
      format,
      language,
      split,
      rows: insights.length,
      filters: Object.entries({ ...narrowing, ownerId }).flatMap(([name, value]) =>
        value === undefined ? [] : [name],
      ),
    }
    const name = listNames.list[language]
    if (split === 'none') return { ...(await made({ name, insights })), name, detail }
    const parts = partsByDepartment(insights, units).map((part) => ({
      name: (part.unit === null ? undefined : style.unitName(part.unit)) ?? listNames.without[language],
      insights: part.insights,
    }))
    return { ending: 'zip', type: ZIP_TYPE, bytes: await zipOf(parts, made), name, detail }
  })
}

async function readAll(db: Db, workspaceId: number, facts: readonly InsightFact[]): Promise<WorkedInsight[]> {
  const all: WorkedInsight[] = []
  for (let from = 0; from < facts.length; from += READ_AT_ONCE)
    all.push(...(await workedInsights(db, workspaceId, facts.slice(from, from + READ_AT_ONCE))))
  return all
}

async function fileOf(
  { name, insights }: Named,
  { format, language }: Wish,
  style: Parameters<typeof listTable>[2],
): Promise<Made> {
  if (format !== 'json') return tableFile([listTable(name, insights, style)], { format, language })
  const items = insights.map((insight) => {
    const { department, addresseeId } = insight.work
    const departmentName = department.id === null ? null : (style.unitName(department.id) ?? null)
    const addresseeName = addresseeId === null ? null : (style.memberName(addresseeId) ?? null)
    return { ...insight, departmentName, addresseeName }
  })
  return { ending: 'json', type: 'application/json', bytes: `${JSON.stringify({ items }, null, 2)}\n` }
}

/** One file for each part; departments of the same name are told apart by a number. */
async function zipOf(parts: readonly Named[], made: (part: Named) => Promise<Made>): Promise<Buffer> {
  const taken = new Set<string>()
  const files = []
  for (const part of parts) {
    const { ending, bytes } = await made(part)
    const name = freeName(plainName(part.name), taken)
    taken.add(name.toLowerCase())
    files.push({ name: `${name}.${ending}`, bytes: Buffer.from(bytes) })
  }
  return zipFile(files)
}

function freeName(name: string, taken: ReadonlySet<string>): string {
  const numbered = (count: number) => (count === 1 ? name : `${name} (${count})`)
  let count = 1
  while (taken.has(numbered(count).toLowerCase())) count += 1
  return numbered(count)
}

/** A name that every system takes as that of a file. */
function plainName(name: string): string {
  const plain = name.replace(/[\p{Cc}\\/:*?"<>|]+/gu, ' ').replace(/^[\s.]+|[\s.]+$/g, '')
  return Array.from(plain).slice(0, NAME_LETTERS_MAX).join('').trim() || 'Lotse'
}
