// A replay of a long history shares the thread.
import { Catalogs } from '@lotse/core/act'
import { END, flowOf } from '@lotse/testkit'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { readWorkspaceCatalog } from '../adapters/store/engine/catalog.ts'
import { testDatabase } from '../adapters/store/testing.ts'
import { HandEngine } from './engine/testing.ts'
import { replay } from './replay.ts'

let database: Awaited<ReturnType<typeof testDatabase>>
let engine: HandEngine

beforeEach(async () => {
  database = await testDatabase()
  engine = await HandEngine.on(database.url)
})
afterEach(async () => {
  await engine.close()
  await database.drop()
})

const ENTRIES = 1200

test('F9 others get their turn at the latest after 500 entries', async () => {
  await engine.publish('f', flowOf({ trigger: { event: 'Seen' }, entry: { rule: 'always' }, steps: [END] }))
  for (let n = 0; n < ENTRIES; n++) await engine.append(1, 'Seen')
  await engine.rest()
  const catalog = await readWorkspaceCatalog(database.pool, engine.workspace)
  if (catalog === null) throw new Error('the workspace has no catalog')
  const catalogs = new Catalogs(catalog.zone)
  catalogs.add(catalog.changes, catalog.flows, catalog.journeys)
  let turn = 0
  const count = (): void => {
    turn += 1
    ticking = setImmediate(count)
  }
  let ticking = setImmediate(count)
  const entries = new Map<number, number>()
  const trace = ({ what }: { readonly what: string }): void => {
    if (what === 'entered') entries.set(turn, (entries.get(turn) ?? 0) + 1)
  }
  await replay(1, { client: database.pool, catalogs, until: () => engine.now, trace })
  clearImmediate(ticking)
  const counts = [...entries.values()]
  expect(counts.reduce((sum, n) => sum + n, 0)).toBe(ENTRIES)
  expect(Math.max(...counts)).toBeLessThanOrEqual(500)
})
