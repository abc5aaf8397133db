// How the demo's atlas is written down: shapes of journeys with their steps and of things of the library, and ids in a line. Makes no records.
import type { AtlasKind, BindingAsk, BindingSign, Json, laneTypes } from '@lotse/protocol'
import type { Words } from './words.ts'

/** A fact of an event by which a step is visited, beside its name. `flow`: by the name of its file. */
export type SignPlan =
  | string
  | Extract<BindingSign, { event: string }>
  | { readonly flow: string; readonly step: string; readonly what: 'sent' | 'clicked' }

/** How a persona feels at a step, and why. */
export type FeelingPlan = number | readonly [value: number, why: Words]

/**
 * A step. `id`: unique in its journey. `mood`: terms of the taxonomy of feelings. `on`: what makes a visit; `asks`: what is an answer about it. `at`: what of the library stands here;
 * `behind`, `handover`: words in the lanes of these names. `feels`: by persona.
 */
export type StepPlan = {
  readonly id: string
  readonly name: Words
  readonly about: Words
  readonly feeling?: Words
  readonly motive?: Words
  readonly goal?: Words
  readonly mood?: readonly string[]
  readonly actor?: 'customer' | 'employee' | 'partner' | 'system'
  readonly is?: readonly ('momentOfTruth' | 'selfService' | 'start' | 'end')[]
  readonly on?: readonly SignPlan[]
  readonly asks?: readonly BindingAsk[]
  readonly at: readonly string[]
  readonly behind?: Words
  readonly handover?: Words
  readonly feels: Readonly<Record<string, FeelingPlan>>
}

/** A designed way from a step to another. `share`: of those who leave. `withinH`: what takes longer is late. */
export type WayPlan = readonly [
  from: string,
  to: string,
  share?: number,
  more?: { readonly label?: Words; readonly withinH?: number },
]

/** A phase with its steps. */
export type PhasePlan = {
  readonly id: string
  readonly name: Words
  readonly about: Words
  readonly steps: readonly StepPlan[]
}

/** What a lane shows; of feelings, whose. */
export type LanePlan = Exclude<(typeof laneTypes)[number], 'text' | 'emotion'> | 'behind' | `emotion:${string}`

/** What a journey took over from its template. `parts`: phases and steps of its own, by what they are called there. */
export type OriginPlan = { readonly template: JourneyPlan; readonly parts: Readonly<Record<string, string>> }

/** A journey. `owner`: key of the unit. `isTemplate`: others are made from it; `origin`: it was made from another one. `under`, `ofStep`: where it hangs in the hierarchy. `idleMin`: who does nothing for so long has dropped out. `asks`: what is an answer about the whole. */
export type JourneyPlan = {
  readonly id: string
  readonly owner: string
  readonly isTemplate?: true
  readonly origin?: OriginPlan
  readonly name: Words
  readonly about: Words
  readonly goal: Words
  readonly level: 'lifecycle' | 'journey' | 'part'
  readonly state: 'asIs' | 'toBe'
  readonly under?: string
  readonly ofStep?: string
  readonly idleMin?: number
  readonly asks?: readonly BindingAsk[]
  readonly personas: readonly string[]
  readonly dimensions?: Readonly<Record<'channels' | 'segments' | 'products' | 'brands', readonly string[]>>
  readonly lanes: readonly LanePlan[]
  readonly phases: readonly PhasePlan[]
  readonly ways: readonly WayPlan[]
}

/** How a thing of the library is tied to others. */
export type Ties = Readonly<Partial<Record<'supports' | 'uses' | 'feeds', readonly string[]>>>

/** A thing of the library. `words`: its other texts; `fields`: what is no text. */
export type ItemPlan = {
  readonly id: string
  readonly kind: AtlasKind
  readonly owner: string
  readonly name: Words
  readonly words?: Readonly<Record<string, Words>>
  readonly fields?: Readonly<Record<string, Json>>
  readonly ties?: Ties
}

/** The ids in a line, with spaces between; `prefix` before each. */
export function idsIn(line: string, prefix = ''): string[] {
  return line === '' ? [] : line.split(' ').map((id) => prefix + id)
}
