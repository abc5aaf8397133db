// Tables out of a map and into it. Asks the library for the names it meets, so that nothing is made twice.
import type { AtlasEdit, AtlasKind, AtlasRecord } from '@lotse/protocol'
import { clearing, plainAt, spotsIn } from './contents.ts'
import type { Layout } from './layout.ts'
import { namesSought, pasting } from './pasting.ts'
import { type Area, areaOf, type Selection, spotAt } from './spots.ts'
import type { Making } from './structure.ts'
import { tableOf, tableText } from './tables.ts'
import { nameIn } from './texts.ts'

type Copying = {
  readonly language: string
  readonly records: ReadonlyMap<string, AtlasRecord>
  readonly journey: string
}

/** A rectangle as text, and the edits that empty it. */
export function copied(layout: Layout, area: Area, { language, records, journey }: Copying) {
  const rows = spotsIn(layout, area).map((spots) => spots.map((spot) => plainAt(layout, spot, { language, records })))
  return { text: tableText(rows), cleared: clearing(layout, area, { language, journey }) }
}

type Pasting = {
  readonly at: Selection
  readonly language: string
  readonly look: (kinds: readonly AtlasKind[], find: string) => Promise<readonly AtlasRecord[]>
  readonly layout: () => Layout
}

/** Names that one paste may look up. */
const NAMES_MAX = 300

/** Reads a text as a table and looks up what it names. @returns makes the edits, for the map as it is by then. */
export async function pasted(
  text: string,
  { at, language, look, layout }: Pasting,
): Promise<(making: Making) => AtlasEdit[]> {
  const { top, left } = areaOf(layout(), at)
  const spot = spotAt(layout(), top, left)
  const table = tableOf(text)
  const sought = new Map(namesSought(layout(), spot, table).map((one) => [keyOf(one.kinds, one.name), one]))
  const found = new Map<string, string>()
  for (const [key, { kinds, name }] of [...sought].slice(0, NAMES_MAX)) {
    const records = await look(kinds, name)
    const same = records.find((record) => nameIn(record, language).toLowerCase() === name.toLowerCase())
    if (same !== undefined) found.set(key, same.id)
  }
  const known = (kinds: readonly AtlasKind[], name: string) => found.get(keyOf(kinds, name))
  return (making) => pasting(layout(), { at: spot, table, language, known }, making)
}

const keyOf = (kinds: readonly AtlasKind[], name: string): string => `${kinds.join(' ')} ${name.toLowerCase()}`
