// Segment's client for browsers, unchanged, in a real Chromium on a page of another origin.
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { build } from 'esbuild'
import { type Browser, chromium } from 'playwright-core'
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest'
import { startTracking, type TrackingServer, WRITE_KEY } from './server.ts'

/** What the page does with the client: the bundler's only input besides the client itself. */
const PAGE_SCRIPT = `
  import { AnalyticsBrowser } from '@segment/analytics-next'
  window.begin = (settings, options) => { window.analytics = AnalyticsBrowser.load(settings, options) }`

let site: Server
let siteUrl: string
let browser: Browser
let server: TrackingServer

beforeAll(async () => {
  const script = await bundle()
  site = createServer((request, response) => {
    const isScript = request.url === '/page.js'
    response.setHeader('content-type', isScript ? 'text/javascript' : 'text/html; charset=utf-8')
    response.end(isScript ? script : '<!doctype html><title>Shop</title><script src="/page.js"></script>')
  })
  await new Promise<void>((ready) => site.listen(0, '127.0.0.1', ready))
  siteUrl = `http://127.0.0.1:${(site.address() as AddressInfo).port}/`
  browser = await chromium.launch({
    executablePath: process.env['CHROME_PATH'] ?? '/usr/bin/chromium',
    args: ['--no-sandbox'],
  })
})
afterAll(async () => {
  await browser?.close()
  site?.close()
})
beforeEach(async () => {
  server = await startTracking()
})
afterEach(() => server.close())

async function bundle(): Promise<string> {
  const stdin = { contents: PAGE_SCRIPT, resolveDir: import.meta.dirname, loader: 'js' } as const
  const { outputFiles } = await build({
    stdin,
    bundle: true,
    write: false,
    format: 'iife',
    define: { 'process.env.NODE_ENV': '"production"' },
  })
  return outputFiles[0]?.text ?? ''
}

type Options = { readonly deliveryStrategy?: object }

/** Opens the page, loads the client as its documentation says, and makes one call of each kind. */
async function visit({ deliveryStrategy }: Options): Promise<readonly string[]> {
  const page = await browser.newPage()
  const faults: string[] = []
  page.on('pageerror', (error) => faults.push(error.message))
  page.on('console', (message) => message.type() === 'error' && faults.push(message.text()))
  await page.goto(siteUrl)
  const host = server.url.replace('http://', '')
  const segment = { apiHost: `${host}/v1`, protocol: 'http', ...(deliveryStrategy ? { deliveryStrategy } : {}) }
  const script = `(async () => {
    window.begin({ writeKey: ${JSON.stringify(WRITE_KEY)}, cdnURL: ${JSON.stringify(server.url)} }, { integrations: { 'Segment.io': ${JSON.stringify(segment)} } })
    await window.analytics.ready()
    await window.analytics.page('Home')
    await window.analytics.track('Product Viewed', { price: 9.5 })
    await window.analytics.identify('u1', { email: 'Ada@Example.com' })
    await window.analytics.group('firm', { plan: 'pro' })
    await window.analytics.screen('Start')
    await window.analytics.alias('u2', 'u1')
  })()`
  await page.evaluate(script)
  if (deliveryStrategy) await page.goto('about:blank')
  await server.events(6)
  await page.close()
  return faults
}

const EXPECTED = ['Page Viewed', 'Product Viewed', 'Identified', 'Group Joined', 'Screen Viewed', 'Aliased']

test.each<[string, Options]>([
  ['one request for each event', {}],
  [
    'batches, the last one sent while the page is left',
    { deliveryStrategy: { strategy: 'batching', config: { size: 4, timeout: 200 } } },
  ],
])('@segment/analytics-next, %s: every call arrives once, for one customer', async (_, options) => {
  const faults = await visit(options)
  const events = await server.events(6)
  expect(faults).toEqual([])
  expect(events.map((event) => event.name).sort()).toEqual([...EXPECTED].sort())
  expect(new Set(events.map((event) => event.message_id)).size).toBe(6)
  expect(new Set(events.map((event) => event.channel))).toEqual(new Set(['web']))
  const viewed = events.find((event) => event.name === 'Product Viewed')
  expect(viewed?.body).toMatchObject({ p: { price: 9.5 }, c: { page: { url: siteUrl, title: 'Shop' } } })
  const identified = events.find((event) => event.name === 'Identified')
  expect(identified?.body.i).toEqual(
    expect.arrayContaining([
      ['userId', 'u1'],
      ['email', 'ada@example.com'],
    ]),
  )
  // The last to arrive says where everyone ended; an earlier one may have been merged since.
  expect(viewed?.customer_id).toBe(identified?.customer_id)
})
