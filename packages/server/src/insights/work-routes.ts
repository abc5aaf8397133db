// Operations that change what is done about insights: thin. States, steps and the filter are decided elsewhere.
import { Problem } from '@lotse/core/base'
import { withInputs } from '@lotse/core/insights'
import { countEvidence, evidenceOf, insertEvidence, removeEvidence } from '../adapters/store/insight-evidence.ts'
import type { Db } from '../adapters/store/members.ts'
import { membersAmong } from '../adapters/store/memberships.ts'
import { standingUnits } from '../adapters/store/units.ts'
import { bigId, integerId } from '../base/ids.ts'
import { type Api, type WriteCall, write } from '../base/operation.ts'
import { changeWork, seenAt } from './changing.ts'
import { decide, handTo, move, undoLast } from './deciding.ts'
import { tellLaid } from './escalation-mail.ts'
import { EVIDENCE_MAX } from './limits.ts'
import { numbersOf } from './numbers.ts'
import { showEvidence } from './presenter.ts'
import type { Reaches } from './reach.ts'
import { subjectOf } from './subject.ts'

/** Registers the operations. @param reaches - how many customers were met where. */
export function insightWorkRoutes(api: Api, reaches: Reaches): void {
  givingRoutes(api, reaches)
  steppingRoutes(api, reaches)
  evidenceRoutes(api, reaches)
}

function givingRoutes(api: Api, reaches: Reaches): void {
  write(api, 'setInsightPriority', async ({ body: { version, priority }, params, ...call }) => {
    const doing = { ...call, reaches }
    return changeWork(doing, await seenAt(doing, params.id, version), { what: 'priority', to: { priority } })
  })

  write(api, 'setInsightScores', async ({ body: { version, inputs: given }, params, ...call }) => {
    const doing = { ...call, reaches }
    const subject = await seenAt(doing, params.id, version)
    const inputs = withInputs(subject.scales, subject.work.inputs, given)
    return changeWork(doing, subject, { what: 'scores', to: { inputs } })
  })

  write(api, 'setInsightAddressee', async ({ body: { version, memberId }, params, ...call }) => {
    const doing = { ...call, reaches }
    const subject = await seenAt(doing, params.id, version)
    const addressee = await knownMember(call.db, call.caller.workspaceId, memberId)
    return changeWork(doing, subject, { what: 'addressee', to: { addressee } })
  })

  write(api, 'setInsightDepartment', async ({ body: { version, unitId }, params, ...call }) => {
    const doing = { ...call, reaches }
    const subject = await seenAt(doing, params.id, version)
    const department = await knownUnit(call.db, call.caller.workspaceId, unitId)
    return handTo(doing, subject, department)
  })

  write(api, 'escalateInsight', async ({ body: { version, memberId, reason }, params, ...call }) => {
    const doing = { ...call, reaches }
    const subject = await seenAt(doing, params.id, version)
    const to = await knownMember(call.db, call.caller.workspaceId, memberId)
    if (to !== null && reason === '') throw new Problem('insight.reason_needed', { field: 'reason' })
    const { workspaceId, memberId: by } = call.caller
    const escalation = to === null ? null : { to, by, at: call.now, reason }
    if (to !== null)
      call.afterCommit(async () => tellLaid(call.world, call.request, { workspaceId, subject, to, by, reason }))
    return changeWork(doing, subject, { what: 'escalation', to: { escalation }, reason })
  })
}

function steppingRoutes(api: Api, reaches: Reaches): void {
  write(api, 'moveInsight', async ({ body: { version, ...step }, params, ...call }) => {
    const doing = { ...call, reaches }
    return move(doing, await seenAt(doing, params.id, version), step)
  })

  write(api, 'decideInsight', async ({ body: { version, verdict, reason, until }, params, ...call }) => {
    const doing = { ...call, reaches }
    const said = { verdict, reason, until: until === null ? null : Date.parse(until) }
    return decide(doing, await seenAt(doing, params.id, version), said)
  })

  write(api, 'undoInsightWork', async ({ body: { version }, params, ...call }) => {
    const doing = { ...call, reaches }
    return undoLast(doing, await seenAt(doing, params.id, version))
  })
}

/** A member by their id; null stays null. @throws Problem `request.invalid` for somebody who is none. */
async function knownMember(db: Db, workspaceId: number, id: string | null): Promise<number | null> {
  if (id === null) return null
  if (!(await membersAmong(db, workspaceId, [id])).has(id)) throw new Problem('request.invalid', { field: 'memberId' })
  return integerId(id)
}

/** A unit that may be given something new; null stays null. @throws Problem `unit.unknown`. */
async function knownUnit(db: Db, workspaceId: number, id: string | null): Promise<number | null> {
  if (id === null) return null
  const [unit] = await standingUnits(db, workspaceId, [integerId(id)])
  if (unit === undefined) throw new Problem('unit.unknown', { field: 'unitId' })
  return unit
}

function evidenceRoutes(api: Api, reaches: Reaches): void {
  write(api, 'addEvidence', async (call) => {
    const { db, caller, body, params, now, changed } = call
    const { workspaceId, memberId } = caller
    await subjectOf({ db, reaches, now, workspaceId }, params.id)
    if ((await countEvidence(db, workspaceId, params.id)) >= EVIDENCE_MAX)
      throw new Problem('insight.too_many', { most: EVIDENCE_MAX })
    const { kind, title, about, link } = body
    const { query, voices, dated } =
      body.kind === 'events'
        ? { query: body.query, voices: null, dated: now }
        : { query: null, voices: body.voices, dated: body.dated === undefined ? now : Date.parse(body.dated) }
    if (dated > now) throw new Problem('request.invalid', { field: 'dated' })
    const evidence = { insight: params.id, kind, title, about, link, query, voices, dated, memberId, madeAt: now }
    const id = await insertEvidence(db, workspaceId, evidence)
    changed({ evidence: String(id), kind })
    return shownEvidence(call, reaches, id)
  })

  write(api, 'removeEvidence', async ({ db, caller: { workspaceId }, params: { id, evidence }, now }) => {
    await subjectOf({ db, reaches, now, workspaceId }, id)
    const found = await removeEvidence(db, workspaceId, { insight: id, id: bigId(evidence), at: now })
    if (!found) throw new Problem('not_found')
    return undefined
  })

  write(api, 'restoreEvidence', async (call) => {
    const { db, caller, params, now } = call
    const { workspaceId } = caller
    await subjectOf({ db, reaches, now, workspaceId }, params.id)
    const id = bigId(params.evidence)
    if (!(await removeEvidence(db, workspaceId, { insight: params.id, id, at: null }))) throw new Problem('not_found')
    return shownEvidence(call, reaches, id)
  })
}

async function shownEvidence(
  { db, caller, params, now }: WriteCall<'addEvidence' | 'restoreEvidence'>,
  reaches: Reaches,
  id: number,
) {
  const { workspaceId } = caller
  const { scales } = await subjectOf({ db, reaches, now, workspaceId }, params.id)
  const [row] = await evidenceOf(db, workspaceId, { insight: params.id, id })
  if (row === undefined) throw new Problem('not_found')
  const numbers = await numbersOf(db, workspaceId, row.query === null ? [] : [row.query], now)
  return showEvidence(row, { numbers, freshDays: scales.freshDays })
}
