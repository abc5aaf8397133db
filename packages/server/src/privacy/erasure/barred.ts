// Which addresses are barred though the person who had them was erased: known by their marks alone. Writes nothing.
import { suppressionKey } from '../../adapters/store/consent.ts'
import { barredMarks } from '../../adapters/store/privacy/requests.ts'
import type { World } from '../../base/world.ts'
import { addressMark } from './marks.ts'

type Address = { readonly workspaceId: number; readonly address: string }

/** The barred ones among addresses, as {@link suppressionKey}. */
export async function barredOf(
  { pool, secrets }: Pick<World, 'pool' | 'secrets'>,
  channel: string,
  addresses: readonly Address[],
): Promise<ReadonlySet<string>> {
  if (addresses.length === 0) return new Set()
  const marked = addresses.map((one) => ({ ...one, hash: addressMark(secrets, one.workspaceId, channel, one.address) }))
  const barred = await barredMarks(pool, channel, marked)
  return new Set(
    marked
      .filter(({ hash }) => barred.has(hash.toString('hex')))
      .map(({ workspaceId, address }) => suppressionKey(workspaceId, address)),
  )
}
