// Freezes a journey for measuring: which events are a visit of which step, where runs begin and end, what was designed. Finds what hinders it; measures nothing.
import {
  type AtlasRecord,
  type BindingAsk,
  type BindingSign,
  binding,
  type Condition,
  type JourneyDocument,
  type Json,
} from '@lotse/protocol'
import { compileFilter, DAY_MS, Problem } from '../base/index.ts'
import { textsOf } from './edit.ts'
import { journeyMap } from './map.ts'
import { freezeSegments, type SegmentFault } from './segments.ts'

/** What hinders measuring, or will not be measured. `record`: the step, touchpoint or segment; null: the journey as a whole. */
export type MeasuringFault = {
  readonly code: 'nothing_bound' | 'not_bound' | 'not_there_yet' | 'no_way_there' | SegmentFault['code']
  readonly severity: 'error' | 'warning'
  readonly record: string | null
  readonly facts: Readonly<Record<string, string>>
}

/** A journey frozen, and what is wrong with it; with an error it must not be published. */
export type Frozen = { readonly document: JourneyDocument; readonly faults: readonly MeasuringFault[] }

/** Who does nothing for so long has dropped out, where the journey says nothing else. */
export const IDLE_MS = 30 * DAY_MS

type Sign = JourneyDocument['steps'][number]['on'][number]
type Report = (code: MeasuringFault['code'], record: string | null, facts?: MeasuringFault['facts']) => void

const errors: ReadonlySet<MeasuringFault['code']> = new Set(['nothing_bound', 'condition_invalid'])

/**
 * Freezes a journey as it stands (J6).
 *
 * @param journey - its id.
 * @param records - everything in it, the library records it names, and the channels and segments that these name.
 */
export function freezeJourney(journey: string, records: readonly AtlasRecord[]): Frozen {
  const faults: MeasuringFault[] = []
  const report: Report = (code, record, facts = {}) =>
    void faults.push({ code, severity: errors.has(code) ? 'error' : 'warning', record, facts })
  const known = new Map(records.filter(({ removed }) => !removed).map((record) => [record.id, record]))
  const { steps: laid } = journeyMap(records)
  const placed = placedAt(known)
  const steps = laid.map((step) => {
    const items = placed.get(step.id) ?? []
    const on = [step, ...items].flatMap((record) => signsOf(record, report))
    const asks = [step, ...items].flatMap((record) => asksOf(record, report))
    if (on.length === 0) report('not_bound', step.id)
    const frozen = { id: step.id, name: { ...textsOf(step.fields['name']) }, on, channels: channelsOf(items, known) }
    return asks.length === 0 ? frozen : { ...frozen, asks }
  })
  if (steps.every(({ on }) => on.length === 0)) report('nothing_bound', null)
  const { moves, starts, ends } = waysOf(laid, records)
  for (const step of unreached(steps, moves, starts)) report('no_way_there', step)
  const whole = known.get(journey)
  const idle = whole?.fields['idleMs']
  const asks = whole === undefined ? [] : asksOf(whole, report)
  const { segments, faults: open } = freezeSegments(journey, known)
  for (const { code, record, facts } of open) report(code, record, facts)
  const document: JourneyDocument = { steps, moves, starts, ends, idleMs: typeof idle === 'number' ? idle : IDLE_MS }
  if (asks.length > 0) document.asks = asks
  if (segments.length > 0) document.segments = segments
  return { document, faults }
}

/** What is placed at each step. */
function placedAt(known: ReadonlyMap<string, AtlasRecord>): Map<string, AtlasRecord[]> {
  const placed = new Map<string, AtlasRecord[]>()
  for (const { kind, fields } of known.values()) {
    const item = kind === 'placement' ? known.get(text(fields['item'])) : undefined
    if (item) placed.set(text(fields['step']), [...(placed.get(text(fields['step'])) ?? []), item])
  }
  return placed
}

const text = (value: Json | undefined): string => (typeof value === 'string' ? value : '')
const idsIn = (value: Json | undefined): string[] => (Array.isArray(value) ? value.map((one) => text(one)) : [])

/** The events that make a visit of a step or touchpoint. A condition must be true of the event alone: who it is may be known otherwise tomorrow. */
function signsOf({ id, fields }: AtlasRecord, report: Report): Sign[] {
  const bound = binding.safeParse(fields['binding'])
  if (!bound.success) return []
  return bound.data.on.flatMap((sign): Sign[] => {
    const match = matchOf(sign)
    if (typeof match === 'string') {
      report('not_there_yet', id, { what: match })
      return []
    }
    return compiles(match, id, report) ? [match] : []
  })
}

/** The events that are answers about a step, a touchpoint or the journey. */
function asksOf({ id, fields }: AtlasRecord, report: Report): BindingAsk[] {
  const bound = binding.safeParse(fields['binding'])
  return bound.success ? (bound.data.asks ?? []).filter((ask) => compiles(ask, id, report)) : []
}

function compiles({ where }: Pick<Sign, 'where'>, record: string, report: Report): boolean {
  try {
    if (where) compileFilter(where)
    return true
  } catch (error) {
    if (!(error instanceof Problem)) throw error
    report('condition_invalid', record, { reason: error.code })
    return false
  }
}

const messageEvents = {
  sent: 'Message Sent',
  delivered: 'Message Delivered',
  opened: 'Message Opened',
  clicked: 'Message Clicked',
  held: 'Message Suppressed',
  bounced: 'Message Bounced',
  failed: 'Message Failed',
} as const

/** A sign as an event with a condition; what Lotse cannot see yet by its name. */
function matchOf(sign: BindingSign): Sign | 'queue' | 'guide' {
  if ('event' in sign) return sign
  if ('page' in sign) return { event: 'Page Viewed', where: pathIs(sign.page) }
  if ('message' in sign) {
    const { flow, step, what } = sign.message
    const all = [is('flow', flow), ...(step === undefined ? [] : [is('step', step)])]
    return { event: messageEvents[what], where: { all } }
  }
  return 'queue' in sign ? 'queue' : 'guide'
}

const is = (property: string, literal: string): Condition => ({ op: 'eq', left: { property }, right: { literal } })

function pathIs(page: string): Condition {
  if (!page.endsWith('*')) return is('path', page)
  return { op: 'starts_with', left: { property: 'path' }, right: { literal: page.slice(0, -1) } }
}

/** The channels, as events name them, that a step was designed for: of the channels and touchpoints that stand there. */
function channelsOf(items: readonly AtlasRecord[], known: ReadonlyMap<string, AtlasRecord>): string[] {
  const channels = items.flatMap((item) =>
    item.kind === 'channel'
      ? [item]
      : item.kind === 'touchpoint'
        ? idsIn(item.fields['channels']).flatMap((id) => known.get(id) ?? [])
        : [],
  )
  const wires = channels.flatMap(({ fields }) => Object.values(textsOf(fields['wire'])))
  return [...new Set(wires.map((wire) => wire.trim()).filter((wire) => wire !== ''))].sort()
}

/** Designed ways. Where nobody drew any, each step leads to the next; where nobody said so, what has no way in begins and what has none out ends. */
function waysOf(laid: readonly AtlasRecord[], records: readonly AtlasRecord[]) {
  const ids = new Set(laid.map(({ id }) => id))
  const drawn = records.flatMap(({ kind, removed, fields }) => {
    const [from, to, withinMs] = [text(fields['from']), text(fields['to']), fields['withinMs']]
    if (kind !== 'transition' || removed || !ids.has(from) || !ids.has(to)) return []
    return [typeof withinMs === 'number' ? { from, to, withinMs } : { from, to }]
  })
  const inLine = laid.slice(1).map(({ id }, index) => ({ from: laid[index]?.id ?? '', to: id }))
  const moves = drawn.length > 0 ? drawn : inLine
  const flagged = (flag: 'start' | 'end') => laid.filter(({ fields }) => fields[flag] === true).map(({ id }) => id)
  const without = (side: 'from' | 'to') => {
    const having = new Set(moves.map((move) => move[side]))
    return laid.map(({ id }) => id).filter((id) => !having.has(id))
  }
  const [starts, ends] = [flagged('start'), flagged('end')]
  return {
    moves,
    starts: starts.length > 0 ? starts : orFirst(without('to'), laid),
    ends: ends.length > 0 ? ends : without('from'),
  }
}

const orFirst = (ids: string[], laid: readonly AtlasRecord[]): string[] =>
  ids.length > 0 ? ids : laid.slice(0, 1).map(({ id }) => id)

function unreached(
  steps: JourneyDocument['steps'],
  moves: JourneyDocument['moves'],
  starts: readonly string[],
): string[] {
  const reached = new Set(starts)
  for (const step of reached) for (const { from, to } of moves) if (from === step) reached.add(to)
  return steps.map(({ id }) => id).filter((id) => !reached.has(id))
}
