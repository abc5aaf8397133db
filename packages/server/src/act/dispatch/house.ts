// What keeps the outbox whole: takes over claims of dispatchers that went silent, tells forgotten results, asks for double opt-ins.
import type { EmailRequest } from '@lotse/core/act'
import { unansweredRequests } from '../../adapters/store/consent.ts'
import { insertMessages, type OwnMessage, recoverClaims, unreportedMessages } from '../../adapters/store/outbox.ts'
import type { World } from '../../base/world.ts'
import type { Acceptor } from '../../listen/acceptor.ts'
import { CONFIRM_TEMPLATE } from '../template/index.ts'
import { reportResults } from './answers.ts'
import { CONFIRM_MS } from './email.ts'

/** A claim that was not renewed for so long belongs to a dispatcher that is gone; with the pause of housekeeping a takeover stays within 15 s. */
export const CLAIM_MS = 12_000
/** A result is told again when it was not within so long. */
const REPORT_MS = 15_000
/** Rows of one step; the rest follows at the next call. */
const ROWS_MAX = 1000

/** Takes over stale claims (M3). Answers whether there is more. */
export async function recover(world: World, claimMs: number): Promise<boolean> {
  const now = world.clock.now()
  const { unknown, queued } = await recoverClaims(world.pool, { silentMs: claimMs, now, limit: ROWS_MAX })
  if (unknown + queued > 0) world.log.warn({ unknown, queued }, 'messages of a lost dispatcher were taken over')
  return unknown + queued === ROWS_MAX
}

/** Tells results that a crash cut off. Answers whether there is more. */
export async function sweepReports(world: World, acceptor: Acceptor): Promise<boolean> {
  const found = await unreportedMessages(world.pool, world.clock.now() - REPORT_MS, ROWS_MAX)
  await reportResults(
    world,
    acceptor,
    found.map((message) => ({ ...message, at: message.answeredAt })),
  )
  return found.length === ROWS_MAX
}

/** The key of a confirmation mail: one wish, one mail, whoever asks how often. */
export function confirmKey(customerId: number, topic: string, statedAt: number): string {
  return `doi/${customerId}/${topic}/${statedAt}`
}

/** Queues the mail for each wish that has none. Answers how many. */
export async function askConfirmations(world: World): Promise<number> {
  const now = world.clock.now()
  const requests = await unansweredRequests(world.pool, now - CONFIRM_MS, ROWS_MAX)
  const mails = requests.map(({ workspaceId, customerId, topic, statedAt }): OwnMessage => {
    const request: EmailRequest = {
      channel: 'email',
      template: CONFIRM_TEMPLATE,
      templateVersion: 1,
      topic,
      transactional: true,
      event: null,
      facts: { statedAt },
    }
    return {
      key: confirmKey(customerId, topic, statedAt),
      workspaceId,
      customerId,
      topic,
      request: JSON.stringify(request),
    }
  })
  await insertMessages(world.pool, mails, now)
  return mails.length
}
