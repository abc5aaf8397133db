// The demo's mail catcher as a reader and a sending server see it, over real SMTP and real HTTP.
import { createServer } from 'node:net'
import { createTransport } from 'nodemailer'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { Caught, catchMail, type MailCatcher } from './catcher.ts'
import { type MailPage, showMail } from './server.ts'

let caught: Caught
let catcher: MailCatcher
let page: MailPage

beforeEach(async () => {
  caught = new Caught()
  catcher = await catchMail(caught)
  page = await showMail(caught, 0)
})
afterEach(() => Promise.all([catcher.close(), page.close()]))

async function send(mail: { subject: string; html?: string; text?: string }) {
  const { hostname: host, port } = new URL(catcher.url)
  const transport = createTransport({ host, port: Number(port), ignoreTLS: true })
  await transport.sendMail({ from: 'Nordlicht <hallo@nordlicht.example>', to: 'ada@postfach.example', ...mail })
  transport.close()
}
const list = async () => (await fetch(`${page.url}/mails`)).json()

test('a mail that is sent is listed, newest first, with umlauts and the reader it is for', async () => {
  await send({ subject: 'Grüße aus Kiel', text: 'Guten Tag' })
  await send({ subject: 'Zweite', html: '<p>Hallo</p>' })
  expect(await list()).toMatchObject({
    count: 2,
    mails: [
      { subject: 'Zweite', to: 'ada@postfach.example' },
      { subject: 'Grüße aus Kiel', text: 'Guten Tag\n' },
    ],
  })
})

test('a shown mail may run no script, load nothing from elsewhere, and opens links in a window of their own', async () => {
  await send({ subject: 'x', html: '<html><head><title>t</title></head><body><script>alert(1)</script></body></html>' })
  const [{ id }] = (await list()).mails
  const response = await fetch(`${page.url}/mails/${id}`)
  const policy = response.headers.get('content-security-policy') ?? ''
  expect(policy).toMatch(/^sandbox allow-popups allow-popups-to-escape-sandbox; default-src 'none'/)
  expect(policy).not.toContain('script')
  expect(await response.text()).toContain('<head><base target="_blank">')
  const frame = /<iframe[^>]*sandbox="([^"]*)"/.exec(await (await fetch(page.url)).text())
  expect(frame?.[1]).toBe('allow-popups allow-popups-to-escape-sandbox')
})

test('a mail of text alone is shown as text', async () => {
  await send({ subject: 'x', text: 'a <b>bold</b> & plain' })
  const [{ id }] = (await list()).mails
  expect(await (await fetch(`${page.url}/mails/${id}`)).text()).toContain('a &lt;b>bold&lt;/b> &amp; plain')
})

test('who watches is told of a new mail', async () => {
  const watching = new AbortController()
  const response = await fetch(`${page.url}/live`, { signal: watching.signal })
  const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader()
  await send({ subject: 'x', text: 'x' })
  let told = ''
  while (!told.includes('data: new')) told += (await reader?.read())?.value ?? 'the stream ended: data: new'
  expect(told).not.toContain('ended')
  watching.abort()
})

test('a call of another system is listed with what it said; nonsense and floods are refused', async () => {
  const post = (body: string) => fetch(`${page.url}/systems/Vertrieb`, { method: 'POST', body })
  expect((await post('{"data":{"kunde":"Ada"}}')).status).toBe(200)
  expect((await post('nonsense')).status).toBe(400)
  expect((await post(`"${'x'.repeat(300_000)}"`)).status).toBe(413)
  expect((await list()).calls).toMatchObject([{ system: 'Vertrieb', body: { data: { kunde: 'Ada' } } }])
})

test('only the newest 500 are kept, and all are counted', () => {
  for (let i = 0; i < 600; i++)
    caught.addMail({ id: String(i), at: '', from: '', to: '', subject: String(i), html: '', text: '' })
  expect(caught.mails).toHaveLength(500)
  expect(caught.mails[0]?.subject).toBe('599')
  expect(caught.count).toBe(600)
})

test('where the wished port is taken, another one is found', async () => {
  const other = createServer()
  await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve))
  const address = other.address()
  const port = typeof address === 'object' && address ? address.port : 0
  const second = await showMail(caught, port)
  expect(second.url).not.toContain(`:${port}`)
  expect((await fetch(`${second.url}/nowhere`)).status).toBe(404)
  expect((await fetch(second.url, { method: 'PUT' })).status).toBe(405)
  await Promise.all([second.close(), new Promise((resolve) => other.close(resolve))])
})
