// One e-mail sent at once, past the outbox: to members about their account, or a test to oneself. Never to customers.
import { randomUUID } from 'node:crypto'
import type { Delivery } from '@lotse/core/ports'
import type { World } from '../../base/world.ts'
import { channelKinds } from './index.ts'
import { domainOf, messageIdOf } from './smtp/message-id.ts'

/** What is sent; who sends it stands in the configuration. */
export type MailOnce = {
  readonly to: string
  readonly subject: string
  readonly html: string
  readonly text: string
  readonly replyTo?: string | undefined
  /** For mails that come again: where a mail program ends them by one click. */
  readonly unsubscribeUrl?: string | undefined
}

/** Sends the mail over a connection of its own. @returns null where no mail server is set up. */
export async function sendMailOnce(
  world: World,
  { replyTo, unsubscribeUrl, ...mail }: MailOnce,
): Promise<Delivery | null> {
  const from = world.config.mail?.from
  const channel = channelKinds.find(({ name }) => name === 'email')?.open(world)
  if (!channel || from === undefined) return null
  const key = `once/${randomUUID()}`
  const messageId = messageIdOf(key, domainOf(from))
  try {
    return await channel.send({
      channel: 'email',
      key,
      from,
      messageId,
      ...mail,
      ...(replyTo ? { replyTo } : {}),
      ...(unsubscribeUrl ? { unsubscribeUrl } : {}),
    })
  } finally {
    await channel.close()
  }
}
