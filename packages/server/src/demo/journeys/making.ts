// Makes edits of the demo's plans: the records of a journey and of the library. Stores nothing.
import { cellIdOf, feelingIdOf, keysKeeping } from '@lotse/core/atlas'
import type { AtlasEdit, AtlasKind, Json } from '@lotse/protocol'
import { laneNames } from './lanes.ts'
import { laneIdOf, partIdOf, templatePlaces, wayIdOf } from './parts.ts'
import type { FeelingPlan, ItemPlan, JourneyPlan, LanePlan, SignPlan, StepPlan } from './plan.ts'
import { bothOf, type Words } from './words.ts'

const HOUR_MS = 3_600_000
const MINUTE_MS = 60_000

/** What plans name. `flows`: ids of flows by the names of their files; `members`: who answers for a journey, by its owner. */
export type Known = {
  readonly items: ReadonlyMap<string, ItemPlan>
  readonly flows: ReadonlyMap<string, string>
  readonly members: ReadonlyMap<string, string>
}

type Fields = Readonly<Record<string, Json>>
type Make = (kind: AtlasKind, id: string, fields: Fields) => AtlasEdit
/** The lane that takes things of a kind. */
const laneOfKind: Readonly<Partial<Record<AtlasKind, LanePlan>>> = {
  touchpoint: 'touchpoint',
  persona: 'persona',
  channel: 'channel',
  need: 'need',
  process: 'process',
  transaction: 'process',
  application: 'application',
  dataObject: 'data',
  dataSource: 'data',
  insight: 'insight',
}

/** A thing of the library. */
export function itemEdit({ id, kind, name, words = {}, fields = {} }: ItemPlan): AtlasEdit {
  const texts = Object.entries(words).map(([field, text]) => [field, bothOf(text)] as const)
  return {
    do: 'make',
    id,
    kind,
    journey: null,
    fields: { ...fields, name: bothOf(name), ...Object.fromEntries(texts) },
  }
}

/** How things of the library are tied to one another. */
export function tieEdits({ id, ties = {} }: ItemPlan): AtlasEdit[] {
  return Object.entries(ties).flatMap(([how, others]) =>
    others.map((to): AtlasEdit => {
      const fields = { from: id, to, how }
      return { do: 'make', id: `${id}.${how}.${to}`, kind: 'link', journey: null, fields }
    }),
  )
}

/**
 * Everything of a journey.
 *
 * @throws Error where it names something that is not there.
 */
export function journeyEdits(plan: JourneyPlan, known: Known): AtlasEdit[] {
  const make: Make = (kind, id, fields) => ({ do: 'make', id, kind, journey: plan.id, fields })
  return [
    journeyEdit(plan, known),
    ...laneEdits(plan, make),
    ...phaseEdits(plan, make, known),
    ...plan.phases.flatMap(({ id, steps }) =>
      steps.flatMap((step) => placeEdits({ plan, step, phase: partIdOf(plan, id), make, known })),
    ),
    ...wayEdits(plan, make),
  ]
}

function journeyEdit(plan: JourneyPlan, { members }: Known): AtlasEdit {
  const { id, owner, level, state, under, ofStep, idleMin, asks, personas, dimensions, isTemplate, origin } = plan
  const responsible = members.get(owner)
  const fields: Fields = {
    ...textsOf(plan, ['name', 'about', 'goal']),
    level,
    state,
    actor: 'customer',
    personas,
    ...dimensions,
    ...(under === undefined ? {} : { under }),
    ...(ofStep === undefined ? {} : { ofStep }),
    ...(idleMin === undefined ? {} : { idleMs: idleMin * MINUTE_MS }),
    ...(asks === undefined ? {} : { binding: { on: [], asks: plain(asks) } }),
    ...(responsible === undefined ? {} : { responsible }),
    ...(isTemplate === undefined ? {} : { isTemplate }),
    ...(origin === undefined ? {} : { template: origin.template.id }),
  }
  return { do: 'make', id, kind: 'journey', journey: null, fields }
}

function textsOf<F extends string>(plan: Readonly<Partial<Record<F, Words>>>, fields: readonly F[]): Fields {
  return Object.fromEntries(
    fields.flatMap((field) => {
      const words = plan[field]
      return words === undefined ? [] : [[field, bothOf(words)]]
    }),
  )
}

function laneEdits(plan: JourneyPlan, make: Make): AtlasEdit[] {
  const { lanes } = plan
  const keys = keysKeeping(lanes.map((lane) => keptIn(plan)?.get(`lane ${lane}`)))
  return lanes.map((lane, index) => {
    const [type, persona] = lane === 'behind' ? ['text'] : lane.split(':')
    const name = bothOf(laneNames[type === 'emotion' ? 'emotion' : (lane as keyof typeof laneNames)])
    const of = persona === undefined ? {} : { persona }
    return make('lane', laneIdOf(plan, lane), { name, type: type ?? lane, order: keys[index] ?? 'V', ...of })
  })
}

/** The places in the template that a journey was made from. */
const keptIn = ({ origin }: JourneyPlan) => (origin === undefined ? undefined : templatePlaces(origin.template))

function phaseEdits(plan: JourneyPlan, make: Make, known: Known): AtlasEdit[] {
  const { origin, phases } = plan
  const kept = keptIn(plan)
  const placeOf = ({ id }: { readonly id: string }) => kept?.get(origin?.parts[id] ?? '')
  const keys = keysKeeping(phases.map(placeOf))
  return phases.flatMap((phase, index) => {
    const id = partIdOf(plan, phase.id)
    const stepKeys = keysKeeping(phase.steps.map(placeOf))
    return [
      make('phase', id, { ...textsOf(phase, ['name', 'about']), order: keys[index] ?? 'V' }),
      ...phase.steps.map((step, at) =>
        make('step', partIdOf(plan, step.id), { ...stepFields(step, known), phase: id, order: stepKeys[at] ?? 'V' }),
      ),
    ]
  })
}

function stepFields(step: StepPlan, { flows }: Known): Fields {
  const { actor = 'customer', is = [], mood = [], on = [], asks } = step
  const asked = asks === undefined ? {} : { asks: plain(asks) }
  return {
    ...textsOf(step, ['name', 'about', 'feeling', 'motive', 'goal']),
    actor,
    ...Object.fromEntries(is.map((flag) => [flag, true])),
    ...(mood.length === 0 ? {} : { terms: mood.map((term) => `feeling-${term}`) }),
    ...(on.length === 0 ? {} : { binding: { on: on.map((sign) => signOf(sign, flows)), ...asked } }),
  }
}

/** As JSON has it. */
const plain = (value: object): Json => JSON.parse(JSON.stringify(value))

function signOf(sign: SignPlan, flows: Known['flows']): Json {
  if (typeof sign === 'string') return { event: sign }
  if ('event' in sign) return plain(sign)
  const flow = flows.get(sign.flow)
  if (flow === undefined) throw new Error(`no flow ${sign.flow}`)
  return { message: { flow, step: sign.step, what: sign.what } }
}

type Placing = {
  readonly plan: JourneyPlan
  readonly step: StepPlan
  readonly phase: string
  readonly make: Make
  readonly known: Known
}

function placeEdits({ plan, step, phase, make, known }: Placing): AtlasEdit[] {
  const stepId = partIdOf(plan, step.id)
  const keys = keysKeeping(step.at.map(() => undefined))
  const placed = step.at.map((item, index) => {
    const kind = known.items.get(item)?.kind
    const lane = kind && laneOfKind[kind]
    if (lane === undefined || !plan.lanes.includes(lane)) throw new Error(`no lane for ${item} in ${plan.id}`)
    const fields = { item, step: stepId, lane: laneIdOf(plan, lane), order: keys[index] ?? 'V' }
    // What customers require is kept by the phase, too.
    return make('placement', `${stepId}.${item}`, kind === 'need' ? { ...fields, phase } : fields)
  })
  const written = (['behind', 'handover'] as const).flatMap((lane) => {
    const words = step[lane]
    if (words === undefined) return []
    const at = laneIdOf(plan, lane)
    return [make('cell', cellIdOf(stepId, at), { step: stepId, lane: at, text: bothOf(words) })]
  })
  const felt = Object.entries(step.feels).map(([persona, feeling]) =>
    make('feeling', feelingIdOf(stepId, persona), { step: stepId, persona, ...feelingFields(feeling) }),
  )
  return [...placed, ...written, ...felt]
}

function feelingFields(feeling: FeelingPlan): Fields {
  return typeof feeling === 'number' ? { value: feeling } : { value: feeling[0], why: bothOf(feeling[1]) }
}

function wayEdits(plan: JourneyPlan, make: Make): AtlasEdit[] {
  return plan.ways.map(([from, to, share, { label, withinH } = {}]) =>
    make('transition', wayIdOf(plan, from, to), {
      from: partIdOf(plan, from),
      to: partIdOf(plan, to),
      ...(share === undefined ? {} : { share }),
      ...(label === undefined ? {} : { label: bothOf(label) }),
      ...(withinH === undefined ? {} : { withinMs: withinH * HOUR_MS }),
    }),
  )
}
