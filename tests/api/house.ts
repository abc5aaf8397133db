// A management API on a database of its own, with two workspaces, callers of every kind and a hand-driven engine. Only tests use it.
import {
  type OperationAnswer,
  type OperationInput,
  type OperationName,
  operations,
  type ProblemDocument,
  type Role,
  requestOf,
  roles,
} from '@lotse/protocol'
import type { FastifyInstance } from 'fastify'
import { HandEngine } from '../../packages/server/src/act/engine/testing.ts'
import { testWorld } from '../../packages/server/src/adapters/store/testing.ts'
import { buildApi } from '../../packages/server/src/api/start.ts'
import { hashOf } from '../../packages/server/src/base/auth.ts'
import { closeHttp } from '../../packages/server/src/base/http.ts'
import { hashPassword } from '../../packages/server/src/base/passwords.ts'
import type { Streams } from '../../packages/server/src/base/sse.ts'
import type { World } from '../../packages/server/src/base/world.ts'
import { type Acceptor, createAcceptor } from '../../packages/server/src/listen/acceptor.ts'

/** Headers that say who calls. */
export type Proof = Readonly<Record<string, string>>
export type Reply = {
  readonly status: number
  readonly headers: Readonly<Record<string, unknown>>
  readonly text: string
  // The answers' shapes are checked by the server itself; tests look at the parts they are about.
  readonly json: Readonly<Record<string, unknown>> & Partial<ProblemDocument>
}

export const PASSWORD = 'correct horse battery'
export const NOW = Date.UTC(2026, 10, 20, 12)

export class House {
  now = NOW
  readonly world: World
  readonly acceptor: Acceptor
  readonly app: FastifyInstance
  readonly streams: Streams
  readonly engine: HandEngine
  readonly writeKey = 'wk_house'
  /** Tokens of the house's workspace by role, and an admin's of another workspace. */
  readonly tokens = new Map<Role | 'foreign', Proof>()
  readonly foreignWorkspace: number
  readonly #drop: () => Promise<void>

  private constructor(parts: {
    world: World
    acceptor: Acceptor
    app: FastifyInstance
    streams: Streams
    engine: HandEngine
    foreign: number
    drop: () => Promise<void>
  }) {
    this.world = parts.world
    this.acceptor = parts.acceptor
    this.app = parts.app
    this.streams = parts.streams
    this.engine = parts.engine
    this.foreignWorkspace = parts.foreign
    this.#drop = parts.drop
  }

  get workspace(): number {
    return this.engine.workspace
  }

  /** Builds a house. `members`: whether somebody can sign in from the start. `config`: what is not as in a plain test. */
  static async build({
    members = true,
    config = {},
  }: {
    readonly members?: boolean
    readonly config?: Partial<World['config']>
  } = {}): Promise<House> {
    let house: House | undefined
    const { world, drop } = await testWorld({ now: () => house?.now ?? NOW }, config)
    const engine = await HandEngine.on(world.config.databaseUrl ?? '')
    engine.now = NOW
    const { rows } = await world.pool.query<{ id: number }>(
      `insert into workspace (name, created_at) values ('Foreign', 0) returning id`,
    )
    const acceptor = createAcceptor(world)
    const { app, streams } = await buildApi(world, acceptor)
    house = new House({ world, acceptor, app, streams, engine, foreign: rows[0]?.id ?? 0, drop })
    await house.#fill(members)
    return house
  }

  async #fill(members: boolean): Promise<void> {
    const { pool } = this.world
    await pool.query(`insert into source (workspace_id, name, write_key, created_at) values ($1, 'Site', $2, 0)`, [
      this.workspace,
      this.writeKey,
    ])
    for (const role of roles) this.tokens.set(role, await this.#token(this.workspace, role))
    this.tokens.set('foreign', await this.#token(this.foreignWorkspace, 'admin'))
    if (members) await this.addMember('admin@shop.example', 'admin')
  }

  async #token(workspace: number, role: Role): Promise<Proof> {
    const secret = `lotse_test_${role}_${workspace}_0000000000`
    await this.world.pool.query(
      `insert into api_token (hash, workspace_id, name, role, created_at) values ($1, $2, $3, $4, 0)`,
      [hashOf(secret), workspace, `${role} token`, role],
    )
    return { authorization: `Bearer ${secret}` }
  }

  /** Adds a member with {@link PASSWORD}. */
  async addMember(email: string, role: Role): Promise<void> {
    const { rows } = await this.world.pool.query<{ id: number }>(
      `insert into member (email, name, password_hash, created_at) values ($1, $2, $3, 0) returning id`,
      [email, email.split('@')[0], await hashPassword(PASSWORD)],
    )
    await this.world.pool.query('insert into membership values ($1, $2, $3)', [this.workspace, rows[0]?.id, role])
  }

  /** The token of a role. */
  as(role: Role | 'foreign'): Proof {
    return this.tokens.get(role) ?? {}
  }

  /** Calls an operation; as an admin's token unless said otherwise. */
  async call<N extends OperationName>(
    name: N,
    input: OperationInput<N>,
    headers: Proof = this.as('admin'),
  ): Promise<Reply> {
    const { method, path, body } = requestOf(name, input)
    return this.send(method, path, { headers, ...(body === undefined ? {} : { body }) })
  }

  /** Calls an operation that must succeed, and answers what it answers. */
  async ok<N extends OperationName>(
    name: N,
    input: OperationInput<N>,
    headers: Proof = this.as('admin'),
  ): Promise<OperationAnswer<N>> {
    const reply = await this.call(name, input, headers)
    if (reply.status >= 300) throw new Error(`${name} was answered ${reply.status}: ${reply.text}`)
    return (reply.text === '' ? undefined : reply.json) as OperationAnswer<N>
  }

  /** Sends any request. A body is JSON unless the headers say otherwise. */
  async send(
    method: string,
    path: string,
    { body, headers = {} }: { readonly body?: string; readonly headers?: Proof } = {},
  ): Promise<Reply> {
    const typed = body === undefined ? headers : { 'content-type': 'application/json', ...headers }
    const reply = await this.app.inject({
      method: method as 'GET',
      url: path,
      headers: typed,
      ...(body === undefined ? {} : { payload: body }),
    })
    const text = reply.body
    return { status: reply.statusCode, headers: reply.headers, text, json: jsonOf(text) }
  }

  /** Signs a member in and answers the cookie to send along. */
  async signIn(email = 'admin@shop.example', password = PASSWORD): Promise<Proof> {
    const reply = await this.call('signIn', { body: { email, password } }, {})
    if (reply.status !== 200) throw new Error(`sign-in answered ${reply.status}: ${reply.text}`)
    return { cookie: cookiesOf(reply) }
  }

  /** Sends events through the tracking API. */
  async track(events: readonly object[]): Promise<void> {
    const batch = JSON.stringify({ writeKey: this.writeKey, batch: events })
    const reply = await this.send('POST', '/v1/batch', { body: batch })
    if (reply.status !== 200) throw new Error(`tracking answered ${reply.status}: ${reply.text}`)
  }

  /** Lets the engine work until nothing is left, at the house's time. */
  async settle(): Promise<void> {
    this.engine.now = this.now
    await this.engine.rest()
    this.now = this.engine.now
  }

  /** The id of the customer with a user id. */
  async customer(userId: string): Promise<string> {
    const { rows } = await this.world.pool.query<{ id: number }>(
      `select customer_id as id from identity where workspace_id = $1 and kind = 'userId' and value = $2`,
      [this.workspace, userId],
    )
    return String(rows[0]?.id)
  }

  async close(): Promise<void> {
    this.streams.closeAll()
    await closeHttp(this.app, 100)
    await this.acceptor.close()
    await this.engine.close()
    await this.#drop()
  }
}

/** The cookies that an answer sets, as a browser would send them. */
export function cookiesOf(reply: Reply): string {
  const set = reply.headers['set-cookie']
  const all = Array.isArray(set) ? set : set === undefined ? [] : [set]
  return all.map((one) => String(one).split(';')[0]).join('; ')
}

/** Method and path of every operation. */
export const allOperations = Object.entries(operations) as [OperationName, (typeof operations)[OperationName]][]

function jsonOf(text: string): Reply['json'] {
  try {
    return JSON.parse(text)
  } catch {
    return {}
  }
}
