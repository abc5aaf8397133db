// Which flows rule at an instant: a fold of all published changes up to it. Two workers, or a replay years later, see the same.
import type { Aggregate, FlowDocument } from '@lotse/protocol'
import type { Instant } from '../base/index.ts'
import { type AggregateSet, aggregateSet, type CompiledAggregate } from '../understand/index.ts'
import { compileEdition, type Edition } from './flow/edition.ts'
import type { Pins } from './flow/pins.ts'

/** What can be done to a published flow. */
export type CatalogAction = 'publish' | 'hold' | 'discard' | 'resume' | 'archive'

/** One change, effective from an instant on. `spreadMs`: over how long overdue runs leave after a resume (F7). */
export type CatalogChange = {
  readonly seq: number
  readonly effectiveAt: Instant
  readonly flow: string
  readonly version: number
  readonly action: CatalogAction
  readonly spreadMs?: number
}

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
  readonly effectiveAt: Instant
  readonly flows: ReadonlyMap<string, FlowStanding>
  /** Live and held flows by the event that triggers them, in the order in which they act (F1). */
  readonly triggers: ReadonlyMap<string, readonly FlowStanding[]>
  readonly aggregates: AggregateSet
}

const EMPTY: Catalog = {
  seq: 0,
  effectiveAt: Number.NEGATIVE_INFINITY,
  flows: new Map(),
  triggers: new Map(),
  aggregates: aggregateSet(0, new Map()),
}

/** The order in which flows act: higher priority first, then by id (F1). */
export function byPriority(a: Edition, b: Edition): number {
  return b.priority - a.priority || (a.flow < b.flow ? -1 : a.flow > b.flow ? 1 : a.version - b.version)
}

/** The history of a workspace's catalog. Compiles each version and each standing once. */
export class Catalogs {
  /** The zone of customers whose own is not known. */
  readonly zone: string
  readonly #catalogs: Catalog[] = [EMPTY]
  readonly #editions = new Map<string, Edition>()
  readonly #tables = new Map<string, AggregateSet['byKey']>()

  constructor(zone: string) {
    this.zone = zone
  }

  /** The newest change known, 0 before any. */
  get seq(): number {
    return this.#newest.seq
  }

  /** Adds changes in the order of their seq, with the documents they speak of. */
  add(changes: readonly CatalogChange[], published: readonly PublishedFlow[]): void {
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
    return EMPTY
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

  /** The set of aggregates with an id, as it was kept by states. */
  aggregateSet(id: number): AggregateSet {
    return this.#catalogs.find((catalog) => catalog.aggregates.id === id)?.aggregates ?? EMPTY.aggregates
  }

  get #newest(): Catalog {
    return this.#catalogs.at(-1) ?? EMPTY
  }

  #next(change: CatalogChange): Catalog {
    const before = this.#newest
    // A change never becomes effective before the one it follows.
    const effectiveAt = Math.max(change.effectiveAt, before.effectiveAt)
    const flows = new Map(before.flows)
    flows.set(change.flow, this.#standing(before.flows.get(change.flow), change, effectiveAt))
    const active = [...flows.values()]
      .filter((flow) => flow.status !== 'archived')
      .sort((a, b) => byPriority(a.current, b.current))
    return {
      seq: change.seq,
      effectiveAt,
      flows,
      triggers: byTrigger(active),
      aggregates: nextSet(before.aggregates, change.seq, active),
    }
  }

  #standing(before: FlowStanding | undefined, change: CatalogChange, at: Instant): FlowStanding {
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
