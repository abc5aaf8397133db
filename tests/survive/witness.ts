// Looks into the outbox while the server lives and dies, and remembers when it first saw each message accepted. Never writes.
import pg from 'pg'

const LOOK_BACK_MS = 120_000

/** What was seen. */
export class Witness {
  readonly #seen = new Map<string, number>()

  /** When a message was first seen accepted, at the latest; undefined where nobody looked in time. */
  acceptedSince(key: string): number | undefined {
    return this.#seen.get(key)
  }

  /** How many messages were seen. */
  get size(): number {
    return this.#seen.size
  }

  /** Looks once; a database that does not answer is none of our business. */
  async look(databaseUrl: string): Promise<void> {
    const client = new pg.Client({ connectionString: databaseUrl, connectionTimeoutMillis: 2000 })
    client.on('error', () => undefined)
    try {
      await client.connect()
      const { rows } = await client.query<{ key: string }>(
        `select key from message where state = 'accepted' and answered_at > $1`,
        [Date.now() - LOOK_BACK_MS],
      )
      const now = Date.now()
      for (const { key } of rows) if (!this.#seen.has(key)) this.#seen.set(key, now)
    } catch {
      // The next look comes soon.
    } finally {
      await client.end().catch(() => undefined)
    }
  }
}
