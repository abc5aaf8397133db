// A mail server that remembers of each mail only whose it was and when it was answered, so that hundreds of thousands fit. It outlives every kill.
import type { AddressInfo } from 'node:net'
import { SMTPServer, type SMTPServerDataStream } from 'smtp-server'

/** One mail that was answered with 250. Times are UTC milliseconds. */
export type SunkMail = { readonly messageId: string; readonly receivedAt: number; readonly answeredAt: number }

export type MailSink = {
  /** `smtp://127.0.0.1:PORT?tls=none` */
  readonly url: string
  readonly mails: readonly SunkMail[]
  close(): Promise<void>
}

const MESSAGE_ID = /^message-id:\s*(<[^>]*>)/im
const HEADER_BYTES_MAX = 8192

/**
 * Starts a sink on the loopback interface.
 *
 * @param delayMs - how long each mail is thought about before it is answered; wide enough for kills to fall into.
 */
export async function startMailSink(delayMs: number): Promise<MailSink> {
  const mails: SunkMail[] = []
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS', 'AUTH'],
    disableReverseLookup: true,
    closeTimeout: 100,
    onData: (stream, _session, done) => {
      const take = (messageId: string) => {
        const receivedAt = Date.now()
        setTimeout(() => {
          mails.push({ messageId, receivedAt, answeredAt: Date.now() })
          done()
        }, delayMs)
      }
      // A mail whose sender dies before its end was never sent.
      messageIdIn(stream).then(take, done)
    },
  })
  // A client that is killed in the middle of a mail is no fault of the sink.
  server.on('error', () => undefined)
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.server.address() as AddressInfo
  return {
    url: `smtp://127.0.0.1:${port}?tls=none`,
    mails,
    close: () => new Promise((resolve) => server.close(resolve)),
  }
}

/** Reads a mail to its end and answers its Message-ID, '' where it has none. */
async function messageIdIn(stream: SMTPServerDataStream): Promise<string> {
  let head = ''
  for await (const part of stream) if (head.length < HEADER_BYTES_MAX) head += String(part)
  return MESSAGE_ID.exec(head)?.[1] ?? ''
}
