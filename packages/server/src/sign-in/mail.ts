// Mails about the own account: plain words and one link. Sent at once by the mail server, past the outbox, which belongs to customers.
import { randomUUID } from 'node:crypto'
import type { EmailMessage } from '@lotse/core/ports'
import { channelKinds } from '../adapters/channels/index.ts'
import type { World } from '../base/world.ts'

/** What a mail about the account says; every text is plain. */
export type AccountMail = {
  readonly to: string
  readonly subject: string
  readonly lines: readonly string[]
  readonly link: string
  readonly linkText: string
}

/** Sends a mail. Answers whether a mail server took it; false where none is set up. */
export async function sendAccountMail(world: World, mail: AccountMail): Promise<boolean> {
  const { config, log } = world
  const channel = channelKinds.find(({ name }) => name === 'email')?.open(world)
  if (!channel || config.mail === null) return false
  const key = `account/${randomUUID()}`
  const message: EmailMessage = {
    channel: 'email',
    key,
    to: mail.to,
    from: config.mail.from,
    subject: mail.subject,
    text: [...mail.lines, mail.link].join('\n\n'),
    html: htmlOf(mail),
    messageId: `<${randomUUID()}@${new URL(config.publicUrl).hostname}>`,
  }
  try {
    const delivery = await channel.send(message)
    if (delivery.kind !== 'accepted')
      log.warn({ kind: delivery.kind, why: delivery.why }, 'a mail about an account was not taken')
    return delivery.kind === 'accepted'
  } finally {
    await channel.close()
  }
}

function htmlOf({ lines, link, linkText }: AccountMail): string {
  const paragraphs = lines.map((line) => `<p>${escaped(line)}</p>`).join('')
  return `<!doctype html><html><body style="font-family:system-ui,sans-serif;line-height:1.5">${paragraphs}<p><a href="${escaped(link)}">${escaped(linkText)}</a></p></body></html>`
}

const ESCAPES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
}
const escaped = (text: string): string => text.replace(/[&<>"']/g, (character) => ESCAPES[character] ?? character)
