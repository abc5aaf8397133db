// A table from a spreadsheet, put into a map from one place on: words where words stand, things of the library by their names, feelings by their
// numbers; a table that is wider than the map makes steps. Looks nothing up itself.
import { keysBetween } from '@lotse/core/atlas'
import type { AtlasEdit, AtlasKind } from '@lotse/protocol'
import { feelingSet, kindsFor, makingItem, placesItems, placing, writing, writtenAt } from './contents.ts'
import { type LaneType, type Layout, layoutOf } from './layout.ts'
import { HEAD, numbersOf, type Spot, spotAt } from './spots.ts'
import type { Making } from './structure.ts'

/** What a name stands for in the library; undefined: nothing yet. */
export type Known = (kinds: readonly AtlasKind[], name: string) => string | undefined

const namesIn = (text: string): string[] =>
  text
    .split(/[\n;]/)
    .map((name) => name.trim())
    .filter((name) => name !== '')

/** The names that a table would look for in the library. */
export function namesSought(layout: Layout, at: Spot, table: readonly (readonly string[])[]) {
  const { row } = numbersOf(layout, at)
  return table.flatMap((cells, down) => {
    const type = layout.rows[row + down]?.type
    if (type === undefined || !placesItems(type)) return []
    const kinds = kindsFor(type as LaneType)
    return cells.flatMap(namesIn).map((name) => ({ kinds, name }))
  })
}

type Given = {
  readonly at: Spot
  readonly table: readonly (readonly string[])[]
  readonly language: string
  readonly known: Known
}

/** The edits of a paste. */
export function pasting(layout: Layout, { at, table, language, known }: Given, making: Making): AtlasEdit[] {
  const start = numbersOf(layout, at)
  const wide = Math.max(...table.map((cells) => cells.length))
  const missing = at.col === HEAD ? 0 : Math.max(0, start.col + wide - layout.columns.length)
  const grown = withSteps(layout, missing, making)
  const made = new Map<string, string>()
  const edits: AtlasEdit[] = [...grown.edits]
  const idOf = (kinds: readonly AtlasKind[], name: string): string => {
    const key = `${kinds[0]} ${name.toLowerCase()}`
    const found = known(kinds, name) ?? made.get(key)
    if (found !== undefined) return found
    const { id, edit } = makingItem(kinds[0] ?? 'touchpoint', name, language, making.newId)
    made.set(key, id)
    edits.push(edit)
    return id
  }
  table.forEach((cells, down) => {
    if (start.row + down >= grown.layout.rows.length) return
    cells.forEach((text, right) => {
      const col = start.col + right
      if (col >= grown.layout.columns.length) return
      const spot = spotAt(grown.layout, start.row + down, col)
      // A phase stands over several columns and is named once.
      if (spot.row === 'phases' && numbersOf(grown.layout, spot).col !== col) return
      edits.push(...pastedInto(grown.layout, spot, { text, language, idOf }, making))
    })
  })
  return edits
}

type Cell = {
  readonly text: string
  readonly language: string
  readonly idOf: (kinds: readonly AtlasKind[], name: string) => string
}

function pastedInto(layout: Layout, spot: Spot, { text, language, idOf }: Cell, making: Making): AtlasEdit[] {
  const type = layout.rows[layout.rowAt.get(spot.row) ?? -1]?.type ?? 'text'
  if (spot.col !== HEAD && spot.col.startsWith('empty:') && spot.row !== 'phases') return []
  if (spot.col !== HEAD && placesItems(type)) {
    const ids = [...new Set(namesIn(text).map((name) => idOf(kindsFor(type as LaneType), name)))]
    return ids.flatMap((id) => placing(layout, spot, id, making))
  }
  if (spot.col !== HEAD && type === 'emotion') {
    const value = Number(text.trim().replace('−', '-').replace(',', '.'))
    return text.trim() === '' || !(Math.abs(value) <= 2) ? [] : feelingSet(layout, spot, value, making.journey)
  }
  return writing(layout, spot, { language, from: writtenAt(layout, spot, language), to: text.trim() }, making)
}

/** The map with more steps at its end. */
function withSteps(layout: Layout, count: number, { journey, newId }: Making): { layout: Layout; edits: AtlasEdit[] } {
  const last = layout.map.phases.at(-1)
  if (count === 0 || last === undefined) return { layout, edits: [] }
  const after = last.steps.at(-1)?.fields['order']
  const keys = keysBetween(typeof after === 'string' ? after : null, null, count)
  const made = keys.map((order) => ({ id: newId(), fields: { phase: last.phase.id, order } }))
  const records = [
    ...layout.map.phases.map(({ phase }) => phase),
    ...layout.map.steps,
    ...layout.map.lanes,
    ...made.map(({ id, fields }) => ({ id, fields, kind: 'step' as const, journey, removed: false })),
  ]
  const grown = layoutOf(records, '')
  return {
    // What stands in the cells is still looked up where it stood.
    layout: { ...grown, map: { ...layout.map, steps: grown.map.steps, phases: grown.map.phases } },
    edits: made.map(({ id, fields }) => ({ do: 'make', id, kind: 'step', journey, fields })),
  }
}
