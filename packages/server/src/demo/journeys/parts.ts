// Ids of what stands in the demo's journeys, and their order; of what a journey took over from a template, those that a copy of it has. Makes no records.
import { copyIdOf, keysBetween } from '@lotse/core/atlas'
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

/**
 * Where things stand one after the other.
 *
 * @param kept - the places that some of them have already; those that keep their order keep their places, and the others stand between.
 */
export function placesOf(kept: readonly (string | undefined)[]): readonly string[] {
  let last: string | null = null
  const fixed = kept.map((key) => {
    if (key === undefined || (last !== null && key <= last)) return undefined
    last = key
    return key
  })
  const places: string[] = []
  for (let at = 0; at < fixed.length; ) {
    const key = fixed[at]
    const until = fixed.findIndex((one, index) => index >= at && one !== undefined)
    const end = until < 0 ? fixed.length : until
    if (key === undefined) places.push(...keysBetween(places.at(-1) ?? null, fixed[end] ?? null, end - at))
    else places.push(key)
    at = key === undefined ? end : at + 1
  }
  return places
}

/** The places of a template's lanes (by `lane` and their name), phases and steps (by what they are called there). */
export function templatePlaces(template: JourneyPlan): ReadonlyMap<string, string> {
  const inOrder = (names: readonly string[]) => {
    const places = placesOf(names.map(() => undefined))
    return names.map((name, at) => [name, places[at] ?? 'V'] as const)
  }
  return new Map([
    ...inOrder(template.lanes.map((lane) => `lane ${lane}`)),
    ...inOrder(template.phases.map(({ id }) => id)),
    ...template.phases.flatMap(({ steps }) => inOrder(steps.map(({ id }) => id))),
  ])
}
