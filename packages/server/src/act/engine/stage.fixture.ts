// A database with a hand-driven engine for one test, and what tests look at afterwards. Only tests use it.
import { Catalogs, type Run } from '@lotse/core/act'
import { type CustomerState, readState } from '@lotse/core/understand'
import { END, flowOf, sendStep, waitStep } from '@lotse/testkit'
import type { Pool, QueryResult, QueryResultRow } from 'pg'
import { afterEach, beforeEach, expect } from 'vitest'
import { readWorkspaceCatalog } from '../../adapters/store/engine/catalog.ts'
import { testDatabase } from '../../adapters/store/testing.ts'
import { replay } from '../replay.ts'
import { HandEngine } from './testing.ts'

type Database = Awaited<ReturnType<typeof testDatabase>>

/** A state with its runs in the form in which stored and rebuilt ones can be compared. */
export type Picture = { readonly state: CustomerState; readonly runs: Readonly<Record<string, unknown>> }

/** Opened before each test, closed after it. */
export class Stage {
  readonly engine: HandEngine
  readonly #database: Database

  private constructor(database: Database, engine: HandEngine) {
    this.#database = database
    this.engine = engine
  }

  static async open(): Promise<Stage> {
    const database = await testDatabase()
    return new Stage(database, await HandEngine.on(database.url))
  }

  async close(): Promise<void> {
    await this.engine.close()
    await this.#database.drop()
  }

  get pool(): Pool {
    return this.#database.pool
  }

  async rows(text: string, values: unknown[] = []): Promise<QueryResult['rows']> {
    return (await this.engine.client.query(text, values)).rows
  }

  async stateOf(customer: number): Promise<CustomerState> {
    const [row] = await this.rows('select state from customer_state where customer_id = $1', [customer])
    return readState(row?.['state'])
  }

  /** A live counter, over all flows. */
  async countOf(step: string, what: string): Promise<number> {
    const text = 'select coalesce(sum(count), 0) as n from flow_count where step = $1 and what = $2'
    return Number((await this.rows(text, [step, what]))[0]?.['n'])
  }

  /** A customer as stored, and as a replay of the log makes it. */
  async rebuilt(customer: number): Promise<{ readonly rebuilt: Picture; readonly stored: Picture }> {
    const catalog = await readWorkspaceCatalog(this.engine.client, this.engine.workspace)
    if (catalog === null) throw new Error('the workspace is gone')
    const catalogs = new Catalogs(catalog.zone)
    catalogs.add(catalog.changes, catalog.flows, catalog.journeys)
    const state = await this.stateOf(customer)
    const replayed = await replay(customer, { client: this.engine.client, catalogs, until: () => state.clock })
    const stored = await this.rows('select * from run where customer_id = $1', [customer])
    const ids = stored.map((row) => row['id'])
    return {
      rebuilt: {
        state: replayed.customer.state,
        runs: Object.fromEntries(ids.map((id) => [id, pictureOf(replayed.runs.get(id))])),
      },
      stored: { state, runs: Object.fromEntries(stored.map((row) => [row['id'], pictureOfRow(row)])) },
    }
  }
}

/** Waits an hour after something was laid into the cart, writes, and is content once it was bought. */
export const cart = flowOf({
  trigger: { event: 'Product Added' },
  goal: { event: 'Order Completed' },
  steps: [waitStep('wait', '1h', 'mail'), sendStep('mail'), END],
})

/** What the tests of a file work with; another one for each of them. */
export type On = {
  readonly stage: Stage
  readonly engine: HandEngine
  readonly rows: Stage['rows']
  /** Holds a customer as stored to what a replay of the log makes of it. */
  replayEqualsStore(customer: number): Promise<void>
}

/** Opens a stage before each test of a file and closes it afterwards. */
export function onStage(): On {
  let stage: Stage
  beforeEach(async () => {
    stage = await Stage.open()
  })
  afterEach(() => stage.close())
  return {
    get stage() {
      return stage
    },
    get engine() {
      return stage.engine
    },
    rows: (text, values) => stage.rows(text, values),
    replayEqualsStore: async (customer) => {
      const { rebuilt, stored } = await stage.rebuilt(customer)
      expect(rebuilt).toEqual(stored)
    },
  }
}

function pictureOf(run: Run | undefined): unknown {
  return run && { step: run.step, wakeAt: run.wakeAt, ended: run.ended?.reason ?? null, data: run.data }
}

function pictureOfRow(row: QueryResultRow): unknown {
  return { step: row['step'], wakeAt: row['wake_at'], ended: row['reason'], data: JSON.parse(row['state']) }
}
