// The designed ways between the steps of a journey, and the edits that change them. Pure: ids are given, nothing is drawn.
import { transitionIdOf } from '@lotse/core/atlas'
import type { AtlasEdit, AtlasRecord, Json } from '@lotse/protocol'
import type { Layout } from '../layout.ts'
import { type Making, newStep, removal } from '../structure.ts'
import { textIn } from '../texts.ts'
import { keyOf } from './placing.ts'

/** A way from step to step. `record`: what says so; null where nobody drew ways and each step leads to the next. */
export type DesignedWay = { readonly from: string; readonly to: string; readonly record: AtlasRecord | null }

const idIn = (value: Json | undefined): string => (typeof value === 'string' ? value : '')

/** All ways between steps that stand, in the order of the steps they leave, then of those they lead to. */
export function designedWays({ map }: Pick<Layout, 'map'>): DesignedWay[] {
  const order = new Map(map.steps.map(({ id }, at) => [id, at]))
  const drawn = map.steps.flatMap(({ id: from }) =>
    map
      .leaving(from)
      .flatMap((record): DesignedWay[] => {
        const to = idIn(record.fields['to'])
        return order.has(to) ? [{ from, to, record }] : []
      })
      .toSorted((a, b) => (order.get(a.to) ?? 0) - (order.get(b.to) ?? 0)),
  )
  if (drawn.length > 0) return drawn
  return map.steps.slice(1).map(({ id }, at) => ({ from: map.steps[at]?.id ?? '', to: id, record: null }))
}

/** Whether nobody has drawn any way yet. */
export const areImplied = (ways: readonly DesignedWay[]): boolean => ways.every(({ record }) => record === null)

/** Where ways are drawn: those that stand, all records of the journey, and ids from where. */
export type Ground = Making & {
  readonly ways: readonly DesignedWay[]
  readonly records: ReadonlyMap<string, AtlasRecord>
}
type Ends = { readonly from: string; readonly to: string }

/** A way that is made. Whoever draws the same one at once draws it once; where its id stands for something else by now, it gets another. */
function made({ from, to }: Ends, { records, journey, newId }: Ground, more: AtlasRecord['fields'] = {}): AtlasEdit {
  const id = transitionIdOf(from, to)
  const standing = records.get(id)
  const taken = standing !== undefined && (standing.fields['from'] !== from || standing.fields['to'] !== to)
  return { do: 'make', id: taken ? newId() : id, kind: 'transition', journey, fields: { ...more, from, to } }
}

/** Writes down the ways that go without saying, so that drawing or removing one leaves the others as they are seen. */
export function drawnOut(ground: Ground): AtlasEdit[] {
  return ground.ways.flatMap((way) => (way.record === null ? [made(way, ground)] : []))
}

/** Leads from one step to another; nothing where a way does so already, or leads nowhere else. */
export function connecting({ from, to }: Ends, ground: Ground): AtlasEdit[] {
  if (from === to || ground.ways.some((way) => way.from === from && way.to === to)) return []
  return [...drawnOut(ground), made({ from, to }, ground)]
}

/** Takes a way away. The last one cannot be: without any, each step would lead to the next again. */
export function parting({ from, to }: Ends, ground: Ground): AtlasEdit[] {
  const leaving = ground.ways.filter((way) => way.from === from && way.to === to)
  const staying = ground.ways.filter((way) => !leaving.includes(way))
  if (leaving.length === 0 || staying.length === 0) return []
  const gone = leaving.flatMap(({ record }) => (record ? [removal(record.id)] : []))
  return [...drawnOut({ ...ground, ways: staying }), ...gone]
}

/** A new step behind another one, led to from there. Where one way led on, it now leads through the new step. */
export function stepBehind(layout: Layout, step: AtlasRecord, ground: Ground) {
  const phase = idIn(step.fields['phase'])
  const steps = layout.map.phases.find((one) => one.phase.id === phase)?.steps ?? []
  const { id, edits } = newStep(layout, phase, steps.findIndex((one) => one.id === step.id) + 1, ground)
  if (areImplied(ground.ways)) return { id, edits }
  const [on, ...others] = ground.ways.filter(({ from }) => from === step.id)
  const into = { from: step.id, to: id }
  if (on === undefined || on.record === null || others.length > 0) return { id, edits: [...edits, made(into, ground)] }
  const further = made({ from: id, to: on.to }, ground)
  return { id, edits: [...edits, removal(on.record.id), made(into, ground, saidAt(on.record)), further] }
}

/** What a way says besides its ends. */
function saidAt({ fields }: AtlasRecord): AtlasRecord['fields'] {
  return Object.fromEntries(Object.entries(fields).filter(([field]) => field !== 'from' && field !== 'to'))
}

/** Takes a step away with its ways; what led to it leads on to where it led, where that is one step and no way goes there yet. */
export function withoutStep(step: string, ground: Ground): AtlasEdit[] {
  const { ways } = ground
  const touching = ways.filter(({ from, to }) => from === step || to === step)
  const gone = [removal(step), ...touching.flatMap(({ record }) => (record ? [removal(record.id)] : []))]
  const [next, ...others] = ways.filter(({ from, to }) => from === step && to !== step)
  if (next === undefined || next.record === null || others.length > 0) return gone
  const closing = ways.flatMap(({ from, to, record }): AtlasEdit[] => {
    if (to !== step || from === step || from === next.to || record === null) return []
    if (ways.some((way) => way.from === from && way.to === next.to)) return []
    return [made({ from, to: next.to }, ground, saidAt(record))]
  })
  return [...gone, ...closing]
}

/** What stands at ways, by their ends; several ways between the same steps stand together. */
export function wordsOf(ways: readonly DesignedWay[], language: string): Map<string, string> {
  const words = new Map<string, string>()
  for (const way of ways) {
    const { text } = textIn(way.record ?? undefined, 'label', language)
    const said = words.get(keyOf(way))
    if (text !== '') words.set(keyOf(way), said === undefined ? text : `${said} · ${text}`)
  }
  return words
}
