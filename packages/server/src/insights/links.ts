// What a link to an insight shows (I30): the insight and where it arose by name, what the link opens besides, and nothing else of the company. Lets nobody in.
import { textsOf } from '@lotse/core/atlas'
import { Problem } from '@lotse/core/base'
import {
  type InsightLink,
  insightLinkParts,
  insightLinkRights,
  insightSorts,
  type SharedInsight,
} from '@lotse/protocol'
import { type OwnedRecord, recordsById } from '../adapters/store/atlas.ts'
import { listThreads } from '../adapters/store/atlas-comments.ts'
import { type ShareRow, shareById } from '../adapters/store/atlas-shares.ts'
import { picturesOfInsight } from '../adapters/store/insight-pictures.ts'
import type { Db } from '../adapters/store/members.ts'
import { listUnits } from '../adapters/store/units.ts'
import { showThreads } from '../atlas/comments.ts'
import { withOrigins } from '../atlas/insights.ts'
import { instantOf, instantOrNull } from '../base/ids.ts'
import type { World } from '../base/world.ts'
import { sharedPictureAddress } from '../pictures/shared.ts'
import { showWork } from './presenter.ts'
import type { Reaches } from './reach.ts'
import { subjectOf } from './subject.ts'

/** Threads that a guest is shown. */
const THREADS_MAX = 500

/** An insight that stands. @throws Problem `not_found`. */
export async function standingInsight(db: Db, workspaceId: number, id: string): Promise<OwnedRecord> {
  const [record] = await recordsById(db, workspaceId, [id])
  if (record?.kind !== 'insight' || record.removed) throw new Problem('not_found')
  return record
}

/** A link to an insight. @throws Problem `not_found`. */
export async function knownLink(
  db: Db,
  workspaceId: number,
  { insight, id }: { readonly insight: string; readonly id: number },
): Promise<ShareRow> {
  const link = await shareById(db, workspaceId, { journey: insight, id, shares: 'insight' })
  if (link === undefined) throw new Problem('not_found')
  return link
}

const rightsOf = ({ rights }: ShareRow) => insightLinkRights.find((one) => one === rights) ?? 'view'
const partsOf = ({ opens }: ShareRow) => insightLinkParts.filter((part) => opens.includes(part))

/** A link as the API answers it. */
export function showLink(row: ShareRow): InsightLink {
  const { id, journey, name, passwordHash, memberName, createdAt, expiresAt, revokedAt, opened, openedAt } = row
  return {
    id: String(id),
    insight: journey,
    name,
    rights: rightsOf(row),
    opens: partsOf(row),
    password: passwordHash !== null,
    by: memberName,
    createdAt: instantOf(createdAt),
    expiresAt: instantOrNull(expiresAt),
    revokedAt: instantOrNull(revokedAt),
    opened,
    openedAt: instantOrNull(openedAt),
  }
}

type Asking = { readonly world: World; readonly reaches: Reaches; readonly now: number }

/** What a link shows. @throws Problem `not_found` where the insight was put aside just now. */
export async function insightOfLink(asking: Asking, link: ShareRow): Promise<SharedInsight> {
  const { db } = asking.world
  const { workspaceId, journey: id, expiresAt } = link
  const [shown] = await withOrigins(db, workspaceId, [await standingInsight(db, workspaceId, id)])
  if (shown === undefined) throw new Problem('not_found')
  const { name, about, sort } = shown.fields
  const opens = partsOf(link)
  return {
    insight: id,
    rights: rightsOf(link),
    opens,
    expiresAt: instantOrNull(expiresAt),
    name: textsOf(name),
    about: textsOf(about),
    sort: insightSorts.find((one) => one === sort) ?? null,
    origins: shown.origins.map(({ kind, name: called, journeyName, phaseName, stepName }) => {
      return { kind, name: called, journeyName, phaseName, stepName }
    }),
    pictures: await picturesOf(asking, link),
    work: opens.includes('work') ? await workOf(asking, link) : null,
    comments: opens.includes('comments') ? await commentsOf(db, link) : [],
  }
}

async function picturesOf({ world, now }: Asking, link: ShareRow): Promise<SharedInsight['pictures']> {
  const rows = await picturesOfInsight(world.db, link.workspaceId, { insight: link.journey })
  return rows.map(({ picture: id, caption, width, height }) => ({
    address: sharedPictureAddress(world.secrets, link, { id, now }),
    caption,
    width,
    height,
  }))
}

/** How far it is and by what it is weighed. No person is named. */
async function workOf({ world: { db }, reaches, now }: Asking, link: ShareRow): Promise<SharedInsight['work']> {
  const { workspaceId } = link
  const { fact, scales } = await subjectOf({ db, reaches, now, workspaceId }, link.journey)
  const { status, since, priority, department, scores, reach, known } = showWork(fact)
  const unit = department.id === null ? undefined : (await listUnits(db, workspaceId, Number(department.id)))[0]
  const named = scales.formulas.flatMap(({ key, name }) => {
    const value = scores[key] ?? null
    return value === null ? [] : [{ name: { ...name }, value }]
  })
  return {
    status,
    since,
    priority,
    department: unit?.name ?? null,
    scores: named,
    reach: reach?.value ?? null,
    known: known.level,
  }
}

async function commentsOf(db: Db, { workspaceId, journey: record }: ShareRow): Promise<SharedInsight['comments']> {
  const threads = await listThreads(db, workspaceId, { filter: { record }, before: undefined, limit: THREADS_MAX })
  return showThreads(db, workspaceId, threads)
}
