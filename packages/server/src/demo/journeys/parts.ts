// Ids of what stands in the demo's journeys, and their order; of what a journey took over from a template, those that a copy of it has. Makes no records.
import { copyIdOf, keysKeeping } from '@lotse/core/atlas'
import type { JourneyPlan, LanePlan } from './plan.ts'

type Placed = Pick<JourneyPlan, 'id' | 'origin'>

/** The id of a phase or step. */
export function partIdOf({ id, origin }: Placed, part: string): string {
  const like = origin?.parts[part]
  return like === undefined ? `${id}.${part}` : copyIdOf(id, `${origin?.template.id}.${like}`)
}

/** The id of a lane. */
export function laneIdOf({ id, origin }: Placed, lane: LanePlan): string {
  const name = lane.replace(':', '.')
  return origin?.template.lanes.includes(lane)
    ? copyIdOf(id, `${origin.template.id}.lane.${name}`)
    : `${id}.lane.${name}`
}

/** The id of a way. */
export function wayIdOf({ id, origin }: Pick<Placed, 'id' | 'origin'>, from: string, to: string): string {
  const [tail, head] = [origin?.parts[from], origin?.parts[to]]
  return origin?.template.ways.some(([one, other]) => one === tail && other === head)
    ? copyIdOf(id, `${origin.template.id}.way.${tail}.${head}`)
    : `${id}.way.${from}.${to}`
}

/** The places of a template's lanes (by `lane` and their name), phases and steps (by what they are called there). */
export function templatePlaces(template: JourneyPlan): ReadonlyMap<string, string> {
  const inOrder = (names: readonly string[]) => {
    const places = keysKeeping(names.map(() => undefined))
    return names.map((name, at) => [name, places[at] ?? 'V'] as const)
  }
  return new Map([
    ...inOrder(template.lanes.map((lane) => `lane ${lane}`)),
    ...inOrder(template.phases.map(({ id }) => id)),
    ...template.phases.flatMap(({ steps }) => inOrder(steps.map(({ id }) => id))),
  ])
}
