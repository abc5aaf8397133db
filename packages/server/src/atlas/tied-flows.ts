// Which flows have to do with a record: they listen to events, or send messages, that steps and touchpoints on it are bound to. Changes nothing.
import { eventsHeard } from '@lotse/core/act'
import { textsOf } from '@lotse/core/atlas'
import { type BindingSign, binding, type FlowDocument, type TiedFlow } from '@lotse/protocol'
import { recordsById } from '../adapters/store/atlas.ts'
import { rulingFlows } from '../adapters/store/flows.ts'
import type { Db } from '../adapters/store/members.ts'
import { layersOf } from './layers.ts'
import { ownerIdOf } from './presenter.ts'

const TIES_MAX = 50

type Bound = Pick<TiedFlow['ties'][number], 'record' | 'name' | 'journey'> & { readonly on: readonly BindingSign[] }

/**
 * The flows that have to do with a record or with what stands on it, by name.
 *
 * @throws Problem `not_found`.
 */
export async function tiedFlows(db: Db, workspaceId: number, id: string): Promise<TiedFlow[]> {
  const { reached } = await layersOf(db, workspaceId, { id, up: true })
  const own = await recordsById(db, workspaceId, [id])
  const bound = [...own, ...reached.map(({ record }) => record)].flatMap(({ id: record, journey, fields }): Bound[] => {
    const read = binding.safeParse(fields['binding'])
    return read.success ? [{ record, journey, name: { ...textsOf(fields['name']) }, on: read.data.on }] : []
  })
  const flows = bound.length === 0 ? [] : await rulingFlows(db, workspaceId)
  return flows.flatMap(({ id: flowId, name, status, owner_id, document }) => {
    const ties = bound.flatMap((one) => tiesOf(flowId, document as FlowDocument, one)).slice(0, TIES_MAX)
    const shown = status === 'paused' ? ('paused' as const) : ('published' as const)
    return ties.length === 0 ? [] : [{ id: flowId, name, status: shown, ownerId: ownerIdOf(owner_id), ties }]
  })
}

function tiesOf(flowId: string, document: FlowDocument, { on, ...at }: Bound): TiedFlow['ties'] {
  const events = new Set(on.flatMap((sign) => ('event' in sign ? [sign.event] : [])))
  const sends = on.some((sign) => 'message' in sign && sign.message.flow === flowId)
  return [
    ...eventsHeard(document).flatMap(({ event, as }) => (events.has(event) ? [{ ...at, as, event }] : [])),
    ...(sends ? [{ ...at, as: 'message' as const, event: null }] : []),
  ]
}
