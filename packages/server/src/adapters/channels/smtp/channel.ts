// E-mail by SMTP: hands one rendered message to a mail server and says what it answered. Decides nothing about retries or consent.
import { PassThrough } from 'node:stream'
import type { Channel, Delivery, EmailMessage } from '@lotse/core/ports'
import { createTransport, type MailMessage, type SendMailOptions, type SMTPPoolSentMessageInfo } from 'nodemailer'
import { deliveryOf, type SmtpFailure } from './answer.ts'
import { said } from './said.ts'
import { poolOptions, type SmtpSettings } from './settings.ts'

/** How long a whole try may take, trickling servers included. */
const TRY_MS_MAX = 120_000

/** Opens a pool of connections; the first is made with the first message. SMTP does not recognise keys: `knowsKeys` is false. */
export function smtpChannel(settings: SmtpSettings): Channel<EmailMessage> {
  const options = poolOptions(settings)
  const transport = createTransport(options)
  const bodies: Bodies = new Map()
  transport.use('stream', (mail, done) => done(gatherBody(mail, bodies)))
  return {
    name: 'email',
    knowsKeys: false,
    send: (message) => trySend(transport, bodies, message),
    check: () => checkServer(options),
    close: async () => transport.close(),
  }
}

type Transport = ReturnType<typeof createTransport<SMTPPoolSentMessageInfo>>

/** By Message-ID, the streams that messages under way are read from: whether a byte was read tells whether the body was started. */
type Bodies = Map<string, { readonly readableDidRead: boolean }[]>

/** Gathers the whole message before it leaves: one write to the connection instead of one for every few lines. */
function gatherBody(mail: MailMessage, bodies: Bodies): null {
  const create = mail.message.createReadStream.bind(mail.message)
  mail.message.createReadStream = (...args) => {
    const source = create(...args)
    const whole = new PassThrough()
    const parts: Buffer[] = []
    source.on('data', (part: Buffer) => parts.push(part))
    source.once('end', () => whole.end(Buffer.concat(parts)))
    source.once('error', (error: Error) => whole.destroy(error))
    bodies.get(String(mail.data.messageId))?.push(whole)
    return whole
  }
  return null
}

async function trySend(
  transport: Pick<Transport, 'sendMail'>,
  bodies: Bodies,
  message: EmailMessage,
): Promise<Delivery> {
  const streams: { readonly readableDidRead: boolean }[] = []
  bodies.set(message.messageId, streams)
  try {
    const { response } = await transport.sendMail({ ...mailOf(message), signal: AbortSignal.timeout(TRY_MS_MAX) })
    return { kind: 'accepted', providerId: said(response) || null }
  } catch (error) {
    const bodyStarted = streams.some((stream) => stream.readableDidRead)
    return deliveryOf(failureOf(error), bodyStarted)
  } finally {
    bodies.delete(message.messageId)
  }
}

function failureOf(error: unknown): SmtpFailure {
  if (!(error instanceof Error)) throw error
  const known: Error & SmtpFailure = error
  return known
}

function mailOf(message: EmailMessage): SendMailOptions {
  return {
    from: message.from,
    to: { name: '', address: message.to },
    ...(message.replyTo ? { replyTo: message.replyTo } : {}),
    subject: message.subject,
    text: message.text,
    html: message.html,
    messageId: message.messageId,
    headers: message.unsubscribeUrl ? unsubscribeHeaders(message.unsubscribeUrl) : {},
  }
}

/** RFC 2369 and RFC 8058: the mailbox provider may unsubscribe the reader with one POST. */
function unsubscribeHeaders(url: string): NonNullable<SendMailOptions['headers']> {
  return {
    'List-Unsubscribe': { prepared: true, value: `<${url}>` },
    'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click',
  }
}

async function checkServer(
  options: ReturnType<typeof poolOptions>,
): Promise<{ ok: true } | { ok: false; why: string }> {
  const { pool: _, ...single } = options
  const transport = createTransport(single)
  try {
    await transport.verify()
    return { ok: true }
  } catch (error) {
    const delivery = deliveryOf(failureOf(error), false)
    return { ok: false, why: delivery.kind === 'accepted' ? '' : delivery.why }
  } finally {
    transport.close()
  }
}
