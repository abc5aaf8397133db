// Takes a person out of what was sent and is kept as it was sent: deliveries of webhooks, and files that wait to be imported. Rewrites nothing.
import { cancelImport, heldFiles } from '../../adapters/store/file-imports.ts'
import { deleteByIds, deliveriesAfter } from '../../adapters/store/privacy/remains.ts'
import type { World } from '../../base/world.ts'
import { storedRecords } from '../../listen/files/content.ts'
import type { Needle } from './needle.ts'

const PAGE = 200

/** Deletes deliveries that name her, and throws uploaded files away that do: who uploaded one can do so again without her. */
export async function eraseSent(
  world: World,
  workspaceId: number,
  needle: Needle,
): Promise<{ readonly deliveries: number; readonly files: number }> {
  return {
    deliveries: await eraseDeliveries(world, workspaceId, needle),
    files: await eraseFiles(world, workspaceId, needle),
  }
}

async function eraseDeliveries({ pool }: World, workspaceId: number, needle: Needle): Promise<number> {
  let deleted = 0
  for (let after = 0; ; ) {
    const page = await deliveriesAfter(pool, workspaceId, { after, limit: PAGE })
    const hers = page.filter(({ body }) => needle.inJson(body)).map(({ id }) => id)
    deleted += await deleteByIds(pool, 'hook_delivery', workspaceId, hers)
    const last = page.at(-1)
    if (last === undefined || page.length < PAGE) return deleted
    after = last.id
  }
}

async function eraseFiles(world: World, workspaceId: number, needle: Needle): Promise<number> {
  let thrownAway = 0
  for (const file of await heldFiles(world.pool, workspaceId)) {
    if (!(await isNamed(world, file, needle))) continue
    await cancelImport(world.db, workspaceId, file.id, world.clock.now())
    thrownAway += 1
  }
  return thrownAway
}

async function isNamed(world: World, file: Parameters<typeof storedRecords>[1], needle: Needle): Promise<boolean> {
  for await (const read of storedRecords(world, file))
    if ('record' in read ? needle.inJson(JSON.stringify(read.record)) : needle.inText(read.text)) return true
  return false
}
