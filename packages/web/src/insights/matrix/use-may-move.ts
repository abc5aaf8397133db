// Which insights somebody may give another place in the matrix. Hides what would be refused; the server refuses by itself.
import { useMay } from '../../app/member.ts'
import type { Axis } from './places.ts'
import type { Placeable } from './use-placing.ts'

/** Whether somebody may drag an insight: along one of the axes at least, and for the unit in charge. */
export function useMayMove({ x, y }: { readonly x: Axis; readonly y: Axis }): (point: Placeable) => boolean {
  const may = useMay()
  const moves = x.criterion !== null || y.criterion !== null
  return ({ departmentId }) => moves && may('insights.work', { ownerId: departmentId })
}
