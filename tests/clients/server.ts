// A tracking server on a real port and a fresh database, for clients that are pointed at it. Answers what is stored; sends nothing.
import type { AddressInfo } from 'node:net'
import { testWorld } from '../../packages/server/src/adapters/store/testing.ts'
import { createHttp } from '../../packages/server/src/base/http.ts'
import type { World } from '../../packages/server/src/base/world.ts'
import { createAcceptor } from '../../packages/server/src/listen/acceptor.ts'
import { trackingRoutes } from '../../packages/server/src/listen/routes.ts'

/** The write key that every client uses. */
export const WRITE_KEY = 'wk_clients'

/** An event as it is stored. */
export type Stored = {
  readonly name: string
  readonly kind: number
  readonly channel: string
  readonly message_id: string
  readonly customer_id: number
  readonly occurred_at: number
  readonly received_at: number
  readonly body: {
    readonly p?: object
    readonly t?: object
    readonly i?: readonly (readonly [string, string])[]
    readonly c?: object
  }
}

export type TrackingServer = {
  readonly url: string
  /** The log once it holds that many events, in order; fails after ten seconds. */
  events(count: number): Promise<readonly Stored[]>
  close(): Promise<void>
}

const PATIENCE_MS = 10_000
const LOOK_EVERY_MS = 50

/** Starts it. */
export async function startTracking(): Promise<TrackingServer> {
  const { world, drop } = await testWorld()
  await world.pool.query(`insert into workspace (name, created_at) values ('Shop', 0)`)
  await world.pool.query(`insert into source (workspace_id, name, write_key, created_at) values (1, 'site', $1, 0)`, [
    WRITE_KEY,
  ])
  const acceptor = createAcceptor(world)
  const app = await createHttp({ world, readiness: async () => ({ ready: true, parts: {} }) })
  await app.register(trackingRoutes(world, acceptor))
  await app.listen({ port: 0, host: '127.0.0.1' })
  const { port } = app.server.address() as AddressInfo
  const close = async () => {
    await app.close()
    await acceptor.close()
    await drop()
  }
  return { url: `http://127.0.0.1:${port}`, events: (count) => waitForEvents(world, count), close }
}

async function waitForEvents(world: World, count: number): Promise<readonly Stored[]> {
  const until = Date.now() + PATIENCE_MS
  for (;;) {
    const { rows } = await world.pool.query<Omit<Stored, 'body'> & { body: string }>(
      'select * from event order by txid, seq',
    )
    if (rows.length >= count) return rows.map((row) => ({ ...row, body: JSON.parse(row.body) }))
    if (Date.now() > until)
      throw new Error(`${rows.length} of ${count} events arrived: ${rows.map((row) => row.name).join(', ')}`)
    await new Promise((resume) => setTimeout(resume, LOOK_EVERY_MS))
  }
}
