// Why a customer did or did not take a flow: a replay with tracing, made into the API's answer (F9). Nothing is stored for it.
import { Catalogs, type Moment } from '@lotse/core/act'
import { Problem } from '@lotse/core/base'
import { readState } from '@lotse/core/understand'
import type { Why, WhyMoment } from '@lotse/protocol'
import { readWorkspaceCatalog } from '../adapters/store/engine/catalog.ts'
import { resolveCustomer } from '../adapters/store/engine/read.ts'
import type { World } from '../base/world.ts'
import { replay } from './replay.ts'

/** Moments an answer holds at the most; the newest are kept. */
const MOMENTS_MAX = 200

export type WhyQuestion = { readonly workspaceId: number; readonly customerId: number; readonly flowId: string }

/**
 * Answers why.
 *
 * @throws Problem `not_found` where the workspace has no such customer or published flow.
 */
export async function whyOf({ pool, clock }: Pick<World, 'pool' | 'clock'>, question: WhyQuestion): Promise<Why> {
  const { workspaceId, customerId, flowId } = question
  const catalog = await readWorkspaceCatalog(pool, workspaceId)
  const customer = await resolveCustomer(pool, workspaceId, customerId)
  if (catalog === null || customer === null) throw new Problem('not_found', { field: 'customerId' })
  const catalogs = new Catalogs(catalog.zone)
  catalogs.add(catalog.changes, catalog.flows, catalog.journeys)
  const standing = catalogs.at(clock.now() + CATALOG_AHEAD_MS).flows.get(flowId)
  if (standing === undefined)
    throw new Problem('not_found', { field: 'flowId', detail: 'The flow was never published' })
  const { moments, cut } = await momentsOf(pool, catalogs, customer, flowId)
  return {
    customerId: String(customer.id),
    flowId,
    flowName: standing.current.name,
    ...verdictOf(moments),
    moments: moments.slice(-MOMENTS_MAX).map(toApi),
    cut: cut || moments.length > MOMENTS_MAX,
  }
}

/** A flow published this very second is known already. */
const CATALOG_AHEAD_MS = 2000

type Stored = { readonly id: number; readonly state: string }

/** The moments of one flow in the lives of the customer and of everyone merged into it, oldest first. */
async function momentsOf(pool: World['pool'], catalogs: Catalogs, { id, state }: Stored, flow: string) {
  const moments: Moment[] = []
  const { clock, absorbed = [] } = readState(state)
  const trace = (moment: Moment): void => {
    if (moment.flow === flow) moments.push(moment)
  }
  let cut = false
  for (const customer of [...absorbed, id]) {
    const replayed = await replay(customer, { client: pool, catalogs, trace, until: () => clock })
    cut ||= replayed.cut
  }
  return { moments: moments.sort((a, b) => a.at - b.at), cut }
}

/** What it came to, told by the moment that decided it. */
function verdictOf(moments: readonly Moment[]): Pick<Why, 'verdict' | 'reason'> {
  const under = new Set<string>()
  let ended: string | null = null
  let refused: string | null = null
  for (const moment of moments) {
    if (moment.what === 'entered') under.add(moment.run)
    else if (moment.what === 'ended') {
      under.delete(moment.run)
      ended = moment.reason
    } else if (moment.what === 'not_entered') refused = moment.reason
  }
  if (under.size > 0) return { verdict: 'in', reason: null }
  if (ended !== null) return { verdict: 'left', reason: ended }
  return { verdict: 'never_entered', reason: refused ?? 'never_triggered' }
}

/** The moment without the flow it belongs to, with its time as text. */
function toApi({ flow: _flow, at, ...moment }: Moment): WhyMoment {
  return { ...moment, at: new Date(at).toISOString() } as WhyMoment
}
