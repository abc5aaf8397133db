// Follows a workspace's audit chain from its beginning and says where it breaks. Mends nothing.
import { sealedEntries, unsealedCount } from '../../adapters/store/audit-chain.ts'
import type { Db } from '../../adapters/store/members.ts'
import { type Anchor, type Break, ChainWalk } from './chain.ts'

/** What was found. `entries`: sealed ones that fit. `brokenAt` null: everything fits. */
export type Checked = {
  readonly entries: number
  readonly unsealed: number
  readonly head: { readonly place: number; readonly hash: string } | null
  readonly anchors: number
  readonly brokenAt: number | null
  readonly why: Break['why'] | null
}

const PAGE = 2000

/**
 * Checks a chain.
 *
 * @param anchors - of all workspaces; those of others are left out.
 */
export async function checkChain(db: Db, workspaceId: number, anchors: readonly Anchor[]): Promise<Checked> {
  const own = anchors.filter((anchor) => anchor.workspaceId === workspaceId)
  const walk = new ChainWalk(own)
  const broken = (await follow(db, workspaceId, walk)) ?? walk.end()
  return {
    entries: walk.place,
    unsealed: await unsealedCount(db, workspaceId),
    head: walk.hash === null ? null : { place: walk.place, hash: walk.hash.toString('hex') },
    anchors: own.length,
    brokenAt: broken?.at ?? null,
    why: broken?.why ?? null,
  }
}

async function follow(db: Db, workspaceId: number, walk: ChainWalk): Promise<Break | undefined> {
  for (;;) {
    const rows = await sealedEntries(db, workspaceId, { after: walk.place, limit: PAGE })
    for (const { hash, ...link } of rows) {
      const broken = walk.next(link, hash)
      if (broken) return broken
    }
    if (rows.length < PAGE) return undefined
  }
}
