// Mails about the own account: plain words and one link. Sent at once by the mail server, past the outbox, which belongs to customers.
import { sendMailOnce } from '../adapters/channels/mail-once.ts'
import { html } from '../base/html.ts'
import type { World } from '../base/world.ts'
import type { MailLook } from '../brand/mail-look.ts'

/** What a mail about the account says, in one language; every text is plain. */
export type AccountMail = {
  readonly to: string
  readonly language: 'de' | 'en'
  readonly subject: string
  readonly lines: readonly string[]
  readonly link: string
  readonly linkText: string
  /** Of mails that come again: the way to end them. */
  readonly leave?: { readonly link: string; readonly text: string } | undefined
}

/** The reader's language: the first that is known of these, else English. */
export function mailLanguage(...wishes: readonly (string | null | undefined)[]): 'de' | 'en' {
  const known = wishes.find((wish) => wish != null)
  return known?.startsWith('de') ? 'de' : 'en'
}

/** Sends a mail. Answers whether a mail server took it; false where none is set up. */
export async function sendAccountMail(world: World, mail: AccountMail, look: MailLook): Promise<boolean> {
  const { to, subject, lines, link, linkText, leave } = mail
  const ending = leave === undefined ? [] : [`${leave.text}:\n${leave.link}`]
  const text = [...lines, `${linkText}:\n${link}`, ...ending, `-- \n${look.name}`].join('\n\n')
  const delivery = await sendMailOnce(world, {
    to,
    subject,
    text,
    html: htmlOf(mail, look),
    unsubscribeUrl: leave?.link,
  })
  if (delivery === null) return false
  const taken = delivery.kind === 'accepted'
  if (!taken) world.log.warn({ kind: delivery.kind, why: delivery.why }, 'a mail about an account was not taken')
  return taken
}

const FONT = 'font-family:system-ui,-apple-system,Segoe UI,Roboto,Arial,sans-serif'

/** Tables and styles at every element, because mail programs know little else. Always light, so that logo and colour stay as chosen. */
function htmlOf({ language, subject, lines, link, linkText, leave }: AccountMail, look: MailLook): string {
  const { name, color, onColor, logoUrl } = look
  const head =
    logoUrl === null
      ? html`<b style="font-size:18px">${name}</b>`
      : html`<img src="${logoUrl}" alt="${name}" height="40" style="height:40px;max-width:240px;border:0;font-size:18px;font-weight:bold">`
  const paragraphs = lines.map((line) => html`<p style="margin:0 0 14px">${line}</p>`)
  const ending =
    leave === undefined
      ? html``
      : html`<p style="margin:18px 0 0;font-size:13px"><a href="${leave.link}" style="color:#536570">${leave.text}</a></p>`
  const button = `display:inline-block;padding:12px 20px;border-radius:6px;background:${color};color:${onColor};font-weight:600;text-decoration:none`
  return `<!doctype html>${
    html`<html lang="${language}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><meta name="color-scheme" content="light only"><title>${subject}</title></head>
<body style="margin:0;padding:0;background:#f3f6f8"><table role="presentation" width="100%" cellpadding="0" cellspacing="0" style="background:#f3f6f8"><tr><td align="center" style="padding:24px 12px">
<table role="presentation" width="100%" cellpadding="0" cellspacing="0" style="max-width:560px;background:#ffffff;border-top:4px solid ${color};border-radius:6px"><tr><td style="padding:28px 28px 32px;${FONT};font-size:16px;line-height:1.5;color:#10212a">
<div style="margin:0 0 22px">${head}</div>${paragraphs}<p style="margin:22px 0 18px"><a href="${link}" style="${button}">${linkText}</a></p>
<p style="margin:0;font-size:13px;color:#536570;word-break:break-all">${link}</p>${ending}</td></tr></table></td></tr></table></body></html>`
      .html
  }`
}
