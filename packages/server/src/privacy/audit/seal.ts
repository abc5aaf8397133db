// Seals audit entries into their chains within a second of their writing. Writers never wait for it, and it never changes what they wrote.
import { setTimeout as wait } from 'node:timers/promises'
import { type ChainRow, type Head, sealEntries, unsealedWorkspaces } from '../../adapters/store/audit-chain.ts'
import type { World } from '../../base/world.ts'
import { dropAnchors } from './anchors.ts'
import { linkHash } from './chain.ts'

const ROUND_MS = 1000
const BATCH_ROWS = 500
/** A head is written down outside of the database at most this often, and only where the chain has grown. */
const ANCHOR_MS = 60_000

/** Seals all that waits, in every workspace. Answers the heads of the chains that grew. */
export async function sealAll({ db }: Pick<World, 'db'>): Promise<Map<number, Head>> {
  const heads = new Map<number, Head>()
  for (const workspaceId of await unsealedWorkspaces(db))
    for (let sealed = BATCH_ROWS; sealed === BATCH_ROWS; ) {
      const round = await sealEntries(db, workspaceId, { limit: BATCH_ROWS, seal: hashesOf })
      sealed = round.sealed
      if (round.head) heads.set(workspaceId, round.head)
    }
  return heads
}

function hashesOf(head: Head | undefined, rows: readonly ChainRow[]): Buffer[] {
  let before = head?.hash ?? null
  return rows.map((row) => {
    before = linkHash(before, row)
    return before
  })
}

/** Seals once a second until stopped, then once more; heads are anchored in the data folder. */
export async function keepSealing(world: World, stopping: AbortSignal): Promise<void> {
  const grown = new Map<number, Head>()
  let anchoredAt = 0
  for (let last = false; !last; ) {
    last = stopping.aborted
    try {
      for (const [workspaceId, head] of await sealAll(world)) grown.set(workspaceId, head)
      if (grown.size > 0 && (last || performance.now() - anchoredAt >= ANCHOR_MS)) {
        await dropAnchors(world.config.dataFolder, grown, world.clock.now())
        grown.clear()
        anchoredAt = performance.now()
      }
    } catch (error) {
      world.log.error({ err: error }, 'audit entries were not sealed')
    }
    if (!last) await wait(ROUND_MS, undefined, { signal: stopping, ref: false }).catch(() => {})
  }
}
