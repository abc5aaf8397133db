// Operations on journeys as they are measured: thin. What figures mean is decided in core, what is published in measuring.
import { textsOf } from '@lotse/core/atlas'
import { DAY_MS, Problem } from '@lotse/core/base'
import { readState } from '@lotse/core/understand'
import type { JourneyPulse } from '@lotse/protocol'
import { recordsById } from '../adapters/store/atlas.ts'
import { statesOf } from '../adapters/store/customers.ts'
import { wakeCatalog } from '../adapters/store/flows.ts'
import { customersOnJourney, editionsOf, heldBy, positionsOf, pulseOf, underWayBy } from '../adapters/store/journeys.ts'
import type { Db } from '../adapters/store/members.ts'
import { cursorOf, positionOf } from '../base/cursor.ts'
import { instantOf } from '../base/ids.ts'
import { type Api, read, stream, type WriteCall, write } from '../base/operation.ts'
import { createPoller, type Poller } from '../base/poller.ts'
import type { World } from '../base/world.ts'
import { calledNames } from '../understand/called.ts'
import { knownCustomer } from '../understand/customer-routes.ts'
import { frozenJourney, publishJourney, stopMeasuring } from './measuring.ts'
import { showEdition, showFilled, showPlace } from './number-presenter.ts'
import { countedSegment, editionOf, numbersOf } from './numbers.ts'
import { journeyTableRoutes } from './table-routes.ts'
import { journeyTraceRoutes } from './trace-routes.ts'

const EVERY_MS = 500
/** All ways of straying at a step, or all steps of one way, are asked for by their names. */
const strayName = (what: string, step: string): string => `${what}/${step}`

/** Registers the operations. */
export function journeyNumberRoutes(api: Api): void {
  publishRoutes(api)
  numberRoutes(api)
  customerRoutes(api)
  positionRoute(api)
  watchRoute(api)
  journeyTableRoutes(api)
  journeyTraceRoutes(api)
}

function publishRoutes(api: Api): void {
  read(api, 'checkJourney', async ({ db, caller, params }) => {
    const { document, faults, changed } = await frozenJourney(db, caller.workspaceId, params.id)
    return { document, changed, faults: faults.map((fault) => ({ ...fault, facts: { ...fault.facts } })) }
  })

  write(api, 'publishJourney', async (call) => {
    const { db, caller, params, world, changed } = call
    const number = await publishJourney({ db, caller, clock: world.clock }, params.id)
    changed({ edition: number })
    tellEngines(call)
    return showEdition(await editionOf(db, caller.workspaceId, params.id, number))
  })

  write(api, 'stopMeasuring', async (call) => {
    const { db, caller, params, world } = call
    await stopMeasuring({ db, caller, clock: world.clock }, params.id)
    tellEngines(call)
    return undefined
  })

  read(api, 'listEditions', async ({ db, caller, params }) => {
    await knownJourney(db, caller.workspaceId, params.id)
    const editions = await editionsOf(db, caller.workspaceId, { journey: params.id })
    const measured = editions.some((one) => one.measured)
    const underWay = measured ? await underWayBy(db, caller.workspaceId, params.id) : new Map<number, number>()
    return { items: editions.map((one) => ({ ...showEdition(one), underWay: underWay.get(one.number) ?? 0 })) }
  })

  read(api, 'getEdition', async ({ db, caller, params }) => {
    const edition = await editionOf(db, caller.workspaceId, params.id, params.number)
    return { ...showEdition(edition), document: edition.document }
  })
}

/** An engine that misses the wake-up looks by itself; the change itself is durable. */
function tellEngines({ world, afterCommit }: Pick<WriteCall<'publishJourney'>, 'world' | 'afterCommit'>): void {
  afterCommit(() =>
    wakeCatalog(world.db).catch((error: unknown) => world.log.warn({ err: error }, 'engines were not woken')),
  )
}

async function knownJourney(db: Db, workspaceId: number, id: string): Promise<void> {
  const [record] = await recordsById(db, workspaceId, [id])
  if (record?.kind !== 'journey') throw new Problem('not_found')
}

function numberRoutes(api: Api): void {
  read(api, 'getJourneyNumbers', async ({ db, caller: { workspaceId }, params, query: { edition, ...asked } }) =>
    numbersOf(db, workspaceId, await editionOf(db, workspaceId, params.id, edition), { journey: params.id, ...asked }),
  )
}

function customerRoutes(api: Api): void {
  read(api, 'listJourneyCustomers', async ({ db, caller: { workspaceId }, params, query }) => {
    const { step, deviation, segment, began, cursor, limit } = query
    const { document, number: edition, measured } = await editionOf(db, workspaceId, params.id)
    const number = countedSegment(document, segment)
    if (!measured) return { items: [], next: null }
    const steps = step === undefined ? document.steps.map(({ id }) => id) : [step]
    const strays = deviation && steps.map((one) => strayName(deviation, one))
    const before = positionOf(cursor, 'number', 'number')
    const held = began === undefined ? undefined : await heldBy(db, workspaceId, { journey: params.id, number: began })
    if (began !== undefined && held === undefined) throw new Problem('not_found')
    const rows = await customersOnJourney(db, workspaceId, {
      journey: params.id,
      edition,
      step,
      strays,
      segment: number,
      began: held,
      before,
      limit: limit + 1,
    })
    const shown = rows.slice(0, limit)
    const names = await calledNames(
      db,
      workspaceId,
      shown.map(({ customerId }) => customerId),
    )
    const last = rows.length > limit ? shown.at(-1) : undefined
    return {
      items: shown.map((row) => ({
        customerId: String(row.customerId),
        name: names.get(row.customerId) ?? null,
        ...showPlace(row, document),
      })),
      next: last ? cursorOf([last.at, last.customerId]) : null,
    }
  })
}

function positionRoute(api: Api): void {
  read(api, 'getCustomerPositions', async ({ db, caller: { workspaceId }, params }) => {
    const id = await knownCustomer(db, workspaceId, params.id)
    const rows = await positionsOf(db, workspaceId, id)
    const journeys = rows.map(({ journey }) => journey)
    const names = new Map(
      (await recordsById(db, workspaceId, journeys)).map((one) => [one.id, textsOf(one.fields['name'])]),
    )
    const state = (await statesOf(db, workspaceId, [id])).get(id)
    const ways = state === undefined ? {} : (readState(state).ways ?? {})
    const items = rows.map(async (row) => {
      const { document } = await editionOf(db, workspaceId, row.journey, row.edition)
      const visited = new Set(
        (ways[row.journey]?.visits ?? []).flatMap(([step, at]) => (at >= row.startedAt ? [step] : [])),
      )
      const done = document.steps.map(({ id: step }) => step).filter((step) => visited.has(step))
      return {
        ...showPlace(row, document),
        journeyName: { ...names.get(row.journey) },
        of: document.steps.length,
        steps: document.steps.map(({ id: step, name }) => ({ step, name: { ...name } })),
        done,
      }
    })
    return { items: await Promise.all(items) }
  })
}

/** What moves on the newest edition, asked once for everybody who looks at it. */
async function pulse({ db, clock }: World, workspaceId: number, journey: string): Promise<JourneyPulse> {
  const now = clock.now()
  const edition = await editionOf(db, workspaceId, journey)
  const day = Math.floor(now / DAY_MS)
  const rows = await pulseOf(db, workspaceId, { journey, edition: edition.number, day })
  const byStep = new Map(rows.map((row) => [row.step, row]))
  const steps = edition.document.steps.map(({ id: step }) => {
    const { here = 0, today = 0 } = byStep.get(step) ?? {}
    return { step, here, today }
  })
  return { at: instantOf(now), edition: edition.number, steps, filled: showFilled(edition) }
}

function watchRoute(api: Api): void {
  const { world } = api
  const pollers = new Map<string, Poller<JourneyPulse>>()
  const pollerOf = (workspaceId: number, journey: string): Poller<JourneyPulse> => {
    const key = `${workspaceId} ${journey}`
    const standing = pollers.get(key)
    if (standing) return standing
    const ask = () => pulse(world, workspaceId, journey)
    const onIdle = () => void pollers.delete(key)
    const poller = createPoller({ ask, everyMs: EVERY_MS, log: world.log, onIdle })
    pollers.set(key, poller)
    return poller
  }
  stream(
    api,
    'watchJourney',
    async ({ caller: { workspaceId }, params }, events) => {
      let told = ''
      const hear = (answer: JourneyPulse) => {
        const { at, ...moving } = answer
        const text = JSON.stringify(moving)
        if (text === told) return
        told = text
        events.send('pulse', at, answer)
      }
      const poller = pollerOf(workspaceId, params.id)
      events.onClose(poller.listen(hear))
      if (poller.latest) hear(poller.latest)
    },
    async ({ db, caller, params }) => void (await editionOf(db, caller.workspaceId, params.id)),
  )
}
