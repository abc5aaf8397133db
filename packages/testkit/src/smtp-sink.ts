// A real SMTP server for tests: records what it is sent and fails in the ways real servers do. Never passes anything on.
import type { Server, Socket } from 'node:net'
import { SMTPServer, type SMTPServerOptions, type SMTPServerSession } from 'smtp-server'

/** The moments at which the server can answer: greeting, MAIL FROM, RCPT TO, after the body. */
export type SmtpStage = 'connect' | 'mail' | 'rcpt' | 'body'

/**
 * A way to fail. `answer`: an SMTP code at a stage; `cut`: the connection is cut at a stage (`body`: after the whole message was
 * received and before it is answered); `slow`: every body is answered after `delayMs`. `times`: how often, then all is well again.
 */
export type SmtpFault =
  | {
      readonly kind: 'answer'
      readonly at: SmtpStage
      readonly code: number
      readonly text: string
      readonly times?: number
    }
  | { readonly kind: 'cut'; readonly at: SmtpStage; readonly times?: number }
  | { readonly kind: 'slow'; readonly delayMs: number; readonly times?: number }

/** One message that arrived. `answered`: whether it was accepted with 250; a cut one was not. */
export type CaughtMail = {
  readonly from: string
  readonly to: readonly string[]
  readonly messageId: string
  readonly raw: string
  readonly answered: boolean
}

/** The server, with what it received. */
export type SmtpSink = {
  /** `smtp://127.0.0.1:PORT?tls=none` */
  readonly url: string
  readonly mails: readonly CaughtMail[]
  /** How many messages arrived, kept or not. */
  readonly count: number
  setFault(fault: SmtpFault | null): void
  clear(): void
  /** Stops listening and cuts everything, as a server that is down. */
  down(): Promise<void>
  /** Listens again on the same port. */
  up(): Promise<void>
  close(): Promise<void>
}

/** `port` 0 takes any free one. `keep`: how many mails are kept, the oldest is dropped. */
export type SmtpSinkOptions = { readonly port?: number; readonly keep?: number }

const BODY_BYTES_MAX = 10_000_000
const KEEP = 100_000

/** Starts a sink on the loopback interface. */
export async function startSmtpSink(options: SmtpSinkOptions = {}): Promise<SmtpSink> {
  const state = new SinkState(options.keep ?? KEEP)
  let server = await listen(state, options.port ?? 0)
  const port = portOf(server)
  const stop = () => stopServer(server, state)
  return {
    url: `smtp://127.0.0.1:${port}?tls=none`,
    get mails() {
      return state.mails
    },
    get count() {
      return state.count
    },
    setFault: (fault) => state.setFault(fault),
    clear: () => state.clear(),
    down: stop,
    up: async () => {
      server = await listen(state, port)
    },
    close: stop,
  }
}

class SinkState {
  mails: CaughtMail[] = []
  count = 0
  readonly sockets = new Map<number, Socket>()
  readonly keep: number
  fault: SmtpFault | null = null
  left = 0

  constructor(keep: number) {
    this.keep = keep
  }

  setFault(fault: SmtpFault | null): void {
    this.fault = fault
    this.left = fault?.times ?? Number.POSITIVE_INFINITY
  }

  clear(): void {
    this.mails = []
    this.count = 0
  }

  /** The fault of this stage, used up by one. */
  take(at: SmtpStage): SmtpFault | null {
    const fault = this.fault
    const stage = fault?.kind === 'slow' ? 'body' : fault?.at
    if (fault === null || stage !== at || this.left <= 0) return null
    this.left--
    return fault
  }

  cut(session: SMTPServerSession): void {
    this.sockets.get(session.remotePort)?.resetAndDestroy()
  }

  record(mail: CaughtMail): void {
    this.count++
    this.mails.push(mail)
    if (this.mails.length > this.keep) this.mails.shift()
  }
}

async function listen(state: SinkState, port: number): Promise<SMTPServer> {
  const server = new SMTPServer(serverOptions(state))
  const listener: Server = server.server
  listener.on('connection', (socket) => {
    const { remotePort } = socket
    if (remotePort === undefined) return
    state.sockets.set(remotePort, socket)
    socket.once('close', () => state.sockets.delete(remotePort))
  })
  // A client that resets its connection is no fault of the sink.
  server.on('error', () => undefined)
  await new Promise<void>((resolve, reject) => {
    listener.once('error', reject)
    server.listen(port, '127.0.0.1', () => resolve())
  })
  return server
}

function portOf(server: SMTPServer): number {
  const address = server.server.address()
  if (address === null || typeof address === 'string') throw new Error('the sink has no port')
  return address.port
}

async function stopServer(server: SMTPServer, state: SinkState): Promise<void> {
  const closed = new Promise<void>((resolve) => server.close(() => resolve()))
  for (const socket of state.sockets.values()) socket.destroy()
  await closed
}

type Done = (error?: Error | null) => void

function serverOptions(state: SinkState): SMTPServerOptions {
  const staged = (at: SmtpStage) => (_: unknown, session: SMTPServerSession, done: Done) =>
    answerAt(state, at, { session, done })
  return {
    authOptional: true,
    disabledCommands: ['STARTTLS', 'AUTH'],
    disableReverseLookup: true,
    size: BODY_BYTES_MAX,
    closeTimeout: 100,
    onConnect: (session, done) => answerAt(state, 'connect', { session, done }),
    onMailFrom: staged('mail'),
    onRcptTo: staged('rcpt'),
    onData: (stream, session, done) => {
      const parts: Buffer[] = []
      stream.on('data', (part: Buffer) => parts.push(part))
      stream.once('end', () => answerBody(state, Buffer.concat(parts).toString('utf8'), { session, done }))
    },
  }
}

type Moment = { readonly session: SMTPServerSession; readonly done: Done }

function answerAt(state: SinkState, at: SmtpStage, { session, done }: Moment): void {
  const fault = state.take(at)
  if (fault?.kind === 'cut') state.cut(session)
  else done(fault?.kind === 'answer' ? refusal(fault.code, fault.text) : null)
}

function answerBody(state: SinkState, raw: string, { session, done }: Moment): void {
  const fault = state.take('body')
  const accept = () => {
    state.record(mailOf(raw, session, true))
    done()
  }
  if (fault === null) accept()
  else if (fault.kind === 'slow') setTimeout(accept, fault.delayMs)
  else if (fault.kind === 'answer') done(refusal(fault.code, fault.text))
  else {
    state.record(mailOf(raw, session, false))
    state.cut(session)
  }
}

function mailOf(raw: string, session: SMTPServerSession, answered: boolean): CaughtMail {
  const { mailFrom, rcptTo } = session.envelope
  const messageId = /^message-id:\s*(<[^>]*>)/im.exec(raw)?.[1] ?? ''
  return { from: mailFrom ? mailFrom.address : '', to: rcptTo.map((r) => r.address), messageId, raw, answered }
}

function refusal(code: number, text: string): Error {
  return Object.assign(new Error(text), { responseCode: code })
}
