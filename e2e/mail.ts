// A console that writes mails, with a mail server that keeps them; for tests that read what people are sent.
import { type CaughtMail, type SmtpSink, startSmtpSink } from '@lotse/testkit'
import { type Console, startConsole } from './console.ts'

/** A console beside its mail server; closing the one closes the other. */
export type MailingConsole = Console & { readonly mail: SmtpSink }

/** Starts both. @param env - besides the data folder and the mail server. */
export async function startMailing(env: Readonly<Record<string, string>> = {}): Promise<MailingConsole> {
  const mail = await startSmtpSink()
  const lotse = await startConsole({ LOTSE_SMTP_URL: mail.url, LOTSE_MAIL_FROM: 'Shop <shop@shop.example>', ...env })
  const close = async () => {
    await lotse.close()
    await mail.close()
  }
  return { ...lotse, mail, close }
}

const POLL_MS = 20
const POLLS_MAX = 1500

/** The newest mail once so many have come. @throws Error when they do not come in time. */
export async function untilMail({ mails }: SmtpSink, count: number): Promise<CaughtMail> {
  for (let looks = 0; looks < POLLS_MAX && mails.length < count; looks += 1)
    await new Promise((resolve) => setTimeout(resolve, POLL_MS))
  const newest = mails.at(-1)
  if (newest === undefined || mails.length < count) throw new Error(`${mails.length} of ${count} mails came`)
  return newest
}

/** The source of a mail with its quoted-printable lines made whole again, in ASCII: enough to find links and words. */
export function plainOf({ raw }: CaughtMail): string {
  return raw.replace(/=\r?\n/g, '').replaceAll('=3D', '=')
}
