// Keeps a picture that somebody brings, wherever it is to stand (P1, P2): read as it comes in, known by its content, kept once. Says nothing of where it stands.
import { createHash } from 'node:crypto'
import { Problem } from '@lotse/core/base'
import { type KeptPicture, PICTURE_BYTES_MAX } from '@lotse/protocol'
import type { Db } from '../adapters/store/members.ts'
import { insertPicture, pictureBytes } from '../adapters/store/pictures.ts'
import { type Picture, readPicture, refused } from './picture.ts'

/** Of one workspace. */
const ALL_BYTES_MAX = 1024 ** 3
const ID_LENGTH = 22

/** Who brings a picture, and when. */
type Bringing = {
  readonly db: Db
  readonly caller: { readonly workspaceId: number; readonly memberId: number | null }
  readonly now: number
}

/**
 * Keeps a picture.
 *
 * @param admits - whether it is one for the place where it is to stand; any is, unless said.
 * @throws Problem `picture.invalid`, `picture.too_many`.
 */
export async function keepPicture(
  { db, caller: { workspaceId, memberId }, now }: Bringing,
  bytes: AsyncIterable<Buffer>,
  admits: (picture: Picture) => Promise<boolean> = async () => true,
): Promise<KeptPicture> {
  const picture = readPicture(await wholeOf(bytes))
  if (!(await admits(picture))) throw refused('form')
  if ((await pictureBytes(db, workspaceId)) + picture.bytes.length > ALL_BYTES_MAX)
    throw new Problem('picture.too_many', { maxBytes: ALL_BYTES_MAX })
  const { type, width, height, bytes: content } = picture
  const id = createHash('sha256').update(content).digest('base64url').slice(0, ID_LENGTH)
  await insertPicture(db, workspaceId, { id, type, width, height, content, memberId, now })
  return { id, type, width, height, bytes: content.length }
}

/** All bytes of a picture. @throws Problem `picture.invalid` as soon as there are too many. */
async function wholeOf(bytes: AsyncIterable<Buffer>): Promise<Buffer> {
  const parts: Buffer[] = []
  let length = 0
  for await (const part of bytes) {
    length += part.length
    if (length > PICTURE_BYTES_MAX) throw refused('size')
    parts.push(part)
  }
  return Buffer.concat(parts)
}
