// Formats of others: CJML out and in, BPMN in, XES out; and the drawing of a map.
import type { AtlasRecord } from '@lotse/protocol'
import { expect, test } from 'vitest'
import {
  bpmnWish,
  brokenText,
  childrenOf,
  cjmlText,
  cjmlWish,
  documentOf,
  drawMap,
  drawPages,
  importPlan,
  type Lookup,
  mapIn,
  namesIn,
  svgText,
  type Trace,
  textIn,
  widthOfText,
  XES_LAST,
  type XmlElement,
  xesFirst,
  xesTraces,
} from './index.ts'

const record = (
  kind: AtlasRecord['kind'],
  id: string,
  fields: AtlasRecord['fields'],
  journey: string | null = null,
): AtlasRecord => ({ id, kind, journey, fields, removed: false })
const shop: AtlasRecord[] = [
  record('journey', 'j', { name: { de: 'Kauf & mehr', en: 'Buy' }, goal: { de: 'Lampe' } }),
  record('phase', 'p', { name: { de: 'Kaufen' }, order: 'V' }, 'j'),
  record(
    'step',
    's1',
    { name: { de: 'Donaudampfschifffahrtsgesellschaftsverwaltung' }, about: { de: 'a < b' }, phase: 'p', order: 'G' },
    'j',
  ),
  record(
    'step',
    's2',
    { name: { de: 'Lieferung' }, actor: 'partner', phase: 'p', order: 'V', momentOfTruth: true },
    'j',
  ),
  record('step', 's3', { name: { ar: 'شراء' }, phase: 'p', order: 'X' }, 'j'),
  record('lane', 'l', { name: { de: 'Kontakt' }, type: 'touchpoint', order: 'V' }, 'j'),
  record('channel', 'web', { name: { de: 'Netz' } }),
  record('touchpoint', 'shop', { name: { de: 'Web-Shop' }, channels: ['web'] }),
  record('placement', 'x', { item: 'shop', step: 's1', lane: 'l', order: 'V' }, 'j'),
  record('feeling', 'f1', { step: 's1', value: 1 }, 'j'),
  record('feeling', 'f2', { step: 's2', value: -2 }, 'j'),
]
const document = documentOf('j', shop)
const byName = (records: readonly AtlasRecord[]): Lookup => ({
  nameOf: () => undefined,
  isKnown: (id) => records.some((one) => one.id === id),
  called: (name, kinds) =>
    records
      .filter(({ kind, fields }) => kinds.includes(kind) && Object.values(fields['name'] ?? {}).includes(name))
      .map(({ id }) => id),
})
const reading = (standing: readonly AtlasRecord[]) => ({
  language: 'de',
  prefix: 'new',
  journey: undefined,
  standing,
  lookup: byName(standing),
})

/** A tree for tests, from nested arrays: name, attributes, then children or text. */
type Drawn = readonly [name: string, attributes: Readonly<Record<string, string>>, ...inside: (Drawn | string)[]]
function tree([name, attributes, ...inside]: Drawn): XmlElement {
  const children = inside.flatMap((one) => (typeof one === 'string' ? [] : [tree(one)]))
  return { name, attributes, children, text: inside.filter((one) => typeof one === 'string').join('') }
}

test('a journey leaves as CJML: with a channel as communication, without one as an action of whoever does it', () => {
  const text = cjmlText(document, 'de')
  expect(text).toContain('<journeyTitle>Kauf &amp; mehr</journeyTitle>')
  expect(text).toContain('<comment>a &lt; b</comment>')
  expect(text.match(/<planned(Action|CommunicationPoint)>/g)).toEqual([
    '<plannedCommunicationPoint>',
    '<plannedAction>',
    '<plannedAction>',
  ])
  expect(text).toContain('<channelName>Netz</channelName>')
  expect(text.match(/<initiator>\s*<refersTo actorIDref="(\w+)"/g)?.map((one) => /"(\w+)"/.exec(one)?.[1])).toEqual([
    'customer',
    'company',
    'customer',
  ])
})

const cjml = (id: string, touchpoints: readonly Drawn[]) =>
  tree([
    'CJML',
    { version: '2.0' },
    [
      'plannedJourney',
      {},
      ['journeyID', {}, id],
      ['journeyTitle', {}, 'Bestellen'],
      ['journeyPhases', {}, ['journeyPhase', { phaseID: 'p' }, ['phaseName', {}, 'Anfang']]],
      ['actors', {}, ['endUser', { actorID: 'Carl' }], ['serviceProvider', { actorID: 'Laden' }]],
      ['touchpoints', {}, ...touchpoints],
    ],
  ])
const touchpoint = (id: string, by: string, label: string, channel?: string): Drawn => [
  channel === undefined ? 'plannedAction' : 'plannedCommunicationPoint',
  {},
  ['touchpointID', {}, id],
  ['belongsTo', { phaseIDref: 'p' }],
  ['initiator', {}, ['refersTo', { actorIDref: by }], ['initiatorLabel', {}, label]],
  ...(channel === undefined ? [] : [['channel', {}, ['channelName', {}, channel]] as const]),
]

test('X6 CJML becomes a journey with channels of the library where they are called so, and is told anew where it stands', () => {
  const source = cjml('AJ1', [
    touchpoint('T1', 'Carl', 'Konto anlegen', 'Netz'),
    touchpoint('T2', 'Laden', 'Packen'),
    touchpoint('T3', 'Laden', 'Bringen', 'Bote'),
  ])
  const wish = cjmlWish(source, reading(shop))
  const plan = importPlan(shop, wish)
  expect([plan.refused, wish.journey]).toEqual([[], 'new-j'])
  expect(plan.items.map(({ kind, id, name }) => `${kind} ${id} ${Object.values(name)}`)).toEqual([
    'journey new-j Bestellen',
    'phase new-p1 Anfang',
    'step new-s1 Konto anlegen',
    'lane new-l1 Kanal',
    'placement new-x1 ',
    'step new-s2 Packen',
    'step new-s3 Bringen',
    'channel new-c2 Bote',
    'placement new-x3 ',
  ])
  expect(wish.wanted.find(({ id }) => id === 'new-x1')?.fields['item']).toBe('web')
  expect(wish.wanted.flatMap(({ fields }) => fields['actor'] ?? [])).toEqual(['customer', 'employee', 'employee'])
  const again = importPlan(shop, cjmlWish(cjml('j', [touchpoint('s2', 'Laden', 'Zustellung')]), reading(shop)))
  expect(again.items.map(({ what, id }) => `${what} ${id}`)).toEqual(['changed j', 'changed p', 'changed s2'])
  expect(cjmlWish(tree(['CJML', {}]), reading(shop)).unreadable).toHaveLength(1)
})

const flow = (from: string, to: string): Drawn => ['sequenceFlow', { sourceRef: from, targetRef: to }]
const bpmn = tree([
  'definitions',
  {},
  ['collaboration', {}, ['participant', { processRef: 'P', name: 'Versandhaus' }]],
  ['dataStore', { id: 'DS', name: 'Lager' }],
  [
    'process',
    { id: 'P' },
    ['documentation', {}, 'Vom Auftrag zum Paket'],
    ['laneSet', {}, ['lane', { name: 'Lager' }, ['flowNodeRef', {}, 'pack'], ['flowNodeRef', {}, 'pick']]],
    ['startEvent', { id: 'begin' }],
    ['userTask', { id: 'send', name: 'Versenden' }],
    [
      'task',
      { id: 'pack', name: 'Packen' },
      ['dataInputAssociation', {}, ['sourceRef', {}, 'stock']],
      ['dataOutputAssociation', {}, ['targetRef', {}, 'note']],
    ],
    ['task', { id: 'pick', name: 'Holen' }],
    ['task', { id: 'ask', name: 'Nachfragen' }],
    ['exclusiveGateway', { id: 'g' }],
    ['exclusiveGateway', { id: 'h' }],
    ['boundaryEvent', { id: 'late', attachedToRef: 'pick' }],
    ['dataObject', { id: 'D' }],
    ['dataObjectReference', { id: 'note', dataObjectRef: 'D', name: 'Lieferschein' }],
    ['dataStoreReference', { id: 'stock', dataStoreRef: 'DS' }],
    flow('begin', 'pick'),
    flow('pick', 'g'),
    flow('late', 'ask'),
    flow('ask', 'h'),
    flow('h', 'g'),
    flow('g', 'pack'),
    flow('pack', 'send'),
    flow('h', 'h'),
  ],
])

test('X6 BPMN becomes a process: transactions in their order, what each comes after, who does it, which data it uses', () => {
  const wish = bpmnWish(bpmn, reading([]))
  const plan = importPlan([], wish)
  expect(plan.refused).toEqual([])
  const said = wish.wanted.filter(({ kind }) => kind === 'transaction')
  const nameAt = new Map(wish.wanted.map(({ id, fields }) => [id, Object.values(fields['name'] ?? {}).join()]))
  const names = (ids: unknown) => (Array.isArray(ids) ? ids.map((id) => nameAt.get(id)).sort() : [])
  expect(
    said.map(({ fields }) => [
      nameAt.get(said.find((one) => one.fields === fields)?.id ?? ''),
      names(fields['after']),
      Object.values(fields['role'] ?? {}).join(),
    ]),
  ).toEqual([
    ['Holen', [], 'Lager'],
    ['Nachfragen', ['Holen'], 'Versandhaus'],
    ['Packen', ['Holen', 'Nachfragen'], 'Lager'],
    ['Versenden', ['Packen'], 'Versandhaus'],
  ])
  expect(names(said[2]?.fields['data'])).toEqual(['Lager', 'Lieferschein'])
  expect(wish.wanted[0]).toMatchObject({
    kind: 'process',
    fields: { name: { de: 'Versandhaus' }, about: { de: 'Vom Auftrag zum Paket' }, roles: { de: 'Lager' } },
  })
  const standing = wish.wanted.map(({ id, kind, journey, fields }) => ({ id, kind, journey, fields, removed: false }))
  const again = importPlan(standing, bpmnWish(bpmn, { ...reading(standing), prefix: 'other' }))
  expect(again.items).toEqual([])
  expect(bpmnWish(tree(['definitions', {}]), reading([])).unreadable).toHaveLength(1)
})

test('traces leave as XES with their steps, times and channels, and nobody’s name', () => {
  const trace: Trace = {
    id: 'r1',
    customer: 'c1',
    complete: true,
    fitness: 0.75,
    visits: [{ step: 's1', name: 'Korb "1"', at: '2026-01-02T00:00:00.000Z', channel: 'web' }],
  }
  const silent = {
    ...trace,
    id: 'r2',
    visits: [{ step: 's1', name: 'Korb', at: '2026-01-03T00:00:00.000Z', channel: '' }],
  }
  const text = xesFirst({ journey: 'Kauf & mehr', edition: 3 }) + xesTraces([trace]) + xesTraces([silent]) + XES_LAST
  expect(text).toContain('<string key="concept:name" value="Korb &quot;1&quot;"/>')
  expect(text).toContain('<date key="time:timestamp" value="2026-01-02T00:00:00.000Z"/>')
  expect(text).toContain('<boolean key="complete" value="true"/>')
  expect(text).toContain('<float key="fitness" value="0.75"/>')
  expect(text).toContain('<string key="concept:name" value="Kauf &amp; mehr"/>')
  expect(text.match(/key="channel"/g)).toHaveLength(1)
  expect(text.indexOf('<extension')).toBeLessThan(text.indexOf('<global'))
  expect(text.indexOf('<classifier')).toBeLessThan(text.indexOf('<trace>'))
  expect(text.match(/<trace>/g)?.length).toBe(text.match(/<\/trace>/g)?.length)
  expect(text.match(/<event>/g)).toHaveLength(2)
  expect(text.endsWith('  </trace>\n</log>\n')).toBe(true)
})

const style = { language: 'de', nameOf: namesIn(document, 'de'), title: 'Kauf' }

test('a map is drawn: long words broken within their column, what is read from the right from the right, emotions as a curve', () => {
  const { shapes, width, height } = drawMap(mapIn(document), style)
  const texts = shapes.filter((shape) => shape.is === 'text')
  expect(texts.some(({ text }) => text.endsWith('-'))).toBe(true)
  for (const { text, size, bold = false } of texts)
    expect(widthOfText(text, { size, bold }), text).toBeLessThanOrEqual(168)
  expect(texts.find(({ text }) => text === 'شراء')).toMatchObject({ rightToLeft: true })
  expect(texts.map(({ text }) => text)).toEqual(
    expect.arrayContaining(['Kaufen', 'Moment der Wahrheit', 'Web-Shop', '+1', '−2']),
  )
  expect(shapes.filter(({ is }) => is === 'dot')).toHaveLength(2)
  const svg = svgText({ width, height, title: 'a < b', shapes })
  expect(svg).toContain('<title>a &lt; b</title>')
  expect(svg).toContain('direction="rtl"')
})

const pictured = documentOf('j', [
  ...shop,
  record('lane', 'pics', { type: 'image', order: 'X' }, 'j'),
  record('lane', 'hands', { type: 'handover', order: 'Y' }, 'j'),
  record('cell', 'high', { step: 's1', lane: 'pics', alt: { de: 'Die <Kasse>' } }, 'j'),
  record('cell', 'gone', { step: 's2', lane: 'pics', alt: { de: 'Der Regen' } }, 'j'),
])
const PICTURES = new Map([['high', { id: 'one', width: 300, height: 600 }]])
const withPictures = {
  ...style,
  byItself: (type: unknown, step: string) => (type === 'handover' && step === 's2' ? 'Laden → Lager' : ''),
  pictureAt: (cell: string) => PICTURES.get(cell),
}

test('a picture is drawn whole in its place and told in words where it is not there; hand-overs say so by themselves', () => {
  const drawing = drawMap(mapIn(pictured), withPictures)
  const [picture, ...more] = drawing.shapes.filter((shape) => shape.is === 'picture')
  expect(more).toEqual([])
  expect(picture).toMatchObject({ id: 'one', width: 148, height: 132, alt: 'Die <Kasse>' })
  const texts = drawing.shapes.flatMap((shape) => (shape.is === 'text' ? [shape.text] : []))
  expect(texts).toEqual(expect.arrayContaining(['Der Regen', 'Laden → Lager', 'Bild', 'Übergabe']))
  expect(texts).not.toContain('Die <Kasse>')
  const svg = svgText(drawing, new Map([['one', 'data:image/png;base64,QUJD']]))
  expect(svg).toMatch(/<image [^>]*href="data:image\/png;base64,QUJD" preserveAspectRatio="xMidYMid meet">/)
  expect(svg).toContain('<title>Die &lt;Kasse&gt;</title>')
  expect(svgText(drawing)).not.toContain('<image')
})

test('a picture becomes smaller where a page ends, and never stands over its edge', () => {
  const low = drawPages(mapIn(pictured), withPictures, { width: 500, height: 230 })
  const all = low.flatMap(({ shapes, height }) => shapes.map((shape) => ({ shape, height })))
  const pictures = all.filter(({ shape }) => shape.is === 'picture')
  expect(pictures.length).toBeGreaterThan(0)
  for (const { shape, height } of pictures)
    if (shape.is === 'picture') expect(shape.y + shape.height).toBeLessThanOrEqual(height)
})

test('pages hold a phase each, no more steps than fit beside each other, and never more than fits below', () => {
  const long = shop.map((one) =>
    one.id === 's2' ? { ...one, fields: { ...one.fields, about: { de: 'Wort '.repeat(2000) } } } : one,
  )
  const wide = [...long, record('phase', 'p2', { name: { de: 'Danach' }, order: 'X' }, 'j')]
  const pages = drawPages(mapIn(documentOf('j', wide)), style, { width: 500, height: 420 })
  expect(pages.length).toBeGreaterThanOrEqual(3)
  for (const { width, height } of pages) {
    expect(width).toBeLessThanOrEqual(500)
    expect(height).toBeLessThanOrEqual(421)
  }
  expect(pages.some(({ shapes }) => shapes.some((shape) => shape.is === 'text' && shape.text.endsWith('…')))).toBe(true)
})

test('lines break between words, behind hyphens, and inside of words only where nothing else helps', () => {
  const font = { size: 10 }
  expect(brokenText('Web-Shop auf', 40, font)).toEqual(['Web-', 'Shop', 'auf'])
  expect(brokenText('a\n\nb', 100, font)).toEqual(['a', '', 'b'])
  expect(brokenText('Kauf\u00ADhaus', 30, font)).toEqual(['Kauf-', 'haus'])
  const broken = brokenText('Bestellbestätigung', 40, font)
  expect(broken.map((one) => one.replace(/-$/, '')).join('')).toBe('Bestellbestätigung')
  expect(brokenText('eins zwei drei', 30, font, 2)[1]).toMatch(/…$/)
  expect(textIn(tree(['a', {}, ['b', {}, ' x ']]), 'b') + childrenOf(undefined, 'b').length).toBe('x0')
})
