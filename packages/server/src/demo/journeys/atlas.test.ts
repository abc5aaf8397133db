// The demo's atlas: whatever it names is there, everything is said in two languages and only once, journeys can be walked from start to end, and their signs happen.
import {
  applyEdits,
  checkEdits,
  deviationOf,
  differencesFromOrigin,
  freezeJourney,
  journeyMap,
  refusedTerms,
  termReview,
  textsOf,
} from '@lotse/core/atlas'
import { compileProfile } from '@lotse/core/base'
import { answerScales, CustomerFacts, type CustomerState, type Dated, emptyState } from '@lotse/core/understand'
import {
  type AtlasRecord,
  atlasKinds,
  type BindingAsk,
  condition,
  EDITS_MAX,
  type FieldFact,
  type Json,
} from '@lotse/protocol'
import { describe, expect, test } from 'vitest'
import { readCompany } from '../company.ts'
import { pastOf } from '../history.ts'
import { readFlows } from '../library.ts'
import { readRecording } from '../recording.ts'
import { atlasChanges, journeys, libraryOf, measured, templates } from './atlas.ts'
import { insightConcerns } from './library/concerns.ts'
import { partIdOf } from './parts.ts'
import { authorOf } from './settle.ts'
import { bothOf, type Words } from './words.ts'

const company = readCompany()
const documents = readFlows('http://127.0.0.1:4601')
const flows = new Map([...documents.keys()].map((file) => [file, `id-of-${file}`]))
const members = new Map(journeys.map(({ owner }) => [owner, '7']))
const changes = atlasChanges(company, { flows, members })
const records = new Map<string, AtlasRecord>()
const made: string[] = []
for (const { edits } of changes) {
  checkEdits((id) => records.get(id), edits)
  for (const record of applyEdits((id) => records.get(id), edits).records) records.set(record.id, record)
  made.push(...edits.flatMap((edit) => (edit.do === 'make' ? [edit.id] : [])))
}

const all = [...records.values()]
const of = (kind: AtlasRecord['kind'], journey?: string) =>
  all.filter((one) => one.kind === kind && (journey === undefined || one.journey === journey))
const text = (value: Json | undefined) => (typeof value === 'string' ? value : '')
const list = (value: Json | undefined) => (Array.isArray(value) ? value.map((one) => text(one)) : [])
const twelve = journeys.filter(({ level, state }) => level === 'journey' && state === 'asIs')
const inside = (id: string) => all.filter((one) => one.journey === id)
const mapOf = (id: string) => journeyMap(inside(id))

/** What can be reached from steps along ways, or against them. */
function reached(from: readonly string[], ways: readonly AtlasRecord[], [tail, head]: readonly [string, string]) {
  const found = new Set(from)
  for (const step of found) for (const { fields } of ways) if (fields[tail] === step) found.add(text(fields[head]))
  return found
}

describe('the whole', () => {
  test('each change can be done on what those before it made, is small enough, and makes nothing twice', () => {
    expect(new Set(made).size).toBe(made.length)
    expect(new Set(changes.map(({ id }) => id)).size).toBe(changes.length)
    expect(changes.filter(({ edits }) => edits.length === 0 || edits.length > EDITS_MAX)).toEqual([])
  })

  test('every text stands in German and in English, says something else there, and is said only once', () => {
    const said = new Map<string, string>()
    const twice: string[] = []
    for (const { id, kind, fields } of all) {
      for (const [field, fact] of Object.entries<FieldFact>(atlasKinds[kind].fields)) {
        if ((fact.type !== 'text' && fact.type !== 'prose') || fields[field] === undefined) continue
        // Names of lanes are the same in every map; keys and names in events have no language; a touchpoint may be called by its term.
        if (kind === 'lane' || field === 'key' || field === 'wire' || kind === 'term') continue
        const { de = '', en = '' } = textsOf(fields[field])
        if (de === '' || en === '' || de === en) twice.push(`${id}.${field}`)
        for (const words of [`de ${de}`, `en ${en}`]) {
          if (said.has(words)) twice.push(`${id}.${field} = ${said.get(words)}`)
          said.set(words, `${id}.${field}`)
        }
      }
    }
    expect(twice).toEqual([])
    expect(said.size).toBeGreaterThan(2500)
  })

  test('texts keep the polite form in German, and straight quotes out of both languages', () => {
    const texts = all.flatMap(({ fields }) => Object.values(fields).flatMap((value) => Object.entries(textsOf(value))))
    expect(
      texts.filter(([language, words]) => language === 'de' && /\b(du|dir|dich|dein\w*|euch|euer)\b/i.test(words)),
    ).toEqual([])
    expect(texts.filter(([, words]) => /["`]|\.\.\.| {2}|^ | $|'/.test(words))).toEqual([])
  })

  test('a text with one language, or with three, is refused', () => {
    expect(() => bothOf('Nur Deutsch' as Words)).toThrow('two languages')
    expect(() => bothOf('eins | zwei | drei')).toThrow('two languages')
  })

  test('everything has an owner that is a unit of the company, and an author who may write there', () => {
    const units = new Set(company.units.map(({ key }) => key))
    for (const { owner } of changes) {
      expect(units).toContain(owner)
      expect(['cx', 'department', 'marketing', 'data', 'service_lead', 'sales']).toContain(
        authorOf(company, owner).role,
      )
    }
    expect(new Set(changes.map(({ owner }) => authorOf(company, owner).email)).size).toBeGreaterThanOrEqual(6)
    expect(authorOf(company, 'phone').name).toBe('Ursina Caflisch')
    expect(authorOf(company, 'web').role).toBe('cx')
  })
})

describe('journeys', () => {
  test('there are twelve under one life cycle, each at a step of its own, two of them as they shall be, and one part', () => {
    expect(twelve).toHaveLength(12)
    const steps = of('step', 'life-cycle').map(({ id }) => id)
    expect(twelve.map(({ ofStep }) => ofStep).toSorted()).toEqual(steps.toSorted())
    expect(twelve.every(({ under }) => under === 'life-cycle')).toBe(true)
    expect(journeys.filter(({ state }) => state === 'toBe').map(({ ofStep }) => ofStep)).toEqual([
      'life-cycle.return',
      'life-cycle.buy',
    ])
    expect(journeys.filter(({ level }) => level === 'part').map(({ ofStep }) => ofStep)).toEqual(['buy.pay'])
  })

  test.each([...templates, ...journeys])(
    '$id can be walked: every step lies on a way from a start to an end, in the order of its phases',
    (plan) => {
      const { id, phases } = plan
      const steps = of('step', id)
      const flagged = (flag: string) => steps.filter(({ fields }) => fields[flag] === true).map((step) => step.id)
      const ways = of('transition', id)
      const whole = steps.map((step) => step.id).toSorted()
      expect([...reached(flagged('start'), ways, ['from', 'to'])].toSorted()).toEqual(whole)
      expect([...reached(flagged('end'), ways, ['to', 'from'])].toSorted()).toEqual(whole)
      expect(mapOf(id).steps.map((step) => step.id)).toEqual(
        phases.flatMap((phase) => phase.steps.map((step) => partIdOf(plan, step.id))),
      )
      for (const step of whole) {
        const shares = ways.filter(({ fields }) => fields['from'] === step).map(({ fields }) => Number(fields['share']))
        expect(shares.reduce((sum, share) => sum + share, 0)).toBeLessThanOrEqual(1.001)
      }
    },
  )

  test.each(twelve)(
    '$id is worth a look: phases, steps, feelings of each of its personas, a moment of truth, insights, needs',
    ({ id, phases, lanes, personas }) => {
      const { steps } = mapOf(id)
      expect(phases.length).toBeGreaterThanOrEqual(3)
      expect(phases.length).toBeLessThanOrEqual(6)
      expect(steps.length).toBeGreaterThanOrEqual(6)
      expect(steps.length).toBeLessThanOrEqual(14)
      expect(steps.some(({ fields }) => fields['momentOfTruth'] === true)).toBe(true)
      expect(lanes.filter((lane) => lane.startsWith('emotion:'))).toEqual(
        personas.map((persona) => `emotion:${persona}`),
      )
      const felt = new Set(of('feeling', id).map(({ fields }) => `${text(fields['step'])} ${text(fields['persona'])}`))
      for (const step of steps) {
        for (const persona of personas) expect(felt).toContain(`${step.id} ${persona}`)
        for (const field of ['about', 'feeling', 'motive'])
          expect(Object.keys(textsOf(step.fields[field])), `${step.id} ${field}`).toEqual(['de', 'en'])
      }
      const values = of('feeling', id).map(({ fields }) => Number(fields['value']))
      expect(Math.max(...values) - Math.min(...values)).toBeGreaterThanOrEqual(3)
    },
  )

  test('two of the twelve come from a template, and each tells how far it moved away from it', () => {
    const made = twelve.filter(({ origin }) => origin !== undefined)
    expect(made.map(({ id, origin }) => [id, origin?.template.id])).toEqual([
      ['complain', 'concern'],
      ['repair', 'concern'],
    ])
    expect(records.get('concern')?.fields['isTemplate']).toBe(true)
    const far = made.map(({ id }) => {
      expect(records.get(id)?.fields['template']).toBe('concern')
      return deviationOf(differencesFromOrigin(inside('concern'), inside(id), { from: 'concern', to: id }))
    })
    // What was put between keeps the places of what was there.
    expect(far).toEqual([
      { added: 15, removed: 9, moved: 0, changed: 10 },
      { added: 9, removed: 7, moved: 0, changed: 13 },
    ])
    for (const { origin, phases } of made) {
      const known = (plan: typeof phases) => plan.flatMap((phase) => [phase.id, ...phase.steps.map(({ id }) => id)])
      const [here, there] = [known(phases), known(origin?.template.phases ?? [])]
      for (const [own, its] of Object.entries(origin?.parts ?? {})) {
        expect(here).toContain(own)
        expect(there).toContain(its)
      }
    }
  })

  test('where somebody is now is shown where it is measured, and nowhere else', () => {
    const shown = journeys.filter(({ lanes }) => lanes.includes('live')).map(({ id }) => id)
    expect(shown.toSorted()).toEqual(measured.map(({ id }) => id).toSorted())
  })

  test('every lane holds something, but those that fill themselves; no place is crowded', () => {
    const empty = of('lane').filter(({ id, fields, journey }) => {
      if (['live', 'owner', 'emotion'].includes(text(fields['type']))) return false
      return !inside(journey ?? '').some((one) => one.fields['lane'] === id)
    })
    expect(empty.map(({ id }) => id)).toEqual([])
    const places = new Map<string, number>()
    for (const { fields } of of('placement')) {
      const place = `${text(fields['step'])} in ${text(fields['lane'])}`
      places.set(place, (places.get(place) ?? 0) + 1)
    }
    expect([...places].filter(([, count]) => count > 3)).toEqual([])
  })
})

describe('the library', () => {
  const placed = new Map<string, Set<string>>()
  for (const { fields, journey } of of('placement'))
    placed.set(text(fields['item']), (placed.get(text(fields['item'])) ?? new Set()).add(journey ?? ''))

  test('holds what the company needs on five layers, and more touchpoints than one would draw in one map', () => {
    const count = (kind: AtlasRecord['kind']) => of(kind).length
    expect(count('persona')).toBe(4)
    expect(count('touchpoint')).toBeGreaterThanOrEqual(60)
    expect(count('application')).toBeGreaterThanOrEqual(15)
    expect(count('process')).toBeGreaterThanOrEqual(15)
    expect(count('transaction')).toBe(3 * count('process'))
    expect(count('insight')).toBeGreaterThanOrEqual(25)
    expect(of('persona').reduce((sum, { fields }) => sum + Number(fields['share']), 0)).toBeCloseTo(1)
    expect(new Set(of('need').map(({ fields }) => fields['fulfilment'])).size).toBe(3)
  })

  test('[R1.7] insights concern what lies on all five layers, in journeys and beneath, and each says what', () => {
    const concerned = of('insight').flatMap(({ id, fields }) => {
      const ids = list(fields['concerns'])
      expect(ids.length, id).toBeGreaterThan(0)
      return ids.map((one) => records.get(one)?.kind)
    })
    for (const kind of ['journey', 'phase', 'step', 'touchpoint', 'channel', 'need'] as const)
      expect(concerned).toContain(kind)
    for (const kind of ['process', 'transaction', 'application', 'dataSource', 'dataObject'] as const)
      expect(concerned).toContain(kind)
    // Where a customer said it and where it lies are told together: most reach from a journey to what is beneath.
    const across = of('insight').filter(({ fields }) => {
      const kinds = list(fields['concerns']).map((one) => records.get(one)?.kind ?? '')
      return kinds.some((kind) => ['step', 'phase', 'journey'].includes(kind)) && kinds.length > 1
    })
    expect(across.length).toBeGreaterThanOrEqual(20)
    expect([...insightConcerns.keys()].filter((id) => !records.has(id))).toEqual([])
  })

  test('nothing lies about unused, and many touchpoints stand in several journeys', () => {
    const kinds = ['touchpoint', 'persona', 'need', 'process', 'application', 'dataSource', 'insight'] as const
    for (const kind of kinds)
      expect(
        of(kind)
          .filter(({ id }) => !placed.has(id))
          .map(({ id }) => id),
      ).toEqual([])
    expect(of('touchpoint').filter(({ id }) => (placed.get(id)?.size ?? 0) > 1).length).toBeGreaterThanOrEqual(30)
  })

  test('every application, process and source is tied to another, so that what leans on it can be told', () => {
    const tied = new Set(of('link').flatMap(({ fields }) => [text(fields['from']), text(fields['to'])]))
    for (const kind of ['application', 'process', 'dataSource', 'dataObject'] as const)
      expect(
        of(kind)
          .filter(({ id }) => !tied.has(id))
          .map(({ id }) => id),
      ).toEqual([])
    expect(new Set(of('link').map(({ fields }) => fields['how'])).size).toBe(3)
  })

  test('transactions follow one another without a ring', () => {
    for (const { id } of of('transaction')) {
      const before = (one: string) => list(records.get(one)?.fields['after'])
      const passed = new Set(before(id))
      for (const one of passed) for (const earlier of before(one)) passed.add(earlier)
      expect(passed).not.toContain(id)
    }
  })

  test('the agreed words hold: no change brings a wrong one, one term is replaced, and one old name is pointed out', () => {
    for (const after of all) expect(refusedTerms({ before: undefined, after }, records)).toEqual([])
    expect(
      of('term')
        .filter(({ fields }) => fields['replacedBy'] !== undefined)
        .map(({ id }) => id),
    ).toEqual(['topic-shipping'])
    const review = termReview(records)
    const named = all.flatMap((record) => review(record).map(({ what, instead }) => [record.id, what, instead]))
    expect(named).toEqual([['t-old-line', 'wording', 'contact-line']])
  })

  test('products are those of the shop, and each stage of the library is somebody’s', () => {
    expect(of('product').map(({ id }) => id)).toEqual(company.products.map(({ sku }) => sku))
    expect(libraryOf(company).every((stage) => stage.length > 0)).toBe(true)
  })
})

describe('what is measured', () => {
  const past = pastOf(company, readRecording(), Date.parse('2026-11-21T12:00:00Z')).messages.map(
    ({ message }) => message,
  )
  const onlyLive = new Set(['Account Created', 'Membership Renewal Due', 'Membership Renewed'])
  const happens = (event: string, where: Json | undefined) =>
    past.some((message) => message['event'] === event && (where === undefined || fits(where, message['properties'])))
  const fits = (where: Json, properties: Json | undefined): boolean => {
    const { op, left, right } = JSON.parse(JSON.stringify(where))
    const value = JSON.parse(JSON.stringify(properties ?? {}))[left.property]
    return op === 'le' ? value <= right.literal : value === right.literal
  }

  const asJson = (value: object): Json => JSON.parse(JSON.stringify(value))

  test('every sign of a visit happens: in the recording, live, or as a message that a flow sends', () => {
    const signs = of('step').flatMap(({ fields }) =>
      fields['binding'] === undefined ? [] : JSON.parse(JSON.stringify(fields['binding'])).on,
    )
    expect(signs.length).toBeGreaterThan(40)
    for (const sign of signs) {
      if (sign.event) expect(onlyLive.has(sign.event) || happens(sign.event, sign.where), sign.event).toBe(true)
      else {
        const file = String(sign.message.flow).replace('id-of-', '')
        expect(documents.get(file)?.steps.find(({ id }) => id === sign.message.step)?.kind).toBe('send')
      }
    }
  })

  test('whatever customers are asked is answered, and with values on its scale', () => {
    const asks = [...of('step'), ...of('journey')].flatMap(({ fields }) =>
      fields['binding'] === undefined ? [] : (JSON.parse(JSON.stringify(fields['binding'])).asks ?? []),
    )
    expect(asks.length).toBeGreaterThanOrEqual(7)
    for (const { event, where, kind, property } of asks as BindingAsk[]) {
      const values = past
        .filter(
          (message) =>
            message['event'] === event && (where === undefined || fits(asJson(where), message['properties'])),
        )
        .flatMap((message) => JSON.parse(JSON.stringify(message['properties']))[property] ?? [])
      const [least, most] = answerScales[kind]
      expect(values.length, `${kind} of ${event}`).toBeGreaterThan(10)
      for (const value of values) expect(value >= least && value <= most, `${kind} ${value}`).toBe(true)
    }
  })

  test('J13 segments with a condition hold some customers and not all, and journeys that name them count them apart', () => {
    const states = new Map<string, CustomerState>()
    for (const { type, userId, groupId, traits } of past) {
      if ((type !== 'identify' && type !== 'group') || typeof userId !== 'string') continue
      const state = states.get(userId) ?? emptyState()
      states.set(userId, state)
      const told = Object.fromEntries(
        Object.entries(traits ?? {}).map(([name, value]): [string, Dated<Json>] => [name, [value, 1]]),
      )
      if (type === 'identify') state.traits = told
      else state.accounts[String(groupId)] = { at: 1, traits: told }
    }
    const open = of('segment').filter(({ fields }) => fields['condition'] !== undefined)
    expect(open.length).toBeGreaterThanOrEqual(3)
    for (const { id, fields } of open) {
      const compiled = compileProfile(condition.parse(fields['condition']))
      const facts = (state: CustomerState) => new CustomerFacts(state, undefined, 1, 'UTC', new Map())
      const held = [...states.values()].filter((state) => compiled.test(facts(state)) === true).length
      expect(held, id).toBeGreaterThan(5)
      expect(held, id).toBeLessThan(states.size)
    }
    const counted = (id: string) => freezeJourney(id, all).document.segments?.map(({ id: segment }) => segment)
    expect(counted('buy')).toEqual(['seg-club', 'seg-groups', 'seg-abroad'])
    expect(counted('get-help')).toEqual(['seg-club', 'seg-groups', 'seg-abroad'])
  })

  test.each(measured)('$id can be measured: it begins and ends with a sign, and channels fit', ({ id }) => {
    const { document, faults } = freezeJourney(id, all)
    expect(faults.filter(({ code }) => code !== 'not_bound' && code !== 'segment_open')).toEqual([])
    const bound = new Map(document.steps.map((step) => [step.id, step.on]))
    const isBound = (step: string) => (bound.get(step)?.length ?? 0) > 0
    expect(document.starts.some(isBound) && document.ends.some(isBound)).toBe(true)
    expect([...bound.keys()].filter(isBound).length).toBeGreaterThanOrEqual(3)
    // What systems behind the shop tell comes on no channel of the shop; in the shop both are designed for, but for the table to compare.
    const shop = new Set(Object.values(company.events))
    for (const { id: step, on, channels } of document.steps) {
      const known = step === 'choose.compare' ? ['web'] : ['app', 'web']
      if (channels.length > 0 && on.length > 0) expect(channels, step).toEqual(known)
      if (on.some(({ event }) => !shop.has(event) && !['Account Created', 'Consent Changed'].includes(event)))
        expect(channels, step).toEqual([])
    }
  })
})
