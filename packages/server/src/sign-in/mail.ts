// Mails about the own account: plain words and one link. Sent at once by the mail server, past the outbox, which belongs to customers.
import { sendMailOnce } from '../adapters/channels/mail-once.ts'
import { html } from '../base/html.ts'
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
  const { to, subject, lines, link } = mail
  const text = [...lines, link].join('\n\n')
  const delivery = await sendMailOnce(world, { to, subject, text, html: htmlOf(mail) })
  if (delivery === null) return false
  const taken = delivery.kind === 'accepted'
  if (!taken) world.log.warn({ kind: delivery.kind, why: delivery.why }, 'a mail about an account was not taken')
  return taken
}

function htmlOf({ lines, link, linkText }: AccountMail): string {
  const paragraphs = lines.map((line) => html`<p>${line}</p>`)
  return `<!doctype html>${
    html`<html><body style="font-family:system-ui,sans-serif;line-height:1.5">${paragraphs}<p><a href="${link}">${linkText}</a></p></body></html>`
      .html
  }`
}
