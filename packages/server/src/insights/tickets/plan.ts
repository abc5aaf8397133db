// Which insights get a ticket: those that were let through, of departments that said where (TK7, I16). Stores intents; opens nothing.
import { randomBytes } from 'node:crypto'
import { nameIn, textsOf } from '@lotse/core/atlas'
import { Problem } from '@lotse/core/base'
import { lineOf, type Release, releaseOf } from '@lotse/core/insights'
import { recordsById } from '../../adapters/store/atlas.ts'
import { unitParents } from '../../adapters/store/insight-facts.ts'
import { decisionsOf } from '../../adapters/store/insight-work.ts'
import type { Db } from '../../adapters/store/members.ts'
import {
  type IntentContent,
  insertIntent,
  type StoredTarget,
  targetsOfUnits,
  ticketless,
} from '../../adapters/store/tickets/intents.ts'
import { factsOf } from '../facts.ts'
import { type Subject, subjectOf } from '../subject.ts'
import type { TicketTools } from './tools.ts'

/** So many are looked at in a round. */
const AT_ONCE = 200
const TITLE_MAX = 200
const ABOUT_MAX = 20_000
const BASE32 = 'abcdefghijklmnopqrstuvwxyz234567'
/** 26 characters of 5 bits each: nobody has the same by chance. */
const MARKER_LENGTH = 26

/** Stores intents for what was let through since. @returns how many. */
export async function planTickets(tools: TicketTools): Promise<number> {
  const { world, reaches } = tools
  const found = await ticketless(world.db, AT_ONCE)
  let planned = 0
  for (const workspaceId of new Set(found.map((row) => row.workspaceId))) {
    const asking = { db: world.db, reaches, now: world.clock.now(), workspaceId }
    const ids = found.filter((row) => row.workspaceId === workspaceId).map(({ insight }) => insight)
    const { insights } = await factsOf(asking, { words: [], ids })
    const targetOf = await targetsIn(world.db, workspaceId)
    for (const { id, charge } of insights) {
      if (targetOf(charge.unit) !== undefined && (await planOne(tools, workspaceId, id))) planned++
    }
  }
  return planned
}

/** Where a unit's tickets are opened: where it says, else where the nearest unit above it does. */
export async function targetsIn(
  db: Db,
  workspaceId: number,
): Promise<(unit: number | null) => StoredTarget | undefined> {
  const targets = await targetsOfUnits(db, workspaceId)
  const parents = await unitParents(db, workspaceId)
  return (unit) => {
    const says = unit === null ? undefined : lineOf(unit, parents).find((one) => targets.has(one))
    return says === undefined ? undefined : targets.get(says)
  }
}

async function planOne(tools: TicketTools, workspaceId: number, insight: string): Promise<boolean> {
  const { world, reaches } = tools
  return world.db.transaction().execute(async (db) => {
    const now = world.clock.now()
    const subject = await subjectOf({ db, reaches, now, workspaceId }, insight, { lock: true })
    const release = await releaseFor(db, workspaceId, subject)
    const target = (await targetsIn(db, workspaceId))(subject.fact.charge.unit)
    if (release === null || target === undefined) return false
    const planned = await planFor(tools, db, { workspaceId, subject, release, target, memberId: null, now })
    return planned !== undefined
  })
}

/** The release of an insight; null: it was not let through, or that was withdrawn. */
export async function releaseFor(db: Db, workspaceId: number, { fact, work }: Subject): Promise<Release | null> {
  const { status, release } = work
  if (release === null) return null
  const [decision] = await decisionsOf(db, workspaceId, { insight: fact.id, id: release, limit: 1 })
  try {
    return releaseOf({ insight: fact.id, status, release, decision, unit: fact.charge.unit })
  } catch (error) {
    if (error instanceof Problem) return null
    throw error
  }
}

type Plan = {
  readonly workspaceId: number
  readonly subject: Subject
  readonly release: Release
  readonly target: StoredTarget
  readonly memberId: number | null
  readonly now: number
}

/** Stores an intent; undefined: there is one already, or a ticket. */
export async function planFor(
  { world }: Pick<TicketTools, 'world'>,
  db: Db,
  { workspaceId, subject, release, target, memberId, now }: Plan,
): Promise<number | undefined> {
  const { id: insight, priority } = subject.fact
  const content: IntentContent = {
    project: target.project,
    ticketKind: target.ticketKind,
    ...(await textsFor(db, workspaceId, insight)),
    priority: priority === null ? null : (target.priorities[priority] ?? null),
    backLink: new URL(`/insights/${encodeURIComponent(insight)}`, world.config.publicUrl).href,
    fields: target.fields,
  }
  const bytes = randomBytes(MARKER_LENGTH)
  const marker = `lotse-${[...bytes].map((byte) => BASE32[byte % 32]).join('')}`
  const { connectionId } = target
  const decision = release.decision
  return insertIntent(db, {
    workspaceId,
    insight,
    connectionId,
    decision,
    marker,
    content,
    memberId,
    madeAt: now,
  })
}

async function textsFor(db: Db, workspaceId: number, insight: string) {
  const [record] = await recordsById(db, workspaceId, [insight])
  const about = nameIn(textsOf(record?.fields['about']), 'de')
  return { title: titleOf(record?.fields), description: about.slice(0, ABOUT_MAX) }
}

/** The title that an insight's ticket has. */
export function titleOf(fields: Readonly<Record<string, Parameters<typeof textsOf>[0]>> | undefined): string {
  return nameIn(textsOf(fields?.['name']), 'de').slice(0, TITLE_MAX)
}
