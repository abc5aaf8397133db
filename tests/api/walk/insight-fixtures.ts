// How the permission walk calls the operations on what is done about insights. Only tests use it.
import { firstScales, type OperationName } from '@lotse/protocol'
import { type Fixture, row } from './fixture.ts'
import type { Place } from './stage.ts'

/** An insight of a unit, about nothing, so that the unit itself is in charge of it. */
async function insight({ stage, workspace, owner, count }: Place) {
  const id = `walk-insight-${count}`
  const name = { de: `${workspace === stage.ours.workspace ? 'Unser' : 'Anderswo'} ${count}` }
  await stage.sql(
    `insert into atlas_record (workspace_id, id, kind, fields, owner_id, made_at, changed_at, words) values ($1, $2, 'insight', $3, $4, 0, 0, '')`,
    [workspace, id, JSON.stringify({ name }), owner],
  )
  return { id }
}

/** And one that waits at the filter, after a change. */
async function waiting(place: Place) {
  const { stage, workspace } = place
  const { id } = await insight(place)
  await stage.sql(
    `insert into insight_work (workspace_id, insight, version, status, since, inputs, changed_at) values ($1, $2, 1, 'backlog', 0, '{}', 0)`,
    [workspace, id],
  )
  const before = { version: 0, status: 'new', since: 0, until: null, priority: null, department: null }
  const more = { addressee: null, inputs: {}, release: null, escalation: null, changedAt: 0 }
  await stage.sql(
    `insert into insight_change (workspace_id, insight, version, at, what, step, reason, before) values ($1, $2, 1, 0, 'status', 'submit', '', $3)`,
    [workspace, id, JSON.stringify({ ...before, ...more })],
  )
  return { id }
}
const evidence = async (place: Place) => {
  const { id } = await insight(place)
  const told = { kind: 'research', title: '{mark}', about: '', dated_at: 0, made_at: 0 }
  const { id: one } = await row('insight_evidence', { insight: id, ...told })(place)
  return { id, evidence: one }
}
/** A feedback of nobody else's, in an event of its own. */
const feedback = async (place: Place) => {
  const { stage, workspace, count } = place
  const text = workspace === stage.ours.workspace ? 'Ours' : 'Anderswo'
  const customer = String(900_000 + count)
  const [event] = await stage.sql(
    `insert into event (workspace_id, bucket, customer_id, kind, name, channel, message_id, occurred_at, received_at, body)
     values ($1, 300, $2, 1, 'Feedback Given', 'web', $3, 0, 0, $4) returning bucket, txid::text as txid, seq`,
    [workspace, customer, `walk-${count}`, JSON.stringify({ p: { text } })],
  )
  const at = { bucket: Number(event?.['bucket']), txid: String(event?.['txid']), seq: Number(event?.['seq']) }
  const told = { customer_id: customer, channel: 'web', occurred_at: 0, sort: 'answer', text_at: 'text' }
  return row('feedback', { ...at, ...told })(place)
}
const link = async (place: Place) => {
  const { id: journey } = await insight(place)
  const given = { shares: 'insight', name: '{mark}', rights: 'view', opens: '{}', created_at: 0 }
  const hash = Buffer.from(`walk insight ${place.count}`)
  const { id } = await row('atlas_share', { journey, hash, ...given })(place)
  return { id: journey, link: id }
}
const pictured = async (place: Place) => {
  const { stage, workspace, count } = place
  const { id } = await insight(place)
  const picture = `walked-picture-${count}`.padEnd(22, '-').slice(0, 22)
  await stage.sql(
    `insert into picture (workspace_id, id, type, width, height, content, made_at) values ($1, $2, 'image/png', 1, 1, '', 0)
     on conflict do nothing`,
    [workspace, picture],
  )
  const { id: one } = await row('insight_picture', { insight: id, picture, caption: '{mark}', made_at: 0 })(place)
  return { id, picture: one }
}
/** An address that the caller made. */
const feedLink = async ({ stage, workspace, member, count }: Place) => ({
  id: await stage.one(
    `insert into feed_link (workspace_id, member_id, name, hash, made_at) values ($1, $2, 'walked', $3, 0) returning id`,
    [workspace, member, Buffer.from(`walk ${workspace} ${member} ${count}`)],
  ),
})
const unit = row('unit', { kind: 'team', name: '{mark} walked {count}', created_at: 0 })

/** One fixture for each. */
export const insightFixtures: { readonly [N in OperationName]?: Fixture } = {
  listInsightWork: {},
  getInsightMatrix: {},
  getInsightPulse: {},
  listInsightLinks: { params: insight },
  createInsightLink: { params: insight, body: { name: 'Agency' } },
  revokeInsightLink: { params: link },
  listInsightPictures: { params: insight },
  addInsightPicture: { params: insight, answers: 415, elsewhere: 415 },
  removeInsightPicture: { params: pictured },
  restoreInsightPicture: { params: pictured },
  exportInsight: { params: insight },
  exportInsightList: { query: { format: 'csv' } },
  listAlikeInsights: { query: { text: 'Anderswo' } },
  getInsightWork: { params: insight },
  setInsightPriority: { params: insight, body: { version: 0, priority: 'high' } },
  setInsightScores: { params: insight, body: { version: 0, inputs: { impact: 3 } } },
  setInsightAddressee: { params: insight, body: ({ member }) => ({ version: 0, memberId: String(member) }) },
  setInsightDepartment: {
    params: insight,
    body: ({ stage }) => ({ version: 0, unitId: String(stage.ours.unit) }),
  },
  escalateInsight: {
    params: insight,
    body: ({ member }) => ({ version: 0, memberId: String(member), reason: 'It waits' }),
  },
  moveInsight: { params: insight, body: { version: 0, step: 'submit' } },
  decideInsight: { params: waiting, body: { version: 1, verdict: 'accept' } },
  undoInsightWork: { params: waiting, body: { version: 1 } },
  addEvidence: { params: insight, body: { kind: 'research', title: 'Ten talks' } },
  removeEvidence: { params: evidence },
  restoreEvidence: { params: evidence },
  getInsightScales: {},
  listFeedback: {},
  exportFeedback: {},
  getFeedback: { params: feedback },
  correctFeedback: { params: feedback, body: { version: 0, sentiment: 'negative', language: null } },
  addFeedbackToInsight: {
    params: insight,
    body: async (place) => ({ feedbackId: (await feedback(place))['id'], title: 'Somebody said so' }),
  },
  // Whoever changed them in the walk before has made another version.
  setInsightScales: {
    body: { version: 0, scales: firstScales },
    after: async ({ stage }) => void (await stage.sql('delete from insight_scales')),
  },
  listFeed: {},
  getFeedState: {},
  markFeed: { body: { readTo: '2026-01-01T00:00:00.000Z' } },
  getFeedDelivery: {},
  setFeedDelivery: {
    body: { version: 0, cadence: 'daily', hour: 8, zone: 'Europe/Berlin', alerts: true },
    after: async ({ stage }) => void (await stage.sql('delete from feed_delivery')),
  },
  listFeedLinks: {},
  createFeedLink: { body: { name: 'Reader' } },
  revokeFeedLink: { params: feedLink },
  listFilters: {},
  setFilter: { params: unit, body: { filter: { mode: 'off' } } },
}
