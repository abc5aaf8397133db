// Which flows rule at an instant: a fold of all published changes up to it. Two workers, or a replay years later, see the same.
import type { Aggregate, FlowDocument, JourneyDocument } from '@lotse/protocol'
import type { Instant } from '../base/index.ts'
import {
  type AggregateSet,
  aggregateSet,
  type CompiledAggregate,
  compileJourney,
  type EditionName,
  type JourneyEdition,
  type JourneySet,
  journeySet,
} from '../understand/index.ts'
import { compileEdition, type Edition } from './flow/edition.ts'
import type { Pins } from './flow/pins.ts'

/** What can be done to a published flow. */
export type FlowAction = 'publish' | 'hold' | 'discard' | 'resume' | 'archive'

/** One thing done to a flow. `spreadMs`: over how long overdue runs leave after a resume (F7). */
export type FlowChange = {
  readonly seq: number
  readonly effectiveAt: Instant
  readonly flow: string
  readonly version: number
  readonly action: FlowAction
  readonly spreadMs?: number
}

/** The workspace's zone, in which customers live whose own is not known, became another. */
export type ZoneChange = {
  readonly seq: number
  readonly effectiveAt: Instant
  readonly action: 'zone'
  readonly from: string
  readonly to: string
}

/** An edition of a journey is measured from now on; number 0: the journey no longer is. */
export type JourneyChange = EditionName & {
  readonly seq: number
  readonly effectiveAt: Instant
  readonly action: 'journey'
}

/** One change of the catalog, effective from an instant on. */
export type CatalogChange = FlowChange | ZoneChange | JourneyChange

/** A frozen journey as stored. */
export type PublishedJourney = EditionName & { readonly document: JourneyDocument }

/** A published document as stored. */
export type PublishedFlow = {
  readonly flow: string
  readonly version: number
  readonly document: FlowDocument
  readonly pins: Pins
}

/** A time during which a flow was held; `to` infinite while it is. */
export type Hold = { readonly from: Instant; readonly to: Instant; readonly spreadMs: number }

/** A flow as it stands at an instant. */
export type FlowStanding = {
  readonly flow: string
  readonly current: Edition
  readonly status: 'live' | 'held' | 'archived'
  readonly holds: readonly Hold[]
  /** Instants at which all runs under way were ended. */
  readonly discards: readonly Instant[]
}

/** All flows of a workspace at an instant. `seq`: the newest change it holds. */
export type Catalog = {
  readonly seq: number
  readonly zone: string
  readonly effectiveAt: Instant
  readonly flows: ReadonlyMap<string, FlowStanding>
  /** Live and held flows by the event that triggers them, in the order in which they act (F1). */
  readonly triggers: ReadonlyMap<string, readonly FlowStanding[]>
  readonly aggregates: AggregateSet
  readonly journeys: JourneySet
}

const emptyCatalog = (zone: string): Catalog => ({
  seq: 0,
  zone,
  effectiveAt: Number.NEGATIVE_INFINITY,
  flows: new Map(),
  triggers: new Map(),
  aggregates: aggregateSet(0, new Map()),
  journeys: journeySet(0, new Map()),
})

/** The zone of a workspace before its first change of zone: what that change left, else the zone of today. */
export function zoneBefore(changes: readonly CatalogChange[], today: string): string {
  const first = changes.find((change) => change.action === 'zone')
  return first?.action === 'zone' ? first.from : today
}

/** The order in which flows act: higher priority first, then by id (F1). */
export function byPriority(a: Edition, b: Edition): number {
  return b.priority - a.priority || (a.flow < b.flow ? -1 : a.flow > b.flow ? 1 : a.version - b.version)
}

/** The history of a workspace's catalog. Compiles each version and each standing once. */
export class Catalogs {
  readonly #catalogs: [Catalog, ...Catalog[]]
  readonly #editions = new Map<string, Edition>()
  readonly #tables = new Map<string, AggregateSet['byKey']>()
  readonly #journeys = new Map<string, JourneyEdition>()

  /** @param zone - of the workspace before its first change of zone. */
  constructor(zone: string) {
    this.#catalogs = [emptyCatalog(zone)]
  }

  /** The newest change known, 0 before any. */
  get seq(): number {
    return this.#newest.seq
  }

  /** Adds changes in the order of their seq, with the documents they speak of. */
  add(
    changes: readonly CatalogChange[],
    published: readonly PublishedFlow[],
    journeys: readonly PublishedJourney[] = [],
  ): void {
    for (const one of journeys) this.#journeys.set(`${one.journey}/${one.number}`, compileJourney(one, one.document))
    for (const { flow, version, document, pins } of published) {
      this.#editions.set(`${flow}/${version}`, compileEdition(flow, version, document, pins))
    }
    for (const change of changes) if (change.seq > this.seq) this.#catalogs.push(this.#next(change))
  }

  /** What rules at `now`. */
  at(now: Instant): Catalog {
    for (let i = this.#catalogs.length - 1; i > 0; i--) {
      const catalog = this.#catalogs[i]
      if (catalog !== undefined && catalog.effectiveAt <= now) return catalog
    }
    return this.#catalogs[0]
  }

  /** A compiled version; it must have been added. */
  edition(flow: string, version: number): Edition {
    const edition = this.#editions.get(`${flow}/${version}`)
    if (edition === undefined) throw new Error(`flow ${flow} version ${version} is not in the catalog`)
    return edition
  }

  /** The compiled aggregates of one version, by key. */
  compiledOf(flow: string, version: number): AggregateSet['byKey'] {
    const id = `${flow}/${version}`
    const known = this.#tables.get(id) ?? aggregateSet(-1, this.edition(flow, version).aggregates).byKey
    this.#tables.set(id, known)
    return known
  }

  /** Every aggregate that was asked for at some time after a set was current, up to a catalog; by key. */
  aggregatesSince(id: number, catalog: Catalog): AggregateSet['byKey'] {
    const all = new Map<string, CompiledAggregate>()
    for (const { seq, aggregates } of this.#catalogs) {
      if (seq > catalog.seq || aggregates.id <= id) continue
      for (const [key, compiled] of aggregates.byKey) all.set(key, compiled)
    }
    return all
  }

  /** Whether the sets of aggregates changed more than once after a set was current, up to a catalog. */
  changedTwiceSince(id: number, catalog: Catalog): boolean {
    const last = catalog.aggregates.id
    return this.#catalogs.some(({ aggregates }) => aggregates.id > id && aggregates.id < last)
  }

  /** The set of aggregates with an id, as it was kept by states. */
  aggregateSet(id: number): AggregateSet {
    return this.#catalogs.find((catalog) => catalog.aggregates.id === id)?.aggregates ?? this.#catalogs[0].aggregates
  }

  /** The first set of journeys after one, if it rules at `until`, and since when. */
  journeysAfter(id: number, until: Instant): { readonly set: JourneySet; readonly since: Instant } | undefined {
    if (this.#newest.journeys.id <= id) return undefined
    const next = this.#catalogs.find(({ journeys }) => journeys.id > id)
    return next && next.effectiveAt <= until ? { set: next.journeys, since: next.effectiveAt } : undefined
  }

  /** Whether an edition is, or was, measured by `now`. */
  wasMeasured({ journey, number }: EditionName, now: Instant): boolean {
    return this.#catalogs.some(
      ({ effectiveAt, journeys }) => effectiveAt <= now && journeys.editions.get(journey)?.number === number,
    )
  }

  /** The set of journeys with an id, as it was kept by states. */
  journeySet(id: number): JourneySet {
    return this.#catalogs.find((catalog) => catalog.journeys.id === id)?.journeys ?? this.#catalogs[0].journeys
  }

  get #newest(): Catalog {
    return this.#catalogs.at(-1) ?? this.#catalogs[0]
  }

  #next(change: CatalogChange): Catalog {
    const before = this.#newest
    // A change never becomes effective before the one it follows.
    const effectiveAt = Math.max(change.effectiveAt, before.effectiveAt)
    if (change.action === 'zone') return { ...before, seq: change.seq, effectiveAt, zone: change.to }
    if (change.action === 'journey')
      return { ...before, seq: change.seq, effectiveAt, journeys: this.#measured(before.journeys, change) }
    const flows = new Map(before.flows)
    flows.set(change.flow, this.#standing(before.flows.get(change.flow), change, effectiveAt))
    const active = [...flows.values()]
      .filter((flow) => flow.status !== 'archived')
      .sort((a, b) => byPriority(a.current, b.current))
    return {
      seq: change.seq,
      zone: before.zone,
      effectiveAt,
      flows,
      triggers: byTrigger(active),
      aggregates: nextSet(before.aggregates, change.seq, active),
      journeys: before.journeys,
    }
  }

  #measured(before: JourneySet, { seq, journey, number }: JourneyChange): JourneySet {
    const editions = new Map(before.editions)
    const edition = this.#journeys.get(`${journey}/${number}`)
    if (edition) editions.set(journey, edition)
    else editions.delete(journey)
    return journeySet(seq, editions)
  }

  #standing(before: FlowStanding | undefined, change: FlowChange, at: Instant): FlowStanding {
    const flow = change.flow
    const current = this.edition(flow, change.version)
    const holds = before?.holds ?? []
    const discards = before?.discards ?? []
    switch (change.action) {
      case 'publish':
        return { flow, current, status: before?.status === 'held' ? 'held' : 'live', holds, discards }
      case 'hold':
        return {
          flow,
          current,
          status: 'held',
          holds: [...holds, { from: at, to: Number.POSITIVE_INFINITY, spreadMs: 0 }],
          discards,
        }
      case 'resume':
        return { flow, current, status: 'live', holds: endHold(holds, at, change.spreadMs ?? 0), discards }
      case 'discard':
        return { flow, current, status: 'held', holds, discards: [...discards, at] }
      case 'archive':
        return { flow, current, status: 'archived', holds, discards: [...discards, at] }
    }
  }
}

function endHold(holds: readonly Hold[], at: Instant, spreadMs: number): Hold[] {
  return holds.map((hold) => (hold.to === Number.POSITIVE_INFINITY ? { from: hold.from, to: at, spreadMs } : hold))
}

function byTrigger(active: readonly FlowStanding[]): Map<string, FlowStanding[]> {
  const triggers = new Map<string, FlowStanding[]>()
  for (const standing of active) {
    const { event } = standing.current.trigger
    const known = triggers.get(event)
    if (known) known.push(standing)
    else triggers.set(event, [standing])
  }
  return triggers
}

function nextSet(before: AggregateSet, id: number, active: readonly FlowStanding[]): AggregateSet {
  const wanted = new Map<string, Aggregate>()
  for (const { current } of active) for (const [key, aggregate] of current.aggregates) wanted.set(key, aggregate)
  const same = wanted.size === before.byKey.size && [...wanted.keys()].every((key) => before.byKey.has(key))
  return same ? before : aggregateSet(id, wanted)
}
