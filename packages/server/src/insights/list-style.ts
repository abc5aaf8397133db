// What files about insights call units and members, and on which day something was where the workspace is. Makes no file.
import type { ListStyle, ListUnit } from '@lotse/core/insights'
import { memberNames } from '../adapters/store/member-names.ts'
import { type Db, workspaceById } from '../adapters/store/members.ts'
import { listUnits } from '../adapters/store/units.ts'
import { instantWriter } from '../base/csv.ts'

const DAY_LETTERS = 10

type Asking = { readonly db: Db; readonly caller: { readonly workspaceId: number } }

/** The style, and all units. */
export async function listStyle(
  { db, caller: { workspaceId } }: Asking,
  wish: Pick<ListStyle, 'language' | 'scales'>,
): Promise<{ readonly style: ListStyle; readonly units: readonly ListUnit[] }> {
  const rows = await listUnits(db, workspaceId)
  const names = new Map(rows.map(({ id, name }) => [String(id), name]))
  const members = await memberNames(db, workspaceId)
  const instant = instantWriter((await workspaceById(db, workspaceId))?.zone ?? 'UTC')
  const style = {
    ...wish,
    unitName: (id: string) => names.get(id),
    memberName: (id: string) => members.get(id),
    dayOf: (text: string) => instant(new Date(text)).slice(0, DAY_LETTERS),
  }
  const units = rows.map(({ id, kind, parentId }) => {
    return { id: String(id), kind, parentId: parentId === null ? null : String(parentId) }
  })
  return { style, units }
}
