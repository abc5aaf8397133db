// Edits of what a map is made of: steps, phases and lanes come, go, move, double. Pure: ids are given.
import { cellIdOf, feelingIdOf, keyBetween, keysBetween } from '@lotse/core/atlas'
import type { AtlasEdit, AtlasRecord, Json } from '@lotse/protocol'
import type { LaneType, Layout } from './layout.ts'

/** Where something new is made: in which journey, with ids from where. */
export type Making = { readonly journey: string; readonly newId: () => string }

const orderOf = (record: AtlasRecord | undefined): string | null => {
  const key = record?.fields['order']
  return typeof key === 'string' ? key : null
}

/** A key for a place in a row of records; those that share a key are passed over together. */
export function keyAt(list: readonly AtlasRecord[], at: number): string {
  const low = orderOf(list[at - 1])
  const high =
    list
      .slice(at)
      .map(orderOf)
      .find((key) => key !== null && (low === null || key > low)) ?? null
  return keyBetween(low, high)
}

/** A new step of a phase, before the step with the number `at` in it. */
export function newStep({ map }: Layout, phase: string, at: number, { journey, newId }: Making) {
  const id = newId()
  const steps = map.phases.find((one) => one.phase.id === phase)?.steps ?? []
  const edit: AtlasEdit = { do: 'make', id, kind: 'step', journey, fields: { phase, order: keyAt(steps, at) } }
  return { id, edits: [edit] }
}

/** A new phase, at a place among the phases. */
export function newPhase({ map }: Layout, at: number, { journey, newId }: Making) {
  const id = newId()
  const order = keyAt(
    map.phases.map(({ phase }) => phase),
    at,
  )
  return { id, edits: [{ do: 'make', id, kind: 'phase', journey, fields: { order } }] satisfies AtlasEdit[] }
}

/** A new lane, at a place among all lanes. */
export function newLane(
  { map }: Layout,
  { at, type, fields = {} }: { at: number; type: LaneType; fields?: Readonly<Record<string, Json>> },
  { journey, newId }: Making,
) {
  const id = newId()
  const edit: AtlasEdit = {
    do: 'make',
    id,
    kind: 'lane',
    journey,
    fields: { type, order: keyAt(map.lanes, at), ...fields },
  }
  return { id, edits: [edit] }
}

/** A step to another place: behind so many of the steps of a phase, itself not counted. */
export function stepTo({ map }: Layout, step: AtlasRecord, phase: string, at: number): AtlasEdit[] {
  const steps = (map.phases.find((one) => one.phase.id === phase)?.steps ?? []).filter(({ id }) => id !== step.id)
  const edits: AtlasEdit[] = [{ do: 'set', id: step.id, field: 'order', value: keyAt(steps, at) }]
  return step.fields['phase'] === phase ? edits : [{ do: 'set', id: step.id, field: 'phase', value: phase }, ...edits]
}

/** A step one place to the left or right; over the border of its phase into the next. */
export function stepAside(layout: Layout, step: AtlasRecord, by: -1 | 1): AtlasEdit[] {
  const { phases } = layout.map
  const phaseAt = phases.findIndex(({ phase }) => phase.id === step.fields['phase'])
  const steps = phases[phaseAt]?.steps ?? []
  const to = steps.findIndex(({ id }) => id === step.id) + by
  if (to >= 0 && to < steps.length) return stepTo(layout, step, String(step.fields['phase']), to)
  const beside = phases[phaseAt + by]
  return beside === undefined ? [] : stepTo(layout, step, beside.phase.id, by > 0 ? 0 : beside.steps.length)
}

/** A record one place along in a row of its like; nothing at the end of the row. */
export function aside(list: readonly AtlasRecord[], record: AtlasRecord, by: -1 | 1): AtlasEdit[] {
  const to = list.findIndex(({ id }) => id === record.id) + by
  return to < 0 || to >= list.length ? [] : placedAt(list, record, to)
}

/** A record behind so many of its like, itself not counted. */
export function placedAt(list: readonly AtlasRecord[], record: AtlasRecord, at: number): AtlasEdit[] {
  const others = list.filter(({ id }) => id !== record.id)
  return [{ do: 'set', id: record.id, field: 'order', value: keyAt(others, at) }]
}

/** A phase with all its steps put aside. */
export function withoutPhase({ map }: Layout, phase: string): AtlasEdit[] {
  const steps = map.phases.find((one) => one.phase.id === phase)?.steps ?? []
  return [...steps.map(({ id }) => removal(id)), removal(phase)]
}

/** Puts a record aside. */
export const removal = (id: string): AtlasEdit => ({ do: 'remove', id })

/** A step once more, with all that stands at it, right behind it. */
export function doubledStep(layout: Layout, step: AtlasRecord, making: Making) {
  const phase = String(step.fields['phase'])
  const steps = layout.map.phases.find((one) => one.phase.id === phase)?.steps ?? []
  const at = steps.findIndex(({ id }) => id === step.id) + 1
  return copiedStep(layout, step, { phase, order: keyAt(steps, at) }, making)
}

type Room = { readonly phase: string; readonly order: string }

function copiedStep({ map }: Layout, step: AtlasRecord, room: Room, { journey, newId }: Making) {
  const id = newId()
  const make = (one: string, kind: AtlasRecord['kind'], fields: AtlasRecord['fields']): AtlasEdit => ({
    do: 'make',
    id: one,
    kind,
    journey,
    fields: { ...fields, ...(kind === 'step' ? {} : { step: id }) },
  })
  const edits = [make(id, 'step', { ...step.fields, ...room })]
  for (const lane of map.lanes) {
    const cell = map.cell(step.id, lane.id)
    if (cell !== undefined) edits.push(make(cellIdOf(id, lane.id), 'cell', cell.fields))
    for (const one of map.placed(step.id, lane.id)) edits.push(make(newId(), 'placement', one.fields))
  }
  for (const persona of personasOf(map.lanes)) {
    const feeling = map.feeling(step.id, persona)
    if (feeling !== undefined) edits.push(make(feelingIdOf(id, persona), 'feeling', feeling.fields))
  }
  return { id, edits }
}

/** Whose feelings the lanes show; null: the customer as such. */
function personasOf(lanes: readonly AtlasRecord[]): Set<string | null> {
  return new Set(lanes.filter(({ fields }) => fields['type'] === 'emotion').map(personaOf))
}

/** Whose feelings a lane shows. */
export function personaOf({ fields }: AtlasRecord): string | null {
  return typeof fields['persona'] === 'string' ? fields['persona'] : null
}

/** A phase once more, with its steps and all that stands at them. */
export function doubledPhase(layout: Layout, phase: AtlasRecord, making: Making) {
  const { phases } = layout.map
  const at = phases.findIndex((one) => one.phase.id === phase.id)
  const id = making.newId()
  const order = keyAt(
    phases.map((one) => one.phase),
    at + 1,
  )
  const steps = phases[at]?.steps ?? []
  const keys = keysBetween(null, null, steps.length)
  const copies = steps.flatMap(
    (step, n) => copiedStep(layout, step, { phase: id, order: keys[n] ?? 'V' }, making).edits,
  )
  const made: AtlasEdit = {
    do: 'make',
    id,
    kind: 'phase',
    journey: making.journey,
    fields: { ...phase.fields, order },
  }
  return { id, edits: [made, ...copies] }
}

/** A lane once more, with all that stands in it, right below it. */
export function doubledLane({ map }: Layout, lane: AtlasRecord, { journey, newId }: Making) {
  const id = newId()
  const at = map.lanes.findIndex((one) => one.id === lane.id) + 1
  const edits: AtlasEdit[] = [
    { do: 'make', id, kind: 'lane', journey, fields: { ...lane.fields, order: keyAt(map.lanes, at) } },
  ]
  for (const step of map.steps) {
    const cell = map.cell(step.id, lane.id)
    if (cell !== undefined)
      edits.push({
        do: 'make',
        id: cellIdOf(step.id, id),
        kind: 'cell',
        journey,
        fields: { ...cell.fields, lane: id },
      })
    for (const one of map.placed(step.id, lane.id))
      edits.push({ do: 'make', id: newId(), kind: 'placement', journey, fields: { ...one.fields, lane: id } })
  }
  return { id, edits }
}
