// Reads the address of a mail server into what nodemailer takes. Opens no connection.
import type { SMTPPoolOptions } from 'nodemailer'

/** DKIM as the operator sets it up: `privateKey` in PEM form. */
export type DkimSettings = { readonly domain: string; readonly selector: string; readonly privateKey: string }

/**
 * A mail server. `url`: `smtp://` (STARTTLS where offered) or `smtps://` (TLS from the start), with user and password if needed;
 * `?tls=required` insists on STARTTLS, `?tls=none` never uses it. `connections`: open at a time.
 */
export type SmtpSettings = {
  readonly url: string
  readonly connections: number
  readonly dkim: DkimSettings | null
  /** How long the server may be silent, in milliseconds; the default is 30 s. */
  readonly silenceMsMax?: number
}

const CONNECT_MS_MAX = 10_000
const SILENCE_MS_MAX = 30_000
/** Messages per connection before it is replaced, so that load balancers behind one name get their turn. */
const MESSAGES_PER_CONNECTION = 500

/** RFC 8058 wants List-Unsubscribe-Post under the signature; nodemailer's own list leaves it out. */
const SIGNED_HEADERS =
  'From:Sender:Reply-To:Subject:Date:Message-ID:To:MIME-Version:Content-Type:Content-Transfer-Encoding:List-Unsubscribe:List-Unsubscribe-Post'

/** Where a mail server is and how the way to it is protected, without user and password. */
export function serverOf(address: string): {
  readonly server: string
  readonly protection: 'tls' | 'starttls' | 'offered' | 'none'
} {
  const url = new URL(address)
  const { host, port, secure, requireTLS, ignoreTLS } = { ...placeOf(url), requireTLS: false, ...tlsOf(url) }
  const started = ignoreTLS ? 'none' : requireTLS ? 'starttls' : 'offered'
  return { server: `${host}:${port}`, protection: secure ? 'tls' : started }
}

/** The options of nodemailer's pool. Nothing in a message may make it read a file or fetch an address. */
export function poolOptions(settings: SmtpSettings): SMTPPoolOptions & { pool: true } {
  const url = new URL(settings.url)
  const silenceMs = settings.silenceMsMax ?? SILENCE_MS_MAX
  return {
    pool: true,
    ...placeOf(url),
    ...tlsOf(url),
    ...authOf(url),
    ...dkimOf(settings.dkim),
    maxConnections: settings.connections,
    maxMessages: MESSAGES_PER_CONNECTION,
    // An idle connection that the server dropped is replaced once; only messages of which no byte was sent are moved.
    maxRequeues: 1,
    connectionTimeout: Math.min(CONNECT_MS_MAX, silenceMs),
    greetingTimeout: silenceMs,
    socketTimeout: silenceMs,
    disableFileAccess: true,
    disableUrlAccess: true,
  }
}

function placeOf(url: URL): { readonly host: string; readonly port: number; readonly secure: boolean } {
  const secure = url.protocol === 'smtps:'
  return { host: url.hostname.replace(/^\[|\]$/g, ''), port: Number(url.port || (secure ? 465 : 587)), secure }
}

function tlsOf(url: URL): { requireTLS?: boolean; ignoreTLS?: boolean } {
  const wanted = url.searchParams.get('tls')
  if (wanted === 'none') return { ignoreTLS: true }
  return { requireTLS: wanted === 'required' || (url.username !== '' && !isLoopback(url.hostname)) }
}

/** A password is never sent in the clear to another machine. */
function isLoopback(host: string): boolean {
  return host === 'localhost' || host === '[::1]' || /^127\./.test(host)
}

function authOf(url: URL): { auth?: { user: string; pass: string } } {
  if (url.username === '') return {}
  return { auth: { user: decodeURIComponent(url.username), pass: decodeURIComponent(url.password) } }
}

function dkimOf(dkim: DkimSettings | null): Pick<SMTPPoolOptions, 'dkim'> {
  if (dkim === null) return {}
  const { domain, selector, privateKey } = dkim
  return { dkim: { domainName: domain, keySelector: selector, privateKey, headerFieldNames: SIGNED_HEADERS } }
}
