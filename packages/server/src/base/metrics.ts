// What `GET /metrics` tells (Prometheus). Counters are added to where things happen; threads' figures are summed on each scrape. No ids of people in labels.
import type { Pool } from 'pg'
import { AggregatorRegistry, Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client'

/** This thread's registry. */
export const registry = new Registry()
export type MetricsAsJson = Awaited<ReturnType<Registry['getMetricsAsJSON']>>

const registers = [registry]
const FAST_SECONDS = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10]
const SIZES = [1, 5, 10, 50, 100, 250, 500, 1000, 2000, 4000]

export const eventsAccepted = new Counter({
  name: 'lotse_events_accepted_total',
  help: 'Events that are durable in the log',
  registers,
})
export const eventsDuplicate = new Counter({
  name: 'lotse_events_duplicate_total',
  help: 'Events whose message id was known already',
  registers,
})
/** `code`: from the table of problems. */
export const eventsRefused = new Counter({
  name: 'lotse_events_refused_total',
  help: 'Events kept aside, by the reason',
  labelNames: ['code'] as const,
  registers,
})
export const acceptSeconds = new Histogram({
  name: 'lotse_accept_seconds',
  help: 'From the arrival of a group of events to its commit',
  buckets: FAST_SECONDS,
  registers,
})
export const acceptGroupEvents = new Histogram({
  name: 'lotse_accept_group_events',
  help: 'Events that shared one commit',
  buckets: SIZES,
  registers,
})

export const engineInputs = new Counter({
  name: 'lotse_engine_inputs_total',
  help: 'Inputs that the engine has applied, by kind (event, timer)',
  labelNames: ['kind'] as const,
  registers,
})
export const engineBatchSeconds = new Histogram({
  name: 'lotse_engine_batch_seconds',
  help: 'One batch of the engine, from reading to commit',
  buckets: FAST_SECONDS,
  registers,
})
export const engineBatchInputs = new Histogram({
  name: 'lotse_engine_batch_inputs',
  help: 'Inputs in one batch of the engine',
  buckets: SIZES,
  registers,
})
export const engineLagSeconds = new Gauge({
  name: 'lotse_engine_lag_seconds',
  help: 'Age of the oldest accepted event that is not applied yet',
  aggregator: 'max',
  registers,
})
export const engineBuckets = new Gauge({
  name: 'lotse_engine_buckets',
  help: 'Buckets leased by this process',
  registers,
})
export const engineSetAside = new Counter({
  name: 'lotse_engine_set_aside_total',
  help: 'Inputs set aside because a rule threw',
  registers,
})

/** `state`: as in the table message. */
export const messages = new Counter({
  name: 'lotse_messages_total',
  help: 'Messages that entered a state, by channel',
  labelNames: ['channel', 'state'] as const,
  registers,
})
export const sendSeconds = new Histogram({
  name: 'lotse_send_seconds',
  help: 'One hand-over to a provider',
  labelNames: ['channel'] as const,
  buckets: FAST_SECONDS,
  registers,
})

/** `route`: the pattern, never the address itself. */
export const httpSeconds = new Histogram({
  name: 'lotse_http_seconds',
  help: 'One HTTP request',
  labelNames: ['method', 'route', 'status'] as const,
  buckets: FAST_SECONDS,
  registers,
})

const watched = new Map<string, Pool>()
new Gauge({
  name: 'lotse_database_connections',
  help: 'Connections of each pool by state (busy, idle), and callers waiting for one',
  labelNames: ['pool', 'state'] as const,
  registers,
  collect() {
    for (const [pool, { totalCount, idleCount, waitingCount }] of watched) {
      this.set({ pool, state: 'busy' }, totalCount - idleCount)
      this.set({ pool, state: 'idle' }, idleCount)
      this.set({ pool, state: 'waiting' }, waitingCount)
    }
  },
})

/** Shows a pool's use from now on. */
export function watchPool(name: string, pool: Pool): void {
  watched.set(name, pool)
}

type Collector = () => Promise<MetricsAsJson>
const collectors = new Set<Collector>()

/** Adds another thread's figures to each scrape. */
export function collectFrom(collector: Collector): void {
  collectors.add(collector)
}

/** Memory, processor time and event loop of the process; called once, in the main thread. */
export function measureProcess(): void {
  collectDefaultMetrics({ register: registry })
}

/** This thread's figures, as handed to the main thread. */
export function ownMetrics(): Promise<MetricsAsJson> {
  return registry.getMetricsAsJSON()
}

/** The text that Prometheus reads, summed over all threads. */
export async function scrape(): Promise<{ readonly contentType: string; readonly text: string }> {
  const parts = await Promise.all([ownMetrics(), ...[...collectors].map((collect) => collect())])
  return { contentType: registry.contentType, text: await AggregatorRegistry.aggregate(parts).metrics() }
}
