// Every screen, in both languages and themes, wide, narrow and at 200 % zoom: accessible to axe, no wider than its window, and unharmed
// by names of any script and length.
import type { Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { libraryKinds } from '../packages/web/src/atlas/kinds.ts'
import { places } from '../packages/web/src/shell/places.ts'
import {
  api,
  type Console,
  faultsOf,
  follow,
  overflowOf,
  settled,
  shoot,
  signIn,
  standsOut,
  startConsole,
  track,
  type Way,
  WITH_ADMIN,
} from './console.ts'

/** Right to left, signs made of several, compounds, no gap to break at, marks above and below, markup that is none. */
const NAMES = [
  'محمد الفاتح بن عبد الله',
  'שרה כהן (VIP)',
  '👩‍👩‍👧‍👦 Familie Müller-Lüdenscheidt 🏔️',
  'Donaudampfschifffahrtsgesellschaftskapitänswitwenrentenauszahlungsstelle',
  'x'.repeat(120),
  'Nguyễn Thị Minh Khai Z̴̢͝a̸l̵g̶o̷',
  '<b>山田 太郎</b> & “Söhne”',
]
const LONG = NAMES[3] ?? ''

const FLOW = {
  lotse: 'flow/1',
  name: LONG,
  trigger: { event: LONG },
  entry: { rule: 'once' },
  start: 'wait',
  steps: [
    { id: 'wait', name: NAMES[0], kind: 'wait', for: '1d', next: 'end' },
    { id: 'end', kind: 'exit' },
  ],
}

/** Kinds that live in no journey. */
const LIBRARY = ['journey', 'touchpoint', 'product', 'channel', 'taxonomy', 'term', 'insight', 'segment']

let lotse: Console
let signedIn: Page
let screens: Readonly<Record<string, string>>

beforeAll(async () => {
  lotse = await startConsole(WITH_ADMIN)
  signedIn = await lotse.open()
  await signIn(signedIn)
  const { writeKey } = await api<{ writeKey: string }>(signedIn, 'POST', '/sources', { name: LONG })
  const { id: flowId } = await api<{ id: string }>(signedIn, 'POST', '/flows', FLOW)
  const { effectiveAt } = await api<{ effectiveAt: string }>(signedIn, 'POST', `/flows/${flowId}/publish`)
  await signedIn.waitForTimeout(Math.max(0, Date.parse(effectiveAt) - Date.now()) + 100)
  for (const [at, name] of NAMES.entries()) {
    const userId = `person-${at}`
    await track(lotse.url, writeKey, { userId, traits: { name, email: `person-${at}@example.org` } }, 'identify')
    await track(lotse.url, writeKey, { userId, event: LONG, properties: { [name]: name, list: NAMES } })
  }
  await track(lotse.url, writeKey, { userId: 'person-1' }).catch(() => {})
  const { items } = await api<{ items: { id: string }[] }>(signedIn, 'GET', '/customers?identity=userId:person-0')
  screens = {
    ...(await linked(signedIn)),
    ...details(items[0]?.id ?? '', flowId),
    ...(await waysIn(signedIn)),
    ...(await atlas(signedIn)),
  }
}, 180_000)
afterAll(() => lotse?.close())
afterEach(() => expect(lotse.complaints.splice(0)).toEqual([]))

const details = (customerId: string, flowId: string) => ({
  customer: `/customers/${customerId}?why=${flowId}`,
  flow: `/flows/${flowId}`,
  people: `/flows/${flowId}?tab=people`,
  versions: `/flows/${flowId}?tab=versions`,
  document: `/flows/${flowId}?tab=document`,
  newFlow: '/flows/new',
  feedback: '/feedback',
  deliverability: '/messages/deliverability',
  barred: '/messages/barred',
  topics: '/messages/topics',
  topicsOnPhone: '/messages/topics?width=phone&page=unsubscribed',
  newMeasure: '/measures/new',
  templates: '/templates',
  newTemplate: '/templates/new',
  noMatch: '/design?part=lists&find=nobody-is-called-this',
  basics: '/design?part=basics',
  forms: '/design?part=forms',
  states: '/design?part=states',
  charts: '/design?part=charts',
  lists: '/design?part=lists',
  nothing: '/nothing-here',
})

/** What comes in besides the tracking API: a file that waits to be mapped, and a webhook with an example, both with foreign names. */
async function waysIn(page: Page): Promise<Record<string, string>> {
  const source = (kind: string) =>
    api<{ id: string; writeKey: string }>(page, 'POST', '/sources', { name: `${LONG} ${kind}`, kind })
  const [file, hook] = [await source('file'), await source('webhook')]
  const table = `Kundennummer;${NAMES.join(';')}\n1;${NAMES.join(';')}\n`
  const uploaded = await page.request.post(`/api/v1/sources/${file.id}/imports?name=${encodeURIComponent(LONG)}.csv`, {
    headers: { origin: new URL(page.url()).origin, 'content-type': 'application/octet-stream' },
    data: Buffer.from(table),
  })
  const { id } = (await uploaded.json()) as { id: string }
  const body = JSON.stringify(Object.fromEntries(NAMES.map((name) => [name, { name, [name]: name }])))
  await fetch(`${lotse.url}/v1/hook/${hook.writeKey}`, { method: 'POST', body })
  return {
    fileSource: `/sources/${file.id}`,
    filePlan: `/sources/${file.id}/files/${id}`,
    hookSource: `/sources/${hook.id}`,
    hookMapping: `/sources/${hook.id}/mapping`,
  }
}

/** The screens of that journey and of the library around it. */
const atlasScreens: Readonly<Record<string, string>> = {
  journey: '/journeys/journey',
  journeyStep: '/journeys/journey?open=step1',
  journeyDetails: '/journeys/journey?open=journey',
  journeyStepPage: '/journeys/journey/steps/step1',
  journeyFocus: '/journeys/journey?focus=on',
  journeyTable: '/journeys/journey?view=table',
  journeyGraph: '/journeys/journey?view=graph',
  journeyGraphStep: '/journeys/journey?view=graph&open=step1',
  journeyGraphReality: '/journeys/journey?view=graph&real=on',
  journeyCanvas: '/journeys/journey?view=canvas',
  journeyCurve: '/journeys/journey?view=curve',
  journeyBlueprint: '/journeys/journey?view=blueprint',
  journeyFigures: '/journeys/journey?view=figures',
  journeyReality: '/journeys/journey?real=on',
  journeyShow: '/journeys/journey?view=show',
  journeyInsights: '/journeys/journey?view=insights',
  journeyVersions: '/journeys/journey?view=versions',
  journeyTalk: '/journeys/journey?talk=all',
  journeyShare: '/journeys/journey?share=on',
  newJourney: '/journeys/new',
  importJourneys: '/journeys/import?journey=journey',
  touchpoints: '/journeys/touchpoints',
  personas: '/journeys/personas',
  touchpoint: '/journeys/library/touchpoint',
  atlas: '/journeys/atlas',
  matrix: '/journeys/matrix',
  matrixPlaces: '/journeys/matrix?of=journey.touchpoint&row=journey&column=touchpoint',
  matrixOfSteps: '/journeys/matrix?of=step.touchpoint',
  matrixOfNothing: '/journeys/matrix?of=touchpoint.brand',
  journeyTemplates: '/journeys/templates',
  narrowedTouchpoints: '/journeys/touchpoints?product=product&owner=none',
  ...Object.fromEntries(libraryKinds.map((kind) => [`kind-${kind}`, `/journeys/kinds/${kind}`])),
  impact: '/journeys/impact/touchpoint?as=picture',
  impactList: '/journeys/impact/touchpoint?as=list',
  journeyLayers: '/journeys/impact/journey?direction=down&as=picture',
  insight: '/insights/insight',
  insightBacklog: '/insights/backlog',
  segment: '/journeys/library/segment',
  insightMonitorGrouped: '/insights?group=department&status=open',
  insightMatrix: '/insights/matrix',
  insightMatrixList: '/insights/matrix?as=list&y=score.rice',
  insightBoard: '/insights/board',
  insightsOfJourney: '/journeys/kinds/insight?journey=journey&phase=phase',
  tickets: '/insights/tickets',
  ticketConflicts: '/insights/tickets?show=conflicts',
  terms: '/journeys/terms',
  termFlags: '/journeys/terms?show=flags',
  term: '/journeys/library/term',
}

/** A journey whose phases, steps, lanes and places bear foreign names, in all its views, and a touchpoint that stands in it. */
async function atlas(page: Page): Promise<Readonly<Record<string, string>>> {
  const make = (kind: string, id: string, fields: object) => ({
    do: 'make',
    id,
    kind,
    journey: LIBRARY.includes(kind) ? null : 'journey',
    fields,
  })
  const named = (at: number) => ({ name: { de: NAMES[at] } })
  const orders = ['G', 'V', 'Z']
  const edits = [
    make('journey', 'journey', { ...named(3), state: 'asIs', isTemplate: true }),
    make('product', 'product', named(6)),
    make('channel', 'channel', named(5)),
    make('touchpoint', 'touchpoint', {
      ...named(4),
      about: { de: LONG },
      state: 'planned',
      channels: ['channel'],
      products: ['product'],
    }),
    make('insight', 'insight', {
      ...named(2),
      about: { de: LONG },
      sort: 'painPoint',
      concerns: ['touchpoint', 'step1', 'phase', 'journey'],
    }),
    make('segment', 'segment', {
      ...named(1),
      about: { de: LONG },
      condition: {
        all: [{ op: 'eq', left: { trait: LONG }, right: { literal: NAMES[2] } }, { exists: { trait: 'name' } }],
      },
    }),
    make('taxonomy', 'taxonomy', { ...named(3), policy: 'flag', of: ['touchpoint'], expected: true }),
    make('term', 'term', { ...named(4), taxonomy: 'taxonomy', about: { de: LONG }, synonyms: { de: LONG } }),
    make('phase', 'phase', { ...named(0), order: 'V' }),
    ...orders.map((order, at) => make('step', `step${at}`, { ...named(at + 2), phase: 'phase', order })),
    make('journey', 'part', { ...named(6), ofStep: 'step1' }),
    make('lane', 'words', { ...named(1), type: 'text', order: 'G' }),
    make('lane', 'feelings', { ...named(5), type: 'emotion', order: 'P' }),
    make('lane', 'touchpoints', { ...named(6), type: 'touchpoint', order: 'V' }),
    ...orders.map((_, at) => make('feeling', `feeling${at}`, { step: `step${at}`, value: at - 1 })),
    ...NAMES.slice(0, 3).map((name, at) =>
      make('cell', `cell${at}`, { step: `step${at}`, lane: 'words', text: { de: `${name} ${LONG}` } }),
    ),
    make('placement', 'place', { item: 'touchpoint', step: 'step0', lane: 'touchpoints', order: 'V' }),
  ]
  await api(page, 'POST', '/atlas/changes', { id: 'screens', edits })
  await api(page, 'POST', '/atlas/comments', { record: 'step1', lane: 'words', text: NAMES.join(' ') })
  await api(page, 'POST', '/atlas/journeys/journey/versions', { name: LONG, note: NAMES.join('\n') })
  await api(page, 'POST', '/atlas/journeys/journey/shares', { name: LONG })
  await api(page, 'POST', '/atlas/journeys/journey/copies', { id: 'copied', journey: 'copy', name: { de: NAMES[1] } })
  await api(page, 'POST', '/atlas/changes', {
    id: 'later',
    edits: [{ do: 'set', id: 'cell0', field: 'text', value: { de: NAMES.join(' ') } }],
  })
  return atlasScreens
}

/** Every screen that the navigation, and the one of the settings, leads to. */
async function linked(page: Page): Promise<Record<string, string>> {
  const found = new Set<string>(places.map(({ to }) => to))
  await page.goto('/settings')
  await settled(page)
  for (const link of await page.locator('a[href^="/"]').all()) {
    const path = new URL((await link.getAttribute('href')) ?? '/', lotse.url).pathname
    if (/^\/[a-z-]+(\/[a-z-]+)?$/.test(path)) found.add(path)
  }
  return Object.fromEntries([...found].map((path) => [path.slice(1).replace('/', '-'), path]))
}

/** Each way, and whether axe looks, too: what it finds does not depend on width beyond the two forms a screen has. */
const ways: readonly [string, Way, boolean][] = [
  ['de-light', { language: 'de' }, true],
  ['en-dark', { language: 'en', dark: true }, true],
  ['de-narrow', { language: 'de', width: 390 }, true],
  ['en-narrow-dark', { language: 'en', dark: true, width: 390 }, false],
  ['de-zoom', { language: 'de', width: 720, height: 450, reducedMotion: true }, false],
]

describe.each(ways)('every screen, %s', (name, way, axe) => {
  test('is accessible and fits its window', async () => {
    const page = await lotse.open({ ...way, as: signedIn.context() })
    const faults: string[] = []
    await page.goto('/')
    await settled(page)
    for (const [screen, path] of Object.entries(screens)) {
      await follow(page, path)
      for (const fault of axe ? await faultsOf(page) : []) faults.push(`${screen} ${fault}`)
      const over = await overflowOf(page)
      if (over > 0) faults.push(`${screen} is ${over} px too wide: ${await standsOut(page)}`)
      await shoot(page, `${screen}-${name}`)
    }
    expect(faults).toEqual([])
    expect(Object.keys(screens).length).toBeGreaterThan(places.length)
    await page.context().close()
  }, 600_000)
})

test('what opens over the page is accessible, too', async () => {
  const page = await lotse.open({ as: signedIn.context(), dark: true })
  await page.goto('/design?part=forms')
  for (const key of ['Control+k', '?']) {
    await page.getByRole('heading', { level: 1 }).waitFor()
    await page.keyboard.press(key)
    await page.getByRole('dialog').waitFor()
    expect(await faultsOf(page), key).toEqual([])
    await page.keyboard.press('Escape')
    await page.getByRole('dialog').waitFor({ state: 'detached' })
  }
  for (const name of ['Dialog', 'Seitenfenster', 'Rückfrage']) {
    await page.getByRole('button', { name, exact: true }).click()
    await page.getByRole('dialog').waitFor()
    expect(await faultsOf(page), name).toEqual([])
    await page.keyboard.press('Escape')
    await page.getByRole('dialog').waitFor({ state: 'detached' })
  }
  await page.context().close()
})

test('names of every script come through whole: in the list, as heading, as title of the window', async () => {
  const page = await lotse.open({ as: signedIn.context(), width: 390 })
  for (const [at, name] of NAMES.entries()) {
    const { items } = await api<{ items: { id: string }[] }>(page, 'GET', `/customers?identity=userId:person-${at}`)
    await page.goto(`/customers/${items[0]?.id}`)
    await page.getByRole('heading', { level: 1 }).filter({ hasText: name }).waitFor()
    expect(await overflowOf(page), name).toBeLessThanOrEqual(0)
  }
  await page.context().close()
})
