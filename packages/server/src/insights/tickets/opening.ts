// Opens tickets that are to be (TK7): what is about to be sent is committed first, and nothing is created twice. Decides about no insight.
import {
  CALL_MS,
  type Creation,
  firstMemory,
  INDEX_MS,
  type MarkerSearch,
  nextOf,
  type TicketFault,
  type TicketRef,
  ticketed,
} from '@lotse/core/insights'
import { recordsById } from '../../adapters/store/atlas.ts'
import { insertWorkChange, writeWork } from '../../adapters/store/insight-work.ts'
import type { Db } from '../../adapters/store/members.ts'
import { dueIntents, moveIntent, type StoredIntent } from '../../adapters/store/tickets/intents.ts'
import { insertLink } from '../../adapters/store/tickets/links.ts'
import { backoffMs } from '../../base/backoff.ts'
import { subjectOf } from '../subject.ts'
import { releaseFor } from './plan.ts'
import type { Line, TicketTools } from './tools.ts'

const AT_ONCE = 20
const RETRY_MS_FIRST = 5000
const RETRY_MS_MAX = 3_600_000
const WHY_MAX = 300

/** What a round over a connection came to. `fault`: why it ended early. */
export type RoundEnd = { readonly calls: number; readonly fault: TicketFault | null }

/** Opens what is due at a connection. */
export async function openTickets(tools: TicketTools, line: Line): Promise<RoundEnd> {
  const { world } = tools
  const due = { connectionId: line.connection.id, now: world.clock.now(), limit: AT_ONCE }
  let calls = 0
  for (const intent of await dueIntents(world.db, due)) {
    await line.hold()
    const step = nextOf(intent, { marker: line.system.capabilities.marker, now: world.clock.now() })
    if (step === 'wait' || step === 'rest') continue
    if (step === 'ask') {
      await ask(world.db, intent)
      continue
    }
    calls++
    const fault = step === 'create' ? await create(tools, line, intent) : await search(tools, line, intent)
    if (fault !== null && stopsAll(fault)) return { calls, fault }
  }
  return { calls, fault: null }
}

/** Whether a fault is one of the whole connection. */
export function stopsAll(fault: TicketFault): boolean {
  return fault.kind === 'unauthorised' || (fault.kind === 'later' && fault.scope === 'connection')
}

const ask = (db: Db, { id, why }: StoredIntent) =>
  moveIntent(db, id, { from: ['sending'], to: 'unsure', nextAt: 0, why })

async function create(tools: TicketTools, line: Line, intent: StoredIntent): Promise<TicketFault | null> {
  const sentAt = await aboutToSend(tools, intent)
  if (sentAt === null) return null
  const { marker, content } = intent
  const answer = await line.system.create({ marker, ...content })
  return created(tools, { line, intent: { ...intent, sentAt }, answer })
}

/** Commits that a call is made, and says since when; drops the intent where the insight is no longer let through. @returns null: nothing is to be sent. */
async function aboutToSend({ world, reaches }: TicketTools, intent: StoredIntent): Promise<number | null> {
  const { id, workspaceId, insight, tries } = intent
  return world.db.transaction().execute(async (db) => {
    const now = world.clock.now()
    const subject = await subjectOf({ db, reaches, now, workspaceId }, insight, { lock: true }).catch(() => null)
    const release = subject === null ? null : await releaseFor(db, workspaceId, subject)
    if (release?.decision !== intent.decision) {
      await moveIntent(db, id, { from: ['planned'], to: 'dropped', nextAt: 0 })
      return null
    }
    const sending = { from: ['planned'], to: 'sending', sentAt: now, tries: tries + 1 } as const
    return (await moveIntent(db, id, { ...sending, nextAt: now + CALL_MS + INDEX_MS })) ? now : null
  })
}

type Answered<A> = { readonly line: Line; readonly intent: StoredIntent; readonly answer: A }

async function created(tools: TicketTools, { line, intent, answer }: Answered<Creation>): Promise<TicketFault | null> {
  const { db, clock } = tools.world
  const now = clock.now()
  const { id, tries } = intent
  if (answer.kind === 'created') {
    await bind(tools, { line, intent, answer })
    return null
  }
  const why = answer.why.slice(0, WHY_MAX)
  const again = { from: ['sending'] as const, was: intent.sentAt, tries: tries + 1, why }
  if (answer.kind === 'unknown')
    await moveIntent(db, id, { ...again, to: 'sending', sentAt: now, nextAt: now + CALL_MS + INDEX_MS })
  else if (answer.kind === 'refused') await moveIntent(db, id, { ...again, to: 'refused', nextAt: 0 })
  else await moveIntent(db, id, { ...again, to: 'planned', nextAt: now + waitMs(answer, tries) })
  return answer.kind === 'unknown' ? null : answer
}

const waitMs = (fault: TicketFault, tries: number): number =>
  fault.kind === 'later' && fault.retryMs !== null ? fault.retryMs : backoffMs(tries + 1, RETRY_MS_FIRST, RETRY_MS_MAX)

async function search(tools: TicketTools, line: Line, intent: StoredIntent): Promise<TicketFault | null> {
  const answer: MarkerSearch = await line.system.findByMarker(intent.marker)
  const { db, clock } = tools.world
  const { id, tries, sentAt } = intent
  if (answer.kind === 'found') {
    await bind(tools, { line, intent, answer })
    return null
  }
  const now = clock.now()
  if (answer.kind === 'none') {
    await moveIntent(db, id, { from: ['sending'], was: sentAt, to: 'planned', nextAt: now, tries })
    return null
  }
  const why = answer.why.slice(0, WHY_MAX)
  const to = answer.kind === 'refused' ? ('unsure' as const) : ('sending' as const)
  const nextAt = now + waitMs(answer, tries)
  await moveIntent(db, id, { from: ['sending'], was: sentAt, to, sentAt, nextAt, tries: tries + 1, why })
  return answer
}

/** Ties a ticket to its insight, which is then at its ticket: all of it, or nothing. */
async function bind(tools: TicketTools, { line, intent, answer }: Answered<TicketRef>): Promise<void> {
  const { world } = tools
  await world.db.transaction().execute((db) => bindIn(db, tools, { line, intent, answer }))
  const { ref } = answer
  const linked = await line.system.linkBack(ref, intent.content.backLink)
  // The address stands in the description as well.
  if (linked.kind !== 'done') world.log.info({ connection: line.connection.id }, 'a ticket has no link back')
}

async function bindIn(
  db: Db,
  { world, reaches }: TicketTools,
  { line, intent, answer }: Answered<TicketRef>,
): Promise<void> {
  const { workspaceId, insight, memberId, content } = intent
  const now = world.clock.now()
  const subject = await subjectOf({ db, reaches, now, workspaceId }, insight, { lock: true })
  const release = await releaseFor(db, workspaceId, subject)
  const { work } = subject
  const seenWork = release === null ? work.version : work.version + 1
  const [record] = await recordsById(db, workspaceId, [insight])
  const memory = {
    status: firstMemory('ticket', now),
    title: firstMemory(content.title, now),
    assignee: firstMemory(null, now),
  }
  const { ref, key, url } = answer
  const link = { workspaceId, insight, connectionId: line.connection.id, ref, key, url, memory, seenWork }
  const id = await insertLink(db, { ...link, seenRecord: record?.changedAt ?? 0, madeAt: now, memberId })
  const from = ['planned', 'sending', 'unsure'] as const
  await moveIntent(db, intent.id, { from, to: 'done', nextAt: 0 })
  if (id === undefined || release === null) return
  const after = { ...work, ...ticketed(release, now), version: seenWork, changedAt: now }
  if (!(await writeWork(db, workspaceId, insight, after))) throw new Error('an insight was changed while it was locked')
  const change = { version: seenWork, at: now, memberId, what: 'status', step: 'openTicket', reason: key } as const
  await insertWorkChange(db, workspaceId, insight, { ...change, decision: null, before: work, undoes: null })
}
