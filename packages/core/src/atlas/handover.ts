// Through whose hands a journey passes: its parts by the units that answer for them, and where one hands over to another. Pure.
import type { AtlasRecord, Json } from '@lotse/protocol'
import type { JourneyMap } from './map.ts'
import { ownersAt, type UnitName } from './owners.ts'

type Known = {
  readonly map: JourneyMap
  readonly records: ReadonlyMap<string, AtlasRecord & { readonly ownerId?: string | null }>
  readonly unitName: UnitName
}

/** Steps in a row that the same units answer for, by their names. None: nobody is named in the whole journey. */
export type Part = { readonly units: readonly string[]; readonly steps: readonly AtlasRecord[] }

/** A hand-over: from whom, to whom, and the step with which the latter begin. */
export type Handover = { readonly from: readonly string[]; readonly to: readonly string[]; readonly step: AtlasRecord }

/** The parts, in the order of the steps. A step at which nobody is named stays with whom it was before; the first ones belong to whoever comes first. */
export function partsOf(known: Known): Part[] {
  const parts: { units: string[]; steps: AtlasRecord[] }[] = []
  for (const step of known.map.steps) {
    const units = ownersAt(known, step.id)
    const last = parts.at(-1)
    if (last === undefined) parts.push({ units, steps: [step] })
    else if (units.length === 0 || sameNames(units, last.units)) last.steps.push(step)
    else if (last.units.length === 0) {
      last.units = units
      last.steps.push(step)
    } else parts.push({ units, steps: [step] })
  }
  return parts
}

const sameNames = (a: readonly string[], b: readonly string[]): boolean =>
  a.length === b.length && a.every((name) => b.includes(name))

/** Where somebody comes in who was not there before. */
export function handovers(parts: readonly Part[]): Handover[] {
  return parts.slice(1).flatMap(({ units, steps }, n) => {
    const before = parts[n]?.units ?? []
    const to = units.filter((name) => !before.includes(name))
    const [step] = steps
    return to.length === 0 || step === undefined ? [] : [{ from: before, to, step }]
  })
}

/** What the lane of hand-overs says by itself, by step. */
export function handoverWords(known: Known): ReadonlyMap<string, string> {
  return new Map(
    handovers(partsOf(known)).map(({ from, to, step }) => [step.id, `${from.join(', ')} → ${to.join(', ')}`]),
  )
}

/** What the places of a lane say by themselves, whatever somebody wrote there; empty where its kind says nothing. `type`: of the lane. */
export type ByItself = (type: Json | undefined, step: string) => string

/** What lanes say by themselves: “Responsible” each unit on a line of its own, “Hand-over” where one hands over to another. */
export function byItself(known: Known): ByItself {
  const words = handoverWords(known)
  return (type, step) => {
    if (type === 'owner') return ownersAt(known, step).join('\n')
    return type === 'handover' ? (words.get(step) ?? '') : ''
  }
}
