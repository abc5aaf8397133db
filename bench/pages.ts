// How long a page change takes until the next screen is painted, in a real browser against a real server: from the click to the frame
// that shows the new heading, at most 200 ms. The floor is a bare page that changes one heading, measured the same way in the same
// browser. Besides: until the screen's data stand there, and the first visit, when its script is still to be loaded.
import { chromium, type Page } from 'playwright-core'
import { places } from '../packages/web/src/shell/places.ts'
import { report } from './parts/report.ts'
import { addSource, type BenchServer, startServer } from './parts/server.ts'

const LIMIT_MS = 200
const ROUNDS = 12
const CUSTOMERS = 600
const BATCH = 100
const ADMIN = { email: 'bench@example.org', password: 'a calm passage home' }

type Took = { readonly painted: number; readonly settled: number }

/** Runs in the page: clicks, and waits frame by frame for the new screen and then for its data. Both end after a painted frame. */
const MEASURE = `(target, path) => new Promise((done, fail) => {
  const began = performance.now()
  const before = document.querySelector('main h1')
  const words = before?.textContent
  const afterPaint = (act) => requestAnimationFrame(() => {
    const channel = new MessageChannel()
    channel.port1.onmessage = act
    channel.port2.postMessage(0)
  })
  const there = () => {
    const now = document.querySelector('main h1')
    // Some places lead on to their first part.
    const at = location.pathname === path || (path !== '/' && location.pathname.startsWith(path + '/'))
    return at && now !== null && (now !== before || now.textContent !== words)
  }
  const loaded = () => document.querySelector('main [role=status][aria-label]') === null
  const until = (right, act) => {
    if (performance.now() - began > 20000) fail(new Error('no new screen at ' + path))
    else if (right()) afterPaint(act)
    else requestAnimationFrame(() => until(right, act))
  }
  until(there, () => {
    const painted = performance.now() - began
    until(loaded, () => done({ painted, settled: performance.now() - began }))
  })
  document.querySelector(target).click()
})`

const go = (page: Page, target: string, path: string): Promise<Took> =>
  page.evaluate(`(${MEASURE})(${JSON.stringify(target)}, ${JSON.stringify(path)})`)

const BARE = `<!doctype html><main><h1>0</h1></main><a href="#" onclick="
  const fresh = document.createElement('h1'); fresh.textContent = Math.random();
  document.querySelector('main').replaceChildren(fresh); return false">go</a>`

async function fill(server: BenchServer): Promise<void> {
  const { writeKey } = await addSource(server.databaseUrl)
  for (let from = 0; from < CUSTOMERS; from += BATCH) {
    const batch = Array.from({ length: BATCH }, (_, at) => ({
      type: 'identify',
      userId: `customer-${from + at}`,
      traits: { name: `Customer ${from + at}`, email: `customer-${from + at}@example.org` },
    }))
    const response = await fetch(`${server.url}/v1/batch`, {
      method: 'POST',
      headers: { authorization: `Basic ${btoa(`${writeKey}:`)}`, 'content-type': 'application/json' },
      body: JSON.stringify({ batch }),
    })
    if (!response.ok) throw new Error(`${response.status} ${await response.text()}`)
  }
}

async function signIn(page: Page, url: string): Promise<void> {
  await page.goto(`${url}/control`)
  await page.locator('[name=email]').fill(ADMIN.email)
  await page.locator('[name=password]').fill(ADMIN.password)
  await page.locator('button[type=submit]').click()
  await page.waitForURL(({ pathname }) => pathname !== '/sign-in')
  await page.locator('nav a[aria-current=page]').first().waitFor()
  await page.locator('main h1').waitFor()
}

const sorted = (values: readonly number[]): readonly number[] => values.toSorted((a, b) => a - b)
const quantile = (values: readonly number[], share: number): number =>
  sorted(values)[Math.min(values.length - 1, Math.ceil(values.length * share) - 1)] ?? Number.NaN
const rounded = (value: number): number => Math.round(value)

/** Goes around all places; the first round loads each screen's script. */
async function around(page: Page): Promise<{ cold: Map<string, Took>; warm: Map<string, Took[]> }> {
  const cold = new Map<string, Took>()
  const warm = new Map<string, Took[]>()
  const paths = places.map(({ to }) => to)
  for (let round = 0; round <= ROUNDS; round += 1) {
    for (const path of paths) {
      const at = new URL(page.url()).pathname
      if (at === path || (path !== '/' && at.startsWith(`${path}/`))) continue
      const took = await go(page, `nav a[href="${path}"]`, path)
      if (round === 0) cold.set(path, took)
      else warm.set(path, [...(warm.get(path) ?? []), took])
      await page.waitForTimeout(50)
    }
  }
  return { cold, warm }
}

async function floorOf(page: Page): Promise<number> {
  await page.setContent(BARE)
  const took: number[] = []
  for (let round = 0; round < ROUNDS * places.length; round += 1) {
    took.push((await go(page, 'a', new URL(page.url()).pathname)).painted)
    await page.waitForTimeout(20)
  }
  return quantile(took, 0.95)
}

const server = await startServer({ env: { LOTSE_ADMIN_EMAIL: ADMIN.email, LOTSE_ADMIN_PASSWORD: ADMIN.password } })
const browser = await chromium.launch({
  executablePath: process.env['CHROME_PATH'] ?? '/usr/bin/chromium',
  args: ['--no-sandbox'],
})
try {
  await fill(server)
  const page = await browser.newPage({ viewport: { width: 1440, height: 900 } })
  await signIn(page, server.url)
  const { cold, warm } = await around(page)
  const bare = await browser.newPage({ viewport: { width: 1440, height: 900 } })
  const floor = await floorOf(bare)
  const all = [...warm.values()].flat()
  const value = quantile(
    all.map(({ painted }) => painted),
    0.95,
  )
  const each = (of: (took: readonly Took[]) => number) =>
    Object.fromEntries([...warm].map(([path, took]) => [path, rounded(of(took))]))
  const slowest = Math.max(...all.map(({ painted }) => painted))
  report({
    bench: 'pages',
    value,
    unit: 'ms (p95 from click to paint)',
    floor,
    detail: {
      limit: LIMIT_MS,
      within: slowest <= LIMIT_MS,
      slowest: rounded(slowest),
      changes: all.length,
      p95: each((took) =>
        quantile(
          took.map(({ painted }) => painted),
          0.95,
        ),
      ),
      settledP95: each((took) =>
        quantile(
          took.map(({ settled }) => settled),
          0.95,
        ),
      ),
      firstVisit: Object.fromEntries([...cold].map(([path, { painted }]) => [path, rounded(painted)])),
    },
  })
} finally {
  await browser.close()
  await server.stop()
}
