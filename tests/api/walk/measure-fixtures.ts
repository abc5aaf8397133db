// How the permission walk calls the operations on measures. Only tests use it.
import type { OperationName } from '@lotse/protocol'
import { type Fixture, row } from './fixture.ts'
import type { Place } from './stage.ts'

const fields = { name: 'Train the hotline', type: 'training' } as const
const whole = {
  ...fields,
  about: '',
  state: 'planned',
  insights: [],
  tickets: [],
  at: { journey: null, step: null, touchpoint: null },
  metric: null,
  leftOut: null,
  startsOn: null,
  effectDays: 0,
  watchDays: 56,
  baselineDays: 84,
  worth: null,
  costCents: null,
  memberId: null,
  archived: false,
}
const measure = (place: Place) =>
  row('measure', {
    version: 1,
    fields: JSON.stringify({
      ...whole,
      name: `${place.workspace === place.stage.ours.workspace ? 'Our' : 'Anderswo'}`,
    }),
    owner_id: place.owner,
    made_at: 0,
    changed_at: 0,
  })(place)

/** And one that was changed. */
async function changed(place: Place) {
  const { id } = await measure(place)
  await place.stage.sql(
    'insert into measure_change (workspace_id, measure_id, version, at, before) values ($1, $2, 1, 0, $3)',
    [place.workspace, id, JSON.stringify(whole)],
  )
  return { id }
}

/** One fixture for each. */
export const measureFixtures: { readonly [N in OperationName]?: Fixture } = {
  listMeasures: {},
  getMeasure: { params: measure },
  createMeasure: { body: ({ stage }) => ({ fields, ownerId: String(stage.ours.unit) }) },
  changeMeasure: { params: measure, body: { version: 1, fields } },
  undoMeasure: { params: changed, body: { version: 1 } },
  getImprovement: {},
}
