// One customer's turn in a batch: the draft that inputs change, and what they ask of the world. Consumed by advance.
import type { Instant } from '../base/index.ts'
import type { LoggedEvent } from '../listen/index.ts'
import { CustomerFacts, type CustomerState, type EventAtHand, stated, WayCounts } from '../understand/index.ts'
import type { Catalog, Catalogs } from './catalog.ts'
import type { Effect } from './effect.ts'
import { RUN_STEPS_MAX, type Run } from './run.ts'
import type { Here } from './step.ts'
import type { Moment, Trace } from './trace.ts'

/** Adds to a live counter: step '' counts the flow itself. */
export type Count = (flow: string, version: number, step: string, what: string, by: number) => void

/** A customer as loaded: the draft that a turn changes. `runs` are those under way. */
export type Customer = { readonly id: number; state: CustomerState; runs: Run[] }

/** A rule threw; a bug of ours. */
export type Fault = { readonly run: Run; readonly at: Instant; readonly error: unknown }

/** What a turn needs and gathers. */
export class Turn {
  readonly customer: Customer
  readonly catalogs: Catalogs
  readonly effects: Effect[] = []
  /** Runs that were started, moved or ended. */
  readonly touched = new Set<Run>()
  /** Runs that were stopped because a rule threw when their time came (B2). */
  readonly faults: Fault[] = []
  readonly count: Count
  readonly trace: Trace | null
  /** What visits changed in the counters of journeys. */
  readonly ways = new WayCounts()
  /** Earlier events of the customer and of those merged into it; needed only when `historyNeeded` says so. */
  history: readonly LoggedEvent[] | null = null
  /** Steps left for the input in hand (F5). */
  stepsLeft = 0

  constructor(customer: Customer, catalogs: Catalogs, count: Count, trace: Trace | null = null) {
    this.customer = customer
    this.catalogs = catalogs
    this.count = count
    this.trace = trace
  }

  /** The customer's own zone, else the workspace's of the time. */
  zoneIn(catalog: Catalog): string {
    return stated(this.customer.state.zone) ?? catalog.zone
  }

  /** Facts about the customer with an event at hand. */
  facts(event: EventAtHand | undefined, now: Instant, catalog: Catalog, run?: Run): CustomerFacts {
    const onOlderVersion = run !== undefined && catalog.flows.get(run.flow)?.current.version !== run.version
    const table = onOlderVersion ? this.catalogs.compiledOf(run.flow, run.version) : catalog.aggregates.byKey
    return new CustomerFacts(this.customer.state, event, now, this.zoneIn(catalog), table)
  }

  /** Where a run's step acts. */
  here(run: Run, now: Instant, catalog: Catalog): Here {
    const { pins } = this.catalogs.edition(run.flow, run.version)
    const { customer, trace } = this
    const zone = this.zoneIn(catalog)
    const trigger: EventAtHand = run.data.e
    return {
      customer,
      run,
      pins,
      now,
      zone,
      trace,
      facts: () => this.facts(trigger, now, catalog, run),
      factsWith: (event) => this.facts(event, now, catalog, run),
      emit: (effect) => this.effects.push(effect),
    }
  }

  /** Tells whoever asks why. */
  tell(moment: Moment): void {
    this.trace?.(moment)
  }

  /** Takes one step from the allowance of the run and the input (F5). */
  mayStep(run: Run): boolean {
    run.data.n += 1
    this.stepsLeft -= 1
    return this.stepsLeft >= 0 && run.data.n <= RUN_STEPS_MAX
  }
}
