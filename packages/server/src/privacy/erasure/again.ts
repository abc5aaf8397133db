// Puts a restored backup right: whoever was erased after it was made is erased in it again, before anybody can look. Chooses nobody itself.
import { erasedIn, identitiesBy, insertAgain, raiseCustomerIds } from '../../adapters/store/privacy/again.ts'
import type { World } from '../../base/world.ts'
import { eraseAll } from './job.ts'
import { readLedger } from './ledger.ts'
import { identityMark } from './marks.ts'

const PAGE = 10_000

/**
 * Erases everybody whom the ledger of the data folder names and the database still knows, by number or by an identifier's mark.
 *
 * @returns how many people were erased.
 */
export async function eraseAgain(world: World): Promise<number> {
  const ledger = await readLedger(world.config.dataFolder)
  if (ledger.length === 0) return 0
  // Numbers given after the backup was made are given again by its older sequence; they must not meet those of erased people.
  await raiseCustomerIds(world.pool, Math.max(...ledger.flatMap(({ ids }) => ids)))
  const known = new Map<string, number>()
  for (const { workspaceId, marks, at } of ledger)
    for (const mark of marks) known.set(`${workspaceId} ${mark.toString('hex')}`, at)
  const found = new Map<number, number>()
  for (const { workspaceId, ids } of ledger)
    for (const id of await erasedIn(world.pool, workspaceId, ids)) found.set(id, workspaceId)
  for await (const row of identitiesOf(world)) {
    const mark = identityMark(world.secrets, row.workspaceId, row).toString('hex')
    if (row.firstSeenAt < (known.get(`${row.workspaceId} ${mark}`) ?? 0)) found.set(row.customerId, row.workspaceId)
  }
  for (const [customerId, workspaceId] of found)
    await insertAgain(world.pool, { workspaceId, customerId, now: world.clock.now() })
  return eraseAll(world, new AbortController().signal)
}

async function* identitiesOf({ pool }: World) {
  for (let after: Parameters<typeof identitiesBy>[1] = { workspaceId: 0, kind: '', value: '' }; ; ) {
    const rows = await identitiesBy(pool, after, PAGE)
    yield* rows
    const last = rows.at(-1)
    if (last === undefined || rows.length < PAGE) return
    after = last
  }
}
