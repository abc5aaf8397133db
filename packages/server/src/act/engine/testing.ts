// An engine for tests: one lane on a real database, driven by hand with a clock of the test's own. Only tests use it.
import type { PartLeaving, PartStaying } from '@lotse/core/act'
import { bucketOf } from '@lotse/core/base'
import { type EventBody, HISTORY, type InputKind, inputKinds, type LeaveBody } from '@lotse/core/listen'
import type { FlowDocument, JourneyDocument, JsonObject } from '@lotse/protocol'
import type pg from 'pg'
import { holdLeases, releaseLeases } from '../../adapters/store/engine/lease.ts'
import { appendEvents, oldestWaiting } from '../../adapters/store/log.ts'
import { createClient } from '../../adapters/store/pool.ts'
import type { BatchResult } from './batch.ts'
import { CatalogBook } from './catalogs.ts'
import { Lane } from './lane.ts'

type EventParts = {
  readonly kind?: InputKind
  readonly properties?: JsonObject
  readonly body?: EventBody | LeaveBody | PartStaying | PartLeaving
  readonly occurredAt?: number
  readonly channel?: string
  readonly history?: boolean
}

/** After this long a test's engine is thought never to come to rest. */
const REST_MS_MAX = 20_000

/** One lane with all buckets. */
export class HandEngine {
  readonly workspace: number
  readonly client: pg.Client
  readonly owner: string
  now = Date.UTC(2026, 0, 5)
  lane: Lane
  #messages = 0

  private constructor(client: pg.Client, workspace: number, owner: string) {
    this.client = client
    this.workspace = workspace
    this.owner = owner
    this.lane = this.#newLane()
  }

  /** An engine on a database, with a workspace of its own and all free buckets. */
  static async on(url: string, owner = 'hand'): Promise<HandEngine> {
    const client = createClient({ url, name: 'lotse test' })
    await client.connect()
    const { rows } = await client.query(
      `insert into workspace (name, zone, created_at) values ('Test', 'Europe/Berlin', 0) returning id`,
    )
    const engine = new HandEngine(client, rows[0].id, owner)
    await engine.lease()
    return engine
  }

  #newLane(): Lane {
    return new Lane({ client: this.client, book: new CatalogBook(), slot: 0, now: () => this.now })
  }

  /** Holds leases as the database has them. */
  async lease(): Promise<void> {
    const { leases, surplus } = await holdLeases(this.client, this.owner)
    if (surplus > 0)
      await releaseLeases(
        this.client,
        this.owner,
        leases.slice(-surplus).map(({ bucket }) => bucket),
      )
    this.lane.hold(surplus > 0 ? leases.slice(0, -surplus) : leases)
  }

  /** Forgets everything in memory, as a killed worker does. */
  async restart(): Promise<void> {
    this.lane = this.#newLane()
    await this.lease()
  }

  /** Publishes a document, effective at once. */
  async publish(flow: string, document: FlowDocument, version = 1): Promise<void> {
    const pins = { templates: { hello: 1 } }
    await this.client.query(
      `insert into flow (id, workspace_id, name, status, draft, version, created_at, updated_at) values ($1, $2, $3, 'live', $4, $5, 0, 0) on conflict do nothing`,
      [flow, this.workspace, document.name, JSON.stringify(document), version],
    )
    await this.client.query(
      'insert into flow_version (flow_id, version, workspace_id, document, pins, published_at) values ($1, $2, $3, $4, $5, $6)',
      [flow, version, this.workspace, JSON.stringify(document), JSON.stringify(pins), this.now],
    )
    await this.change(flow, 'publish', version)
  }

  /** Writes a change of the catalog, effective now. */
  async change(flow: string, action: string, version = 1, detail: JsonObject = {}): Promise<void> {
    await this.client.query(
      'insert into catalog_change (workspace_id, effective_at, flow_id, version, action, detail) values ($1, $2, $3, $4, $5, $6)',
      [this.workspace, this.now, flow, version, action, JSON.stringify(detail)],
    )
  }

  /** Publishes an edition of a journey, effective now; 0: it is measured no longer. */
  async measure(journey: string, document: JourneyDocument, number = 1): Promise<void> {
    const values = [this.workspace, journey, number]
    await this.client.query('insert into journey_edition values ($1, $2, $3, $4, $5, null, $5, 0)', [
      ...values,
      JSON.stringify(document),
      this.now,
    ])
    await this.client.query(
      `insert into journey_fill (workspace_id, journey, number, bucket, effective_at)
       select $1, $2, $3, bucket, $4 from bucket`,
      [...values, this.now],
    )
    await this.change(journey, 'journey', number)
  }

  /** Appends an entry to a customer's log, arriving now. */
  async append(customer: number, name: string, parts: EventParts = {}): Promise<void> {
    const body = parts.body ?? (parts.properties ? { p: parts.properties } : {})
    await appendEvents(this.client, [
      {
        workspaceId: this.workspace,
        customerId: customer,
        kind: inputKinds[parts.kind ?? 'track'],
        flags: parts.history ? HISTORY : 0,
        sourceId: null,
        name,
        channel: parts.channel ?? 'web',
        messageId: `m${++this.#messages}`,
        occurredAt: parts.occurredAt ?? this.now,
        receivedAt: this.now,
        body: JSON.stringify(body),
      },
    ])
  }

  /** Makes a customer reachable by e-mail for the topic `news`. */
  async reachable(customer: number): Promise<void> {
    await this.append(customer, 'Identified', { kind: 'identify', body: { t: { email: `c${customer}@shop.example` } } })
    const s = { channel: 'email', topic: 'news', state: 'granted', source: 'test' } as const
    await this.append(customer, 'Consent Changed', { kind: 'consent', body: { s } })
  }

  /** Works until nothing is left to do at this instant. */
  async rest(): Promise<void> {
    const deadline = performance.now() + REST_MS_MAX
    while (performance.now() < deadline) {
      const { events, timers, swept } = await this.step()
      // Entries stay unseen while any older transaction of the whole database server is under way, other tests' included.
      if (events + timers === 0 && !swept && (await oldestWaiting(this.client)) === null) return
    }
    throw new Error('the engine does not come to rest')
  }

  /** Waits until every entry can be seen: no older transaction of the whole database server, other tests' included, is under way. */
  async visible(): Promise<void> {
    const seen = 'select coalesce(max(txid) < log_horizon(), true) as all from event'
    for (const deadline = performance.now() + REST_MS_MAX; performance.now() < deadline; ) {
      if ((await this.client.query(seen)).rows[0].all) return
    }
    throw new Error('entries stay unseen')
  }

  /** One batch; a tick of the hand clock lets the lane look at catalog and timers again. */
  step(): Promise<BatchResult> {
    this.now += 100
    return this.lane.step()
  }

  async bucketRow(customer: number): Promise<{ bucket: number; epoch: number; txid: string; seq: number }> {
    const bucket = bucketOf(this.workspace, customer)
    return (await this.client.query('select * from bucket where bucket = $1', [bucket])).rows[0]
  }

  async close(): Promise<void> {
    await this.client.end()
  }
}
