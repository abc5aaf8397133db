// The life of a flow: draft, published, paused, archived. Writes the documents and the changes that engines follow; moves nobody itself.
import { randomBytes } from 'node:crypto'
import { type FlowAction, type FlowFault, type Pins, validateFlow } from '@lotse/core/act'
import { DAY_MS, Problem } from '@lotse/core/base'
import type { FlowDocument, FlowStatus } from '@lotse/protocol'
import {
  appendChange,
  countOverdue,
  eventNamesSince,
  type FlowRow,
  findFlow,
  insertFlow,
  insertVersion,
  lockCatalog,
  lockFlow,
  NOTICE_MS,
  newestTemplates,
  setFlowStatus,
  updateDraft,
} from '../../adapters/store/flows.ts'
import type { Db } from '../../adapters/store/members.ts'
import { revisionOf } from './presenter.ts'

/** Overdue runs leave at this rate after a pause (F7), but all within the longest spread. */
const LEAVE_MS_EACH = 1
const SPREAD_MS_MAX = 3_600_000

const SLUG_LENGTH_MAX = 40

/** Who does it, where and when. */
export type Doing = {
  readonly db: Db
  readonly workspaceId: number
  readonly by: string
  readonly clock: { now(): number }
}

/** A flow. @throws Problem `not_found`. */
export async function knownFlow(db: Db, workspaceId: number, id: string): Promise<FlowRow> {
  const flow = await findFlow(db, workspaceId, id)
  if (!flow) throw new Problem('not_found')
  return flow
}

/** Adds a draft and answers its id, which begins like its name. */
export async function addFlow(
  { db, workspaceId, clock }: Doing,
  { draft, ownerId }: { readonly draft: FlowDocument; readonly ownerId: number | null },
): Promise<string> {
  const id = freshId(draft.name)
  await insertFlow(db, { workspaceId, id, draft, ownerId, now: clock.now() })
  return id
}

function freshId(name: string): string {
  const plain = name.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase()
  const slug = plain.replace(/[^a-z0-9]+/g, '-').slice(0, SLUG_LENGTH_MAX)
  return `${slug.replace(/^-|-$/g, '') || 'flow'}-${randomBytes(4).toString('hex')}`
}

/**
 * Replaces the draft.
 *
 * @param revision - what the writer had read; undefined writes in any case.
 * @throws Problem `not_found`, `conflict`, `flow.wrong_status` for an archived flow.
 */
export async function changeDraft(
  doing: Doing,
  id: string,
  { draft, revision }: { readonly draft: FlowDocument; readonly revision: string | undefined },
): Promise<void> {
  const flow = await lockedFlow(doing, id)
  refuseStatus(flow, ['draft', 'published', 'paused'])
  if (revision !== undefined && revision !== revisionOf(flow))
    throw new Problem('conflict', { revision: revisionOf(flow) })
  await updateDraft(doing.db, id, draft, laterThan(flow, doing.clock.now()))
}

/** All faults of a document in this workspace; those of severity `error` hinder publishing. */
export async function faultsOf({ db, workspaceId, clock }: Doing, document: FlowDocument): Promise<FlowFault[]> {
  const templates = await newestTemplates(db, workspaceId)
  const events = await eventNamesSince(db, workspaceId, clock.now() - DAY_MS)
  const known = { templates: new Set(templates.keys()), events: events.length === 0 ? null : new Set(events) }
  return validateFlow(document, known)
}

/**
 * Freezes the draft as the next version, with the newest versions of the templates it names.
 *
 * @returns the version and when it takes effect.
 * @throws Problem `flow.invalid` with all faults, `flow.wrong_status`, `not_found`.
 */
export async function publish(
  doing: Doing,
  id: string,
): Promise<{ readonly version: number; readonly effectiveAt: number }> {
  const { db, workspaceId, by, clock } = doing
  const flow = await lockedFlow(doing, id)
  refuseStatus(flow, ['draft', 'published', 'paused'])
  const document = flow.draft as FlowDocument
  const faults = await faultsOf(doing, document)
  if (faults.some(({ severity }) => severity === 'error')) throw new Problem('flow.invalid', { faults })
  const version = flow.version + 1
  const pins = pinsOf(document, await newestTemplates(db, workspaceId))
  await insertVersion(db, {
    workspaceId,
    flowId: id,
    version,
    document,
    pins,
    publishedAt: clock.now(),
    publishedBy: by,
  })
  const status = flow.status === 'paused' ? 'paused' : 'published'
  return { version, effectiveAt: await change(doing, { ...flow, version }, { action: 'publish', status }) }
}

function pinsOf(document: FlowDocument, newest: ReadonlyMap<string, number>): Pins {
  const named = document.steps.flatMap((step) => (step.kind === 'send' ? [step.template] : []))
  return { templates: Object.fromEntries(named.map((key) => [key, newest.get(key) ?? 0])) }
}

/** Holds everybody where they are, or ends their runs; nobody enters until the flow is resumed. @throws Problem `flow.wrong_status`. */
export async function pause(doing: Doing, id: string, mode: 'hold' | 'discard'): Promise<void> {
  const flow = await lockedFlow(doing, id)
  refuseStatus(flow, mode === 'hold' ? ['published'] : ['published', 'paused'])
  await change(doing, flow, { action: mode, status: 'paused' })
}

/** Lets the flow go on; the overdue leave one after the other. @throws Problem `flow.wrong_status`. */
export async function resume(doing: Doing, id: string): Promise<void> {
  const flow = await lockedFlow(doing, id)
  refuseStatus(flow, ['paused'])
  const at = doing.clock.now() + NOTICE_MS
  const overdue = await countOverdue(doing.db, id, { at, limit: SPREAD_MS_MAX / LEAVE_MS_EACH })
  const spreadMs = Math.max(1, overdue * LEAVE_MS_EACH)
  await change(doing, flow, { action: 'resume', status: 'published', spreadMs })
}

/** Ends the flow for good. One that was never published has nobody in it. @throws Problem `flow.wrong_status`. */
export async function archive(doing: Doing, id: string): Promise<void> {
  const flow = await lockedFlow(doing, id)
  refuseStatus(flow, ['draft', 'published', 'paused'])
  await change(doing, flow, { action: 'archive', status: 'archived' })
}

type Change = { readonly action: FlowAction; readonly status: FlowStatus; readonly spreadMs?: number }

/** Sets the status and tells the catalog. The catalog comes last: the less time until the commit, the more of the notice is left. */
async function change(doing: Doing, flow: FlowRow, { action, status, spreadMs }: Change): Promise<number> {
  const { db, workspaceId, clock } = doing
  const { id, version } = flow
  await setFlowStatus(db, id, { status, version, updatedAt: laterThan(flow, clock.now()) })
  if (version > 0) await lockCatalog(db)
  const effectiveAt = clock.now() + NOTICE_MS
  const detail = spreadMs === undefined ? {} : { spreadMs }
  if (version > 0) await appendChange(db, { workspaceId, flowId: id, version, action, effectiveAt, detail })
  return effectiveAt
}

async function lockedFlow({ db, workspaceId }: Doing, id: string): Promise<FlowRow> {
  const flow = await lockFlow(db, workspaceId, id)
  if (!flow) throw new Problem('not_found')
  return flow
}

function refuseStatus({ status }: FlowRow, allowed: readonly FlowStatus[]): void {
  if (!allowed.includes(status as FlowStatus)) throw new Problem('flow.wrong_status', { flowStatus: status, allowed })
}

/** Two writes in one millisecond must still differ in their revision. */
const laterThan = ({ updated_at }: FlowRow, now: number): number => Math.max(now, updated_at + 1)
