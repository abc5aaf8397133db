// What somebody sees who came by a link: the journey as it is drawn, and no more of the company than that. Stores nothing.
import { type AtlasRecord, type FieldType, fieldFact, type Json } from '@lotse/protocol'

/** Parts that a link may open besides the map: all that the library says about what is placed, and what people say. */
export type ShareParts = { readonly library: boolean }

/**
 * The records of a journey for whoever has its link (A12). Who is responsible, what makes steps live and what was put aside is nobody's outside; of library
 * records the name alone is there, unless the link opens them.
 *
 * @param records - of the journey and of the library it names.
 */
export function sharedRecords(
  records: Iterable<AtlasRecord>,
  { journey, library }: ShareParts & { readonly journey: string },
): AtlasRecord[] {
  const standing = [...records].filter(({ removed }) => !removed)
  const shown = new Set(standing.map(({ id }) => id))
  return standing.map((record) => {
    const whole = library || record.id === journey || record.journey === journey
    const fields = Object.entries(record.fields).flatMap(([field, value]): [string, Json][] => {
      const open = whole || field === 'name' ? openValue(fieldFact(record.kind, field)?.type, value, shown) : null
      return open === null ? [] : [[field, open]]
    })
    return { ...record, fields: Object.fromEntries(fields) }
  })
}

/** A value as it is shown; null where it is not. What is named and not shown would tell of journeys that nobody shared. */
function openValue(type: FieldType | undefined, value: Json, shown: ReadonlySet<string>): Json {
  const isShown = (one: Json) => typeof one === 'string' && shown.has(one)
  if (type === undefined || type === 'member' || type === 'binding') return null
  if (type === 'ref') return isShown(value) ? value : null
  return type === 'refs' && Array.isArray(value) ? value.filter(isShown) : value
}
