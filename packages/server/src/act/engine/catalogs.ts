// The catalogs of all workspaces as this worker knows them. Compiles; decides nothing.
import { type CatalogChange, Catalogs, zoneBefore } from '@lotse/core/act'
import type { ClientBase } from 'pg'
import { newestChange, readChanges, type WorkspaceChange, workspaceZones } from '../../adapters/store/engine/catalog.ts'

/** A change takes effect a second after it is written; looking more often than that, no worker misses it. */
const LOOK_MS = 100

/** Keeps the catalogs up to date. */
export class CatalogBook {
  readonly #byWorkspace = new Map<number, Catalogs>()
  #seq = 0
  #lookedAt = Number.NEGATIVE_INFINITY
  #changes: CatalogChange[] = []
  #hasJourneys = false

  /** Every change known, in order; lanes find in it what they must wake. */
  get changes(): readonly CatalogChange[] {
    return this.#changes
  }

  /** Whether any journey was ever measured. */
  get hasJourneys(): boolean {
    return this.#hasJourneys
  }

  /** Reads new changes, at most every 100 ms. Must be called before a batch is read. */
  async refresh(client: ClientBase, now: number): Promise<void> {
    if (now - this.#lookedAt < LOOK_MS && now >= this.#lookedAt) return
    if ((await newestChange(client)) > this.#seq) await this.#read(client)
    this.#lookedAt = now
  }

  async #read(client: ClientBase): Promise<void> {
    const zones = await workspaceZones(client)
    const { changes, flows, journeys } = await readChanges(client, this.#seq)
    for (const workspace of new Set(changes.map((change) => change.workspace))) {
      const mine = (row: { readonly workspace: number }) => row.workspace === workspace
      const own = changes.filter(mine)
      const catalogs = this.#byWorkspace.get(workspace) ?? new Catalogs(zoneBefore(own, zones.get(workspace) ?? 'UTC'))
      catalogs.add(own, flows.filter(mine), journeys.filter(mine))
      this.#byWorkspace.set(workspace, catalogs)
    }
    this.#changes = [...this.#changes, ...changes]
    this.#hasJourneys ||= journeys.length > 0
    this.#seq = newestOf(changes, this.#seq)
  }

  /** The catalogs of a workspace. Where nothing was ever published there is no flow, so nobody asks for a zone. */
  of(workspace: number): Catalogs {
    return this.#byWorkspace.get(workspace) ?? NOTHING_PUBLISHED
  }
}

const NOTHING_PUBLISHED = new Catalogs('UTC')

const newestOf = (changes: readonly WorkspaceChange[], before: number): number => changes.at(-1)?.seq ?? before
