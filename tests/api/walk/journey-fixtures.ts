// How the permission walk calls operations on journeys as they are measured. Only tests use it.
import type { OperationName } from '@lotse/protocol'
import { customer, type Fixture } from './fixture.ts'
import type { Place } from './stage.ts'

/** A journey with a step that is bound. */
async function boundJourney({ stage, workspace, owner, count }: Place) {
  const id = `walk-bound-${count}`
  const mark = workspace === stage.ours.workspace ? 'Unser' : 'Anderswo'
  const records = [
    [id, 'journey', null, { name: { de: `${mark} ${count}` } }],
    [`${id}-p`, 'phase', id, { order: 'V' }],
    [`${id}-s`, 'step', id, { phase: `${id}-p`, order: 'V', binding: { on: [{ event: 'Seen' }] } }],
  ] as const
  for (const [record, kind, journey, fields] of records)
    await stage.sql(
      `insert into atlas_record (workspace_id, id, kind, journey, fields, owner_id, made_at, changed_at, words) values ($1, $2, $3, $4, $5, $6, 0, 0, '')`,
      [workspace, record, kind, journey, JSON.stringify(fields), journey === null ? owner : null],
    )
  return { id }
}

/** And an edition of it that is measured. */
async function measuredJourney(place: Place) {
  const { stage, workspace } = place
  const { id } = await boundJourney(place)
  const document = { steps: [], moves: [], starts: [], ends: [], idleMs: 1000 }
  await stage.sql(
    'insert into journey_edition (workspace_id, journey, number, document, published_at, effective_at, customers) values ($1, $2, 1, $3, 0, 0, 0)',
    [workspace, id, JSON.stringify(document)],
  )
  await stage.sql(
    `insert into catalog_change (workspace_id, effective_at, flow_id, version, action) values ($1, 0, $2, 1, 'journey')`,
    [workspace, id],
  )
  return { id }
}

/** One fixture for each. */
export const journeyFixtures: { readonly [N in OperationName]?: Fixture } = {
  checkJourney: { params: boundJourney },
  publishJourney: { params: boundJourney },
  stopMeasuring: { params: measuredJourney },
  listEditions: { params: measuredJourney },
  getEdition: { params: async (place) => ({ ...(await measuredJourney(place)), number: '1' }) },
  getJourneyNumbers: { params: measuredJourney },
  watchJourney: { params: measuredJourney },
  exportJourneyNumbers: { params: measuredJourney },
  listPlacedNumbers: { params: boundJourney },
  exportJourneyTraces: { params: measuredJourney },
  listJourneyCustomers: { params: measuredJourney },
  getCustomerPositions: { params: customer },
}
