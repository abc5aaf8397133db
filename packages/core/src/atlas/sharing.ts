// What somebody sees who came by a link: the journey as it is drawn, and no more of the company than that. Stores nothing.
import { type AtlasRecord, atlasKinds, type FieldFact, type FieldType, fieldFact, type Json } from '@lotse/protocol'

/**
 * What a link opens besides the map: all that the library says about what is placed, and `insights`, of which those are shown that merely concern something.
 * `without`: lanes that it leaves out.
 */
export type ShareParts = {
  readonly library: boolean
  readonly insights?: readonly AtlasRecord[]
  readonly without?: readonly string[]
}

/**
 * The records of a journey for whoever has its link (A12). Who is responsible, what makes steps live, what was put aside and lanes that are hidden or left out
 * is nobody's outside; of library records the name alone is there, unless the link opens them.
 *
 * @param records - of the journey and of the library it names.
 */
export function sharedRecords(
  records: Iterable<AtlasRecord>,
  { journey, library, insights = [], without = [] }: ShareParts & { readonly journey: string },
): AtlasRecord[] {
  const standing = [...records].filter(({ removed }) => !removed)
  const leaving = { journey, without: new Set(without) }
  const onMap = drawn(standing, { ...leaving, library })
  const merely = concerning(insights, { ...leaving, standing, onMap })
  const more = new Set(merely.map(({ id }) => id))
  const all = [...onMap, ...merely]
  const shown = new Set(all.map(({ id }) => id))
  return all.map((record) => {
    const whole = library || record.id === journey || record.journey === journey
    const named = (field: string) => field === 'name' || (more.has(record.id) && INSIGHT_SAYS.has(field))
    const fields = Object.entries(record.fields).flatMap(([field, value]): [string, Json][] => {
      const open = whole || named(field) ? openValue(fieldFact(record.kind, field)?.type, value, shown) : null
      return open === null ? [] : [[field, open]]
    })
    return { ...record, fields: Object.fromEntries(fields) }
  })
}

type Leaving = { readonly journey: string; readonly without: ReadonlySet<string> }

/** What an insight that merely concerns something says of itself where the library is not opened. */
const INSIGHT_SAYS: ReadonlySet<string> = new Set(['sort', 'concerns'])

/** Lanes that are not shown. */
const lanesOut = (records: readonly AtlasRecord[], { without }: Leaving): AtlasRecord[] =>
  records.filter(({ kind, id, fields }) => kind === 'lane' && (fields['hidden'] === true || without.has(id)))

/** What is drawn: nothing of lanes that are not, and of the library only what is still named then, with the channels of touchpoints where it is opened. */
function drawn(records: readonly AtlasRecord[], leaving: Leaving & { readonly library: boolean }): AtlasRecord[] {
  const { journey, library } = leaving
  const lanes = records.filter(({ kind }) => kind === 'lane')
  const out = new Set(lanesOut(records, leaving).map(({ id }) => id))
  if (out.size === 0) return [...records]
  const felt = new Set(lanes.filter((lane) => isFelt(lane) && !out.has(lane.id)).map(({ fields }) => personaOf(fields)))
  const unfelt = new Set(
    lanes.filter((lane) => isFelt(lane) && out.has(lane.id)).map(({ fields }) => personaOf(fields)),
  )
  const inside = records.filter(({ id, kind, journey: home, fields }) => {
    if (id !== journey && home !== journey) return false
    if (kind === 'lane') return !out.has(id)
    // What stands in no lane is not drawn, and nobody said that it may be seen.
    if (kind === 'placement' || kind === 'cell') return typeof fields['lane'] === 'string' && !out.has(fields['lane'])
    return kind !== 'feeling' || felt.has(personaOf(fields)) || !unfelt.has(personaOf(fields))
  })
  const named = new Set(inside.flatMap(namedBy))
  const reached = records.filter(({ id, kind }) => kind === 'touchpoint' && library && named.has(id))
  for (const id of reached.flatMap(({ fields }) => textsIn(fields['channels']))) named.add(id)
  return [...inside, ...records.filter(({ id, journey: home }) => id !== journey && home === null && named.has(id))]
}

type Concerning = Leaving & { readonly standing: readonly AtlasRecord[]; readonly onMap: readonly AtlasRecord[] }

/**
 * Insights that merely concern what is drawn. None where a lane of insights is not drawn: what it holds was not to be seen, and these are its like. Nor one
 * that stands on the map in a lane that is not drawn.
 */
function concerning(insights: readonly AtlasRecord[], { standing, onMap, ...leaving }: Concerning): AtlasRecord[] {
  if (lanesOut(standing, leaving).some(({ fields }) => fields['type'] === 'insight')) return []
  const shown = new Set(onMap.map(({ id }) => id))
  const placed = new Set(standing.flatMap(({ kind, fields }) => (kind === 'placement' ? [String(fields['item'])] : [])))
  return insights.filter(
    ({ id, kind, removed, fields }) =>
      kind === 'insight' &&
      !removed &&
      !shown.has(id) &&
      !placed.has(id) &&
      textsIn(fields['concerns']).some((one) => shown.has(one)),
  )
}

const textsIn = (value: Json | undefined): string[] =>
  Array.isArray(value) ? value.filter((one): one is string => typeof one === 'string') : []

const isFelt = ({ fields }: AtlasRecord): boolean => fields['type'] === 'emotion'
const personaOf = (fields: AtlasRecord['fields']): string => String(fields['persona'] ?? '')

function namedBy({ kind, fields }: AtlasRecord): string[] {
  return Object.entries<FieldFact>(atlasKinds[kind].fields).flatMap(([field, { type }]) => {
    const value = type === 'ref' || type === 'refs' ? (fields[field] ?? null) : null
    const list: readonly Json[] = Array.isArray(value) ? value : [value]
    return list.filter((one): one is string => typeof one === 'string')
  })
}

/** A value as it is shown; null where it is not. What is named and not shown would tell of journeys that nobody shared. */
function openValue(type: FieldType | undefined, value: Json, shown: ReadonlySet<string>): Json {
  const isShown = (one: Json) => typeof one === 'string' && shown.has(one)
  if (type === undefined || type === 'member' || type === 'binding' || type === 'condition') return null
  if (type === 'ref') return isShown(value) ? value : null
  return type === 'refs' && Array.isArray(value) ? value.filter(isShown) : value
}
