// Weighs feedback as it comes, and anew what an older model weighed. Several servers may do it at once: the same words have the same answer.
import { setTimeout as wait } from 'node:timers/promises'
import { MINUTE_MS } from '@lotse/core/base'
import type { SentimentModel } from '@lotse/core/ports'
import { feedbackFacts, SENTIMENT_MODEL, weighText } from '@lotse/core/understand'
import type { JsonObject } from '@lotse/protocol'
import {
  dropOrphans,
  keepWeighed,
  type UnweighedRow,
  unweighedFeedback,
  type WeighedRow,
} from '../adapters/store/feedback-take.ts'
import type { World } from '../base/world.ts'

const EVERY_MS = 1000
const AT_ONCE = 200
/** Rows whose events were removed show nowhere; this often they go as well. */
const ORPHANS_EVERY_MS = 10 * MINUTE_MS

/** The model that comes with us. */
const builtIn: SentimentModel = { version: SENTIMENT_MODEL, weigh: weighText }

/** Weighs until it is told to stop. A round that fails is logged and tried again. */
export async function keepWeighing(world: Pick<World, 'pool' | 'log'>, stopping: AbortSignal): Promise<void> {
  let clearedAt = performance.now()
  while (!stopping.aborted) {
    const many = await weighFeedback(world).catch((error: unknown) => {
      world.log.warn({ err: error }, 'feedback was not weighed')
      return 0
    })
    if (performance.now() - clearedAt > ORPHANS_EVERY_MS) {
      clearedAt = performance.now()
      await dropOrphans(world.pool).catch((error: unknown) =>
        world.log.warn({ err: error }, 'feedback was not cleared'),
      )
    }
    if (many < AT_ONCE) await wait(EVERY_MS, undefined, { signal: stopping, ref: false }).catch(() => {})
  }
}

/** Weighs some that wait. @returns how many. */
export async function weighFeedback({ pool }: Pick<World, 'pool'>, model = builtIn): Promise<number> {
  const rows = await unweighedFeedback(pool, { model: model.version, limit: AT_ONCE })
  if (rows.length > 0)
    await keepWeighed(
      pool,
      model.version,
      rows.map((row) => found(row, model)),
    )
  return rows.length
}

function found({ id, name, body }: UnweighedRow, model: SentimentModel): WeighedRow {
  const { p = {} } = JSON.parse(body) as { readonly p?: JsonObject }
  const facts = feedbackFacts(name, p)
  const weighed = facts && model.weigh(facts.text)
  return {
    id,
    sort: facts?.sort ?? null,
    textAt: facts?.textAt ?? null,
    said: facts?.score ?? null,
    touchpoint: facts?.touchpoint ?? '',
    product: facts?.product ?? '',
    language: weighed?.language ?? null,
    sentiment: weighed?.sentiment ?? null,
    score: weighed?.score ?? null,
    confidence: weighed?.confidence ?? null,
  }
}
