// The page on which the demo's mails are read: a list that is always current, and one mail, shown without any rights. Loopback only.
import { randomUUID } from 'node:crypto'
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Caught, CaughtMail } from './catcher.ts'
import { page, script, style } from './page.ts'

/** A running page. `url` ends without a slash. */
export type MailPage = { readonly url: string; close(): Promise<void> }

const CALL_BYTES_MAX = 200_000
const SHOWN_MAX = 100
const TELL_EVERY_MS = 300

/** The page's own rights: its script, its style, frames of its own. */
const OWN_POLICY =
  "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; frame-src 'self'; img-src 'self' data:; base-uri 'none'; form-action 'none'"
/** A mail has no rights: no script, nothing loaded from elsewhere; links open a window of their own. */
const MAIL_POLICY =
  "sandbox allow-popups allow-popups-to-escape-sandbox; default-src 'none'; style-src 'unsafe-inline'; img-src data:; base-uri 'self'"

/**
 * Serves the page.
 *
 * @param port - wished for; where it is taken, any free one.
 */
export async function showMail(caught: Caught, port: number): Promise<MailPage> {
  const server = createServer((request, response) => {
    answer(caught, request, response).catch(() => response.destroy())
  })
  await listen(server, port).catch(() => listen(server, 0))
  const address = server.address() as AddressInfo
  return {
    url: `http://127.0.0.1:${address.port}`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}

function listen(server: Server, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, '127.0.0.1', () => {
      server.off('error', reject)
      resolve()
    })
  })
}

async function answer(caught: Caught, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const path = new URL(request.url ?? '/', 'http://demo').pathname
  const [, first = '', second = ''] = path.split('/')
  if (request.method === 'POST' && first === 'systems') return takeCall(caught, second, { request, response })
  if (request.method !== 'GET') return send(response, { status: 405, type: 'text/plain', body: '' })
  const file = FILES.get(path)
  if (file) return send(response, file)
  if (path === '/mails') return send(response, { type: JSON_TYPE, body: JSON.stringify(listOf(caught)) })
  if (path === '/live') return tellLive(caught, response)
  const mail = first === 'mails' ? caught.mails.find(({ id }) => id === second) : undefined
  if (mail) return send(response, { type: HTML_TYPE, body: bodyOf(mail), policy: MAIL_POLICY })
  send(response, { status: 404, type: 'text/plain', body: 'Not found' })
}

type Answer = { readonly status?: number; readonly type: string; readonly body: string; readonly policy?: string }
type Exchange = { readonly request: IncomingMessage; readonly response: ServerResponse }

const HTML_TYPE = 'text/html; charset=utf-8'
const JSON_TYPE = 'application/json'
const FILES: ReadonlyMap<string, Answer> = new Map([
  ['/', { type: HTML_TYPE, body: page }],
  ['/page.js', { type: 'text/javascript; charset=utf-8', body: script }],
  ['/page.css', { type: 'text/css; charset=utf-8', body: style }],
])

function send(response: ServerResponse, { status = 200, type, body, policy = OWN_POLICY }: Answer): void {
  response.writeHead(status, {
    'content-type': type,
    'content-security-policy': policy,
    'x-content-type-options': 'nosniff',
    'cache-control': 'no-store',
  })
  response.end(body)
}

function listOf({ mails, calls, count }: Caught) {
  const shown = mails.slice(0, SHOWN_MAX).map(({ id, at, to, subject, text }) => ({ id, at, to, subject, text }))
  return { count, mails: shown, calls: calls.slice(0, SHOWN_MAX) }
}

/** Links in a mail leave its frame. A mail without HTML is shown as its text. */
function bodyOf({ html, text }: CaughtMail): string {
  const base = '<base target="_blank">'
  if (html) return html.includes('<head>') ? html.replace('<head>', `<head>${base}`) : base + html
  return `<!doctype html>${base}<pre>${text.replace(/&/g, '&amp;').replace(/</g, '&lt;')}</pre>`
}

function tellLive(caught: Caught, response: ServerResponse): void {
  response.writeHead(200, { 'content-type': 'text/event-stream', 'cache-control': 'no-store' })
  response.write('retry: 1000\n\n')
  let timer: NodeJS.Timeout | undefined
  const stop = caught.listen(() => {
    timer ??= setTimeout(() => {
      timer = undefined
      response.write('data: new\n\n')
    }, TELL_EVERY_MS)
  })
  response.once('close', () => {
    clearTimeout(timer)
    stop()
  })
}

async function takeCall(caught: Caught, system: string, { request, response }: Exchange): Promise<void> {
  const parts: Buffer[] = []
  let bytes = 0
  for await (const part of request as AsyncIterable<Buffer>) {
    bytes += part.length
    if (bytes > CALL_BYTES_MAX) return send(response, { status: 413, type: JSON_TYPE, body: '{}' })
    parts.push(part)
  }
  const body = parsed(Buffer.concat(parts).toString('utf8'))
  if (body === undefined) return send(response, { status: 400, type: JSON_TYPE, body: '{}' })
  caught.addCall({ id: randomUUID(), at: new Date().toISOString(), system, body })
  send(response, { type: JSON_TYPE, body: '{"taken":true}' })
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
