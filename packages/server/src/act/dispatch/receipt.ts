// Later news about messages that left: delivered, bounced, complained, opened, clicked. Each is an event; the state only goes up (M1).
import { moved, type Receipt } from '@lotse/core/act'
import { findMessage, type SentMessage, storeReceipt } from '../../adapters/store/attention.ts'
import { suppressAddress } from '../../adapters/store/consent.ts'
import type { World } from '../../base/world.ts'
import type { Acceptor } from '../../listen/acceptor.ts'
import { resultEvent } from './report.ts'

/** One piece of news. `part`: tells several of a kind apart, such as the position of a clicked link. */
export type News = {
  readonly key: string
  readonly receipt: Receipt
  readonly part?: string
  readonly more?: Readonly<Record<string, string>>
}

const names: Readonly<Record<Receipt, string>> = {
  delivered: 'Message Delivered',
  bounced: 'Message Bounced',
  opened: 'Message Opened',
  clicked: 'Message Clicked',
  complained: 'Message Complained',
}

/** Writers that change the same message at the same time: the rule is asked again, a few times. */
const RACES_MAX = 5

/**
 * Takes in one piece of news. Repeating it is harmless.
 *
 * @returns false where no message has that key.
 */
export async function takeReceipt(
  { world, acceptor }: { world: World; acceptor: Acceptor },
  news: News,
): Promise<boolean> {
  const message = await findMessage(world.pool, news.key)
  if (message === undefined) return false
  const at = world.clock.now()
  const id = `${news.key}:${news.receipt}${news.part === undefined ? '' : `:${news.part}`}`
  const reported = { ...message, state: news.receipt, reason: null, at }
  await acceptor.accept([
    resultEvent(reported, { name: names[news.receipt], id, ...(news.more ? { more: news.more } : {}) }),
  ])
  await barAddress(world, message, news.receipt)
  await apply(world, message, news)
  return true
}

/** A mailbox that does not exist, or whose owner complained, is not written to again. */
async function barAddress(world: World, message: SentMessage, receipt: Receipt): Promise<void> {
  if (message.address === null || (receipt !== 'bounced' && receipt !== 'complained')) return
  const { workspaceId, channel, address } = message
  const reason = receipt === 'bounced' ? 'hard_bounce' : 'complaint'
  await suppressAddress(world.pool, { workspaceId, channel, address, reason, now: world.clock.now() })
}

async function apply(world: World, first: SentMessage, news: News): Promise<void> {
  let message: SentMessage | undefined = first
  for (let race = 0; race < RACES_MAX && message !== undefined; race++) {
    const next = moved(message, news.receipt)
    if (
      next.state === message.state ||
      (await storeReceipt(world.pool, message, { to: news.receipt, now: world.clock.now() }))
    )
      return
    message = await findMessage(world.pool, news.key)
  }
}
