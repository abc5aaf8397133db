// A workspace with customers, templates and queued messages for tests of sending. Never part of the server.
import { randomUUID } from 'node:crypto'
import type { EmailRequest, MessageRequest } from '@lotse/core/act'
import { emptyState, writeState } from '@lotse/core/understand'
import type { Json, TemplateDocument } from '@lotse/protocol'
import type { World } from '../../base/world.ts'
import type { DispatchOptions } from './start.ts'

/** So hurried that a test sees retries and broken circuits within a second. */
export const fast = {
  pollMs: 30,
  houseMs: 50,
  retry: { baseMs: 40, capMs: 200, tries: 4 },
  breaker: { failures: 5, baseMs: 50, capMs: 200 },
} as const satisfies DispatchOptions

/** What a test customer has; everything may be left out. */
export type TestCustomer = {
  readonly email?: string | null
  readonly traits?: Readonly<Record<string, Json>>
  readonly locale?: string
  readonly consent?: 'granted' | 'refused' | 'requested' | null
  readonly statedAt?: number
}

/** One workspace of its own. */
export class Shop {
  readonly world: World
  readonly id: number
  #made = 0

  private constructor(world: World, id: number) {
    this.world = world
    this.id = id
  }

  static async open(world: World, settings: object = {}): Promise<Shop> {
    const { rows } = await world.pool.query<{ id: number }>(
      `insert into workspace (name, zone, locale, settings, created_at) values ('Möbel & Mehr', 'Europe/Berlin', 'de', $1, 0) returning id`,
      [JSON.stringify(settings)],
    )
    const [row] = rows
    if (row === undefined) throw new Error('no workspace')
    return new Shop(world, row.id)
  }

  /** A customer with an address and consent to `news` unless said otherwise. */
  async customer(facts: TestCustomer = {}): Promise<number> {
    const { pool } = this.world
    const { rows } = await pool.query<{ id: number }>(`select nextval('customer_id_seq') as id`)
    const id = Number(rows[0]?.id)
    const email = facts.email === undefined ? `customer${id}@example.org` : facts.email
    if (email !== null)
      await pool.query(`insert into identity values ($1, 'email', $2, $3, 0, null)`, [this.id, email, id])
    const { consent = 'granted', statedAt = 1 } = facts
    if (consent !== null)
      await pool.query(`insert into consent values ($1, 'email', 'news', $2, $3, $4, 'form', 'v1', '{}')`, [
        id,
        this.id,
        consent,
        statedAt,
      ])
    const state = { ...emptyState(), ...(facts.locale ? { locale: [facts.locale, 1] as [string, number] } : {}) }
    for (const [name, value] of Object.entries(facts.traits ?? {})) state.traits[name] = [value, 1]
    await pool.query('insert into customer_state values ($1, $2, 0, $3)', [id, this.id, writeState(state)])
    return id
  }

  async template(key: string, parts: Partial<TemplateDocument> = {}): Promise<void> {
    const document = {
      lotse: 'template/1',
      name: key,
      channel: 'email',
      locale: 'de',
      subject: 'Hallo {{ customer.first_name | default: "du" }}',
      body: `<mjml><mj-body><mj-section><mj-column><mj-text>Guten Tag {{ customer.first_name }}. <a href="https://shop.example/cart?a=1&b=2">Zum Warenkorb</a>
        <a href="{{ unsubscribe_url }}">Abmelden</a></mj-text></mj-column></mj-section></mj-body></mjml>`,
      ...parts,
    }
    await this.world.pool.query('insert into template values ($1, $2, 1, $3, 0)', [
      this.id,
      key,
      JSON.stringify(document),
    ])
  }

  /** Queues a message as the engine does; answers its key. */
  async queue(customerId: number, request: Partial<EmailRequest> | MessageRequest = {}): Promise<string> {
    const whole: MessageRequest =
      request.channel === 'webhook'
        ? request
        : {
            channel: 'email',
            template: 'cart',
            templateVersion: 1,
            topic: 'news',
            transactional: false,
            event: null,
            ...request,
          }
    this.#made += 1
    const key = `run${this.#made}-${randomUUID().slice(0, 8)}/1/send/1`
    const now = this.world.clock.now()
    await this.world.pool.query(
      `with m as (insert into message (key, workspace_id, customer_id, run_id, flow_id, version, step, channel, topic, state, created_at, due_at, request)
        values ($1, $2, $3, $1, 'flow', 1, 'send', $4, $5, 'queued', $6, $6, $7) returning 1)
      insert into message_count values ($2, 'queued', $4, 0, 1) on conflict (workspace_id, state, channel, slot) do update set count = message_count.count + 1`,
      [
        key,
        this.id,
        customerId,
        whole.channel,
        whole.channel === 'email' ? whole.topic : null,
        now,
        JSON.stringify(whole),
      ],
    )
    return key
  }

  async message(key: string): Promise<{
    state: string
    reason: string | null
    attempts: number
    due_at: number
    reported: boolean
    address: string | null
  }> {
    const { rows } = await this.world.pool.query(
      'select state, reason, attempts, due_at, reported, address from message where key = $1',
      [key],
    )
    return rows[0]
  }

  /** How many messages stand in each state, by the gauge and by counting; both must agree. */
  async gauge(): Promise<{ gauge: Record<string, number>; counted: Record<string, number> }> {
    const { pool } = this.world
    const gauge = await pool.query<{ state: string; n: number }>(
      'select state, sum(count)::bigint as n from message_count where workspace_id = $1 group by 1 having sum(count) <> 0',
      [this.id],
    )
    const counted = await pool.query<{ state: string; n: number }>(
      'select state, count(*) as n from message where workspace_id = $1 group by 1',
      [this.id],
    )
    const map = (rows: { state: string; n: number }[]) =>
      Object.fromEntries(rows.map((row) => [row.state, Number(row.n)]))
    return { gauge: map(gauge.rows), counted: map(counted.rows) }
  }

  /** Names and message ids of the workspace's log, in order. */
  async log(): Promise<{ name: string; message_id: string; body: string; customer_id: number }[]> {
    const { rows } = await this.world.pool.query(
      'select name, message_id, body, customer_id from event where workspace_id = $1 order by txid, seq',
      [this.id],
    )
    return rows
  }
}

type Nothing = false | null | undefined | 0 | ''

/** Asks again until the answer is truthy; fails after the deadline. */
export async function until<T>(ask: () => Promise<T | Nothing> | T | Nothing, deadlineMs = 15_000): Promise<T> {
  const end = performance.now() + deadlineMs
  for (;;) {
    const answer = await ask()
    if (answer) return answer
    if (performance.now() > end) throw new Error('it did not happen in time')
    await new Promise((resume) => setTimeout(resume, 15))
  }
}
