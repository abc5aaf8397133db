// A whole server to be attacked: a real process on its own PostgreSQL with an open shop, and ways to see that it still works. Only tests use it.
import type pg from 'pg'
import { createClient } from '../../packages/server/src/adapters/store/pool.ts'
import { postgresUrl, temporaryFolder, until } from '../process.ts'
import { type OpenShop, openShop } from '../survive/open-shop.ts'
import { type Site, siteOf } from '../survive/site.ts'

export type Answer = {
  readonly status: number
  readonly type: string
  readonly text: string
  /** Of a problem document; undefined for other answers. */
  readonly code: string | undefined
}

/** Tells stuck from slow: on a quiet machine a good event is applied within some 50 ms. */
const APPLIED_MS = 10_000

/** The server under attack. */
export class Target {
  readonly site: Site
  readonly shop: OpenShop
  readonly client: pg.Client
  readonly #remove: () => void
  #good = 0

  private constructor(parts: { site: Site; shop: OpenShop; client: pg.Client; remove: () => void }) {
    this.site = parts.site
    this.shop = parts.shop
    this.client = parts.client
    this.#remove = parts.remove
  }

  /** Starts it. An admin `ada@example.org` with the password `long enough for a test` may sign in. */
  static async start(): Promise<Target> {
    const folder = temporaryFolder()
    const site = await siteOf({
      LOTSE_DATA: folder.path,
      LOTSE_LOG: 'warn',
      LOTSE_ADMIN_EMAIL: 'ada@example.org',
      LOTSE_ADMIN_PASSWORD: 'long enough for a test',
    })
    await site.start()
    const shop = await openShop(site)
    const client = createClient({ url: postgresUrl(folder.path), name: 'attack' })
    await client.connect()
    return new Target({ site, shop, client, remove: folder.remove })
  }

  /** Sends any bytes anywhere. */
  async send(
    method: string,
    path: string,
    {
      body,
      headers = {},
    }: { readonly body?: string | Buffer; readonly headers?: Readonly<Record<string, string>> } = {},
  ): Promise<Answer> {
    const response = await fetch(`${this.site.url}${path}`, {
      method,
      headers,
      redirect: 'manual',
      ...(body === undefined ? {} : { body: typeof body === 'string' ? body : new Uint8Array(body) }),
    })
    const text = await response.text()
    return { status: response.status, type: response.headers.get('content-type') ?? '', text, code: codeIn(text) }
  }

  /** Sends to the tracking API with the shop's key. */
  track(path: string, body: string | Buffer | object): Promise<Answer> {
    const plain = typeof body === 'string' || Buffer.isBuffer(body) ? body : JSON.stringify(body)
    const headers = { 'content-type': 'application/json', authorization: `Basic ${btoa(`${this.shop.writeKey}:`)}` }
    return this.send('POST', path, { body: plain, headers })
  }

  /** Whether a good event is still taken and applied: for a fresh customer, or for a known one. */
  async works(userId = `good-${++this.#good}`): Promise<boolean> {
    const messageId = `works-${++this.#good}`
    const { status } = await this.track('/v1/track', { event: 'Looked', userId, messageId })
    return status === 200 && until(() => this.isApplied(messageId), APPLIED_MS)
  }

  /** Whether the engine's position is behind an event. */
  async isApplied(messageId: string): Promise<boolean> {
    const { rows } = await this.client.query(
      `select from event e join bucket b on b.bucket = e.bucket where e.message_id = $1 and (b.txid, b.seq) >= (e.txid, e.seq)`,
      [messageId],
    )
    return rows.length > 0
  }

  async stop(): Promise<void> {
    await this.client.end()
    await this.site.stop()
    this.#remove()
  }
}

function codeIn(text: string): string | undefined {
  try {
    const { code } = JSON.parse(text) as { code?: unknown }
    return typeof code === 'string' ? code : undefined
  } catch {
    return undefined
  }
}
