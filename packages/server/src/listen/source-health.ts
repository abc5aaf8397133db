// The health of a workspace's sources, from what the survey counted of them. The rules stand in core/listen/health.ts.
import { DAY_MS, HOUR_MS } from '@lotse/core/base'
import { healthAt, type SentHour } from '@lotse/core/listen'
import type { SourceHealth } from '@lotse/protocol'
import { lastSent, sourceHoursSince } from '../adapters/store/event-volumes.ts'
import type { Db } from '../adapters/store/members.ts'
import { sourcesForHealth } from '../adapters/store/sources.ts'
import { instantOrNull } from '../base/ids.ts'

const LOOKED_BACK_MS = 8 * DAY_MS + HOUR_MS

/** The health of every source of a workspace at an instant. */
export async function healthOf(db: Db, workspaceId: number, now: number): Promise<SourceHealth[]> {
  const sources = await sourcesForHealth(db, workspaceId)
  const last = await lastSent(db, workspaceId)
  const hours = new Map<number, SentHour[]>()
  for (const { source_id, hour, events, refused, corrected, delayed, delay_ms } of await sourceHoursSince(
    db,
    workspaceId,
    now - LOOKED_BACK_MS,
  )) {
    const own = hours.get(source_id) ?? []
    own.push({ hour, events, refused, corrected, delayed, delayMs: delay_ms })
    hours.set(source_id, own)
  }
  return sources.map(({ id, revoked_at }) => {
    const lastAt = last.get(id) || null
    const { hours: lastDay, ...health } = healthAt(
      { revoked: revoked_at !== null, lastAt, hours: hours.get(id) ?? [] },
      now,
    )
    return { id: String(id), ...health, hours: [...lastDay], lastEventAt: instantOrNull(lastAt) }
  })
}
