// The demo's mail catcher: an SMTP server on the loopback interface that keeps what it is sent and passes nothing on.
import { randomUUID } from 'node:crypto'
import type { AddressInfo } from 'node:net'
import PostalMime from 'postal-mime'
import { SMTPServer } from 'smtp-server'

/** A caught mail. `html` and `text` are as sent; show `html` sandboxed. */
export type CaughtMail = {
  readonly id: string
  readonly at: string
  readonly from: string
  readonly to: string
  readonly subject: string
  readonly html: string
  readonly text: string
}

/** A caught call of a flow to another system. `system`: the last part of the address that was called. */
export type CaughtCall = { readonly id: string; readonly at: string; readonly system: string; readonly body: unknown }

/** What was caught, newest first, and who wants to hear of it. */
export class Caught {
  mails: readonly CaughtMail[] = []
  calls: readonly CaughtCall[] = []
  /** How many mails came in all, kept or not. */
  count = 0
  readonly #listeners = new Set<() => void>()

  addMail(mail: CaughtMail): void {
    this.mails = [mail, ...this.mails].slice(0, KEPT_MAX)
    this.count += 1
    this.#tell()
  }

  addCall(call: CaughtCall): void {
    this.calls = [call, ...this.calls].slice(0, KEPT_MAX)
    this.#tell()
  }

  /** Calls `listener` after each new thing; the answer ends that. */
  listen(listener: () => void): () => void {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  #tell(): void {
    for (const listener of this.#listeners) listener()
  }
}

const KEPT_MAX = 500
const MAIL_BYTES_MAX = 2_000_000

/** A running catcher. `url`: for `LOTSE_SMTP_URL`. */
export type MailCatcher = { readonly url: string; close(): Promise<void> }

/**
 * Starts the SMTP server on any free port.
 *
 * @param caught - is handed each mail.
 */
export async function catchMail(caught: Caught): Promise<MailCatcher> {
  const keep = (done: (error?: null) => void) => (mail: CaughtMail) => {
    caught.addMail(mail)
    done()
  }
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS', 'AUTH'],
    disableReverseLookup: true,
    size: MAIL_BYTES_MAX,
    closeTimeout: 500,
    onData: (stream, { envelope }, done) => {
      const parts: Buffer[] = []
      stream.on('data', (part: Buffer) => parts.push(part))
      stream.once('end', () => {
        const to = envelope.rcptTo.map(({ address }) => address).join(', ')
        // What cannot be read is refused, so that the sender shows it.
        read(Buffer.concat(parts), to).then(keep(done), done)
      })
    },
  })
  // Cut connections are the sender's to notice.
  server.on('error', () => {})
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.server.address() as AddressInfo
  return {
    url: `smtp://127.0.0.1:${port}?tls=none`,
    close: () => new Promise((resolve) => server.close(() => resolve())),
  }
}

async function read(raw: Buffer, to: string): Promise<CaughtMail> {
  const { from, subject = '', html = '', text = '' } = await PostalMime.parse(raw)
  return {
    id: randomUUID(),
    at: new Date().toISOString(),
    from: from?.name || from?.address || '',
    to,
    subject,
    html,
    text,
  }
}
