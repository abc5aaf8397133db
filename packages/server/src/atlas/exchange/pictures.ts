// The pictures that stand in a journey's lanes, for files that show them: as many as a file can bear, in the order of the map. Draws nothing.
import { type CellPicture, journeyMap } from '@lotse/core/atlas'
import type { AtlasRecord } from '@lotse/protocol'
import type { Db } from '../../adapters/store/members.ts'
import { type PictureRow, pictureById, pictureFacts } from '../../adapters/store/pictures.ts'

/** Of all pictures of one file. What comes later is told in words. */
const BYTES_MAX = 24 * 1024 * 1024
const PICTURES_MAX = 300

/** A picture with its bytes. */
export type LoadedPicture = PictureRow & { readonly content: Buffer }

/** Pictures by their ids, and of which cell each is. */
export type CellPictures = {
  readonly byId: ReadonlyMap<string, LoadedPicture>
  readonly ofCell: ReadonlyMap<string, string>
}

/** No pictures. */
export const NO_PICTURES: CellPictures = { byId: new Map(), ofCell: new Map() }

/** The pictures of lanes that are not hidden. @param records - of the journey. */
export async function picturesIn(db: Db, workspaceId: number, records: readonly AtlasRecord[]): Promise<CellPictures> {
  const ofCell = imagesOf(records)
  const wanted = [...new Set(ofCell.values())].slice(0, PICTURES_MAX)
  const facts = new Map((await pictureFacts(db, workspaceId, wanted)).map((one) => [one.id, one]))
  const byId = new Map<string, LoadedPicture>()
  let room = BYTES_MAX
  for (const id of wanted) {
    const { bytes = Number.POSITIVE_INFINITY } = facts.get(id) ?? {}
    if (bytes > room) continue
    const picture = await pictureById(db, workspaceId, id)
    if (picture === undefined) continue
    room -= bytes
    byId.set(id, picture)
  }
  return { byId, ofCell }
}

/** Ids of pictures by the cells that show them, lane by lane. */
function imagesOf(records: readonly AtlasRecord[]): Map<string, string> {
  const map = journeyMap(records)
  const lanes = map.lanes.filter(({ fields }) => fields['type'] === 'image' && fields['hidden'] !== true)
  return new Map(
    lanes.flatMap((lane) =>
      map.steps.flatMap(({ id }): [string, string][] => {
        const cell = map.cell(id, lane.id)
        const image = cell?.fields['image']
        return cell !== undefined && typeof image === 'string' ? [[cell.id, image]] : []
      }),
    ),
  )
}

/** The picture of a cell, for drawings. */
export function pictureAt({ byId, ofCell }: CellPictures): (cell: string) => CellPicture | undefined {
  return (cell) => {
    const picture = byId.get(ofCell.get(cell) ?? '')
    return picture && { id: picture.id, width: picture.width, height: picture.height }
  }
}

/** A picture as an address that holds it whole. */
export const dataAddress = ({ type, content }: LoadedPicture): string =>
  `data:${type};base64,${content.toString('base64')}`
