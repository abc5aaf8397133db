// Journeys as CJML 2.0, the customer journey modelling language of SINTEF (https://cjml.no), out and in. What maps to what stands in docs/atlas-exchange.md.
import type { AtlasDocument, AtlasRecord, Json } from '@lotse/protocol'
import { textsOf } from '../edit.ts'
import { type JourneyMap, journeyMap } from '../map.ts'
import { keyBetween, keysBetween } from '../order.ts'
import type { Lookup } from './cells.ts'
import { nameIn } from './map-columns.ts'
import { mapIn, namesIn } from './map-table.ts'
import type { ImportWish, WantedRecord } from './plan.ts'
import { childrenOf, textIn, type XmlDraft, type XmlElement, xmlText } from './xml.ts'

const END_USER = 'customer'
const PROVIDER = 'company'

/** The journey that a document is about. CJML has one language, so that texts come in this one, or else in any. */
export function cjmlText(document: AtlasDocument, language: string): string {
  const map = mapIn(document)
  const journey = document.records.find(({ id }) => id === document.journey)
  const say = (fields: AtlasRecord['fields'] | undefined, field: string) => nameIn(textsOf(fields?.[field]), language)
  const nameOf = namesIn(document, language)
  const phases = map.phases.map(
    ({ phase }): XmlDraft => ({
      name: 'journeyPhase',
      attributes: { phaseID: phase.id },
      children: [
        textXml('phaseName', say(phase.fields, 'name')),
        textXml('phaseDescription', say(phase.fields, 'about')),
      ],
    }),
  )
  const planned: XmlDraft = {
    name: 'plannedJourney',
    children: [
      textXml('journeyID', document.journey ?? ''),
      textXml('journeyTitle', say(journey?.fields, 'name')),
      { name: 'journeyPhases', children: phases },
      textXml('journeyShortSummary', say(journey?.fields, 'goal')),
      textXml('journeyLongSummary', say(journey?.fields, 'about')),
      {
        name: 'actors',
        children: [
          actorXml('endUser', END_USER, 'actorName', 'Customer'),
          actorXml('serviceProvider', PROVIDER, 'companyName', 'Company'),
        ],
      },
      {
        name: 'touchpoints',
        children: map.steps.map((step) => touchpointXml(step, channelAt(map, document, step.id, nameOf), say)),
      },
    ],
  }
  return xmlText({ name: 'CJML', attributes: { version: '2.0' }, children: [planned] })
}

type Say = (fields: AtlasRecord['fields'] | undefined, field: string) => string

const textXml = (name: string, text: string): XmlDraft => ({ name, text })
const actorXml = (name: string, id: string, called: string, text: string): XmlDraft => ({
  name,
  attributes: { actorID: id },
  children: [textXml(called, text)],
})

/** With a channel it is communication between two, without one something that one of them does. */
function touchpointXml({ id, fields }: AtlasRecord, channel: string | undefined, say: Say): XmlDraft {
  const actor = fields['actor'] ?? 'customer'
  const [from, to] = actor === 'customer' ? [END_USER, PROVIDER] : [PROVIDER, END_USER]
  const label = say(fields, 'name')
  const about = say(fields, 'about')
  const feeling = say(fields, 'feeling')
  const side = (name: string, ref: string, text: string): XmlDraft => ({
    name,
    children: [{ name: 'refersTo', attributes: { actorIDref: ref } }, textXml(`${name}Label`, text)],
  })
  return {
    name: channel === undefined ? 'plannedAction' : 'plannedCommunicationPoint',
    children: [
      textXml('touchpointID', id),
      { name: 'belongsTo', attributes: { phaseIDref: typeof fields['phase'] === 'string' ? fields['phase'] : '' } },
      side('initiator', from, label),
      ...(channel === undefined
        ? []
        : [side('receiver', to, label), { name: 'channel', children: [textXml('channelName', channel)] }]),
      about === '' ? undefined : textXml('comment', about),
      feeling === ''
        ? undefined
        : { name: 'touchpointExperience', children: [textXml('experienceDescription', feeling)] },
    ],
  }
}

/** The first channel that is placed at a step, or the first of a touchpoint that is, or the touchpoint itself. */
function channelAt(
  map: JourneyMap,
  { records }: AtlasDocument,
  step: string,
  nameOf: Lookup['nameOf'],
): string | undefined {
  const items = map.lanes
    .flatMap((lane) => map.placed(step, lane.id))
    .flatMap(({ fields }) => {
      const item = records.find(({ id }) => id === fields['item'])
      return item ? [item] : []
    })
  const touchpoint = items.find(({ kind }) => kind === 'touchpoint')
  const channels = touchpoint?.fields['channels']
  const named = Array.isArray(channels) && typeof channels[0] === 'string' ? channels[0] : undefined
  const id = items.find(({ kind }) => kind === 'channel')?.id ?? named ?? touchpoint?.id
  return id === undefined ? undefined : (nameOf(id) ?? id)
}

/** How XML of others is read. `journey`: the one it is read into; undefined: the one it names, or a new one. */
export type XmlReading = {
  readonly language: string
  readonly prefix: string
  readonly journey: string | undefined
  readonly standing: readonly AtlasRecord[]
  readonly lookup: Lookup
}

/** Reads the first planned journey of a document, or else the first actual one. Steps that stand already are called anew; all else is new. */
export function cjmlWish(root: XmlElement, reading: XmlReading): ImportWish & { readonly journey: string | null } {
  const source = childrenOf(root, 'plannedJourney')[0] ?? childrenOf(root, 'actualJourney')[0]
  if (source === undefined) {
    const refused = {
      row: null,
      id: null,
      field: null,
      code: 'import.unreadable',
      detail: 'there is no journey in this document',
    } as const
    return { wanted: [], absent: [], unreadable: [refused], journey: null }
  }
  return new CjmlReader(source, reading).read()
}

class CjmlReader {
  readonly #source: XmlElement
  readonly #reading: XmlReading
  readonly #journey: string
  readonly #now: ReadonlyMap<string, AtlasRecord>
  readonly #wanted: WantedRecord[] = []
  readonly #phases = new Map<string, string>()
  readonly #channels = new Map<string, string>()
  #lane: string | undefined

  constructor(source: XmlElement, reading: XmlReading) {
    this.#source = source
    this.#reading = reading
    this.#now = new Map(reading.standing.flatMap((record) => (record.removed ? [] : [[record.id, record] as const])))
    const own = textIn(source, 'journeyID')
    this.#journey = reading.journey ?? (this.#now.get(own)?.kind === 'journey' ? own : `${reading.prefix}-j`)
  }

  read(): ImportWish & { readonly journey: string } {
    const source = this.#source
    const name = textIn(source, 'journeyTitle') || textIn(source, 'journeyID') || 'CJML'
    this.#want(this.#journey, 'journey', {
      ...this.#said('name', name),
      ...this.#said('goal', textIn(source, 'journeyShortSummary')),
      ...this.#said('about', textIn(source, 'journeyLongSummary')),
    })
    this.#readPhases()
    const touchpoints = childrenOf(source, 'touchpoints')[0]?.children ?? []
    const isOne = ({ name: one }: XmlElement) => /^(planned|actual)(Action|CommunicationPoint)$/.test(one)
    this.#readSteps(touchpoints.filter(isOne))
    return { wanted: this.#wanted, absent: [], unreadable: [], journey: this.#journey }
  }

  #want(id: string, kind: WantedRecord['kind'], fields: Record<string, Json>): void {
    const journey = kind === 'journey' || kind === 'channel' ? null : this.#journey
    this.#wanted.push({ id, kind, journey, fields, row: null, speaksOf: new Set(Object.keys(fields)) })
  }

  /** A text in the language of the import; what is silent says nothing. */
  #said(field: string, text: string, id = this.#journey): Record<string, Json> {
    return text === ''
      ? {}
      : { [field]: { ...textsOf(this.#now.get(id)?.fields[field]), [this.#reading.language]: text } }
  }

  /** A line, however it was broken. */
  #named(text: string, id: string): Record<string, Json> {
    return this.#said('name', text.replace(/\s+/gu, ' ').slice(0, 500), id)
  }

  /** Whether a record of the file is one of this journey already. */
  #stands(id: string, kind: WantedRecord['kind']): boolean {
    const record = this.#now.get(id)
    return record?.kind === kind && record.journey === this.#journey
  }

  #inside(): JourneyMap {
    return journeyMap([...this.#now.values()].filter(({ journey }) => journey === this.#journey))
  }

  #readPhases(): void {
    const said = childrenOf(childrenOf(this.#source, 'journeyPhases')[0], 'journeyPhase')
    const phases = said.map((phase) => ({
      key: (phase.attributes['phaseID'] ?? '').trim(),
      name: textIn(phase, 'phaseName'),
      about: textIn(phase, 'phaseDescription'),
    }))
    if (phases.length === 0) phases.push({ key: '', name: 'Phase', about: '' })
    const last = this.#inside().phases.at(-1)?.phase.fields['order']
    const keys = keysBetween(typeof last === 'string' ? last : null, null, phases.length)
    for (const [at, { key, name, about }] of phases.entries()) {
      const isStanding = this.#stands(key, 'phase')
      const id = isStanding ? key : `${this.#reading.prefix}-p${at + 1}`
      this.#phases.set(key, id)
      this.#want(id, 'phase', {
        ...this.#named(name, id),
        ...this.#said('about', about, id),
        ...(isStanding ? {} : { order: keys[at] ?? '' }),
      })
    }
  }

  #readSteps(touchpoints: readonly XmlElement[]): void {
    const last = this.#inside()
      .steps.map(({ fields }) => String(fields['order']))
      .sort()
      .at(-1)
    const keys = keysBetween(last ?? null, null, touchpoints.length)
    const [firstPhase = ''] = this.#phases.values()
    for (const [at, touchpoint] of touchpoints.entries()) {
      const own = textIn(touchpoint, 'touchpointID')
      const isStanding = this.#stands(own, 'step')
      const id = isStanding ? own : `${this.#reading.prefix}-s${at + 1}`
      const phase =
        this.#phases.get((childrenOf(touchpoint, 'belongsTo')[0]?.attributes['phaseIDref'] ?? '').trim()) ?? firstPhase
      const place: Record<string, Json> = isStanding
        ? {}
        : { phase, order: keys[at] ?? '', actor: this.#actorOf(touchpoint) }
      this.#want(id, 'step', {
        ...place,
        ...this.#named(textIn(touchpoint, 'initiator', 'initiatorLabel') || own, id),
        ...this.#said('about', textIn(touchpoint, 'comment'), id),
        ...this.#said('feeling', textIn(touchpoint, 'touchpointExperience', 'experienceDescription'), id),
      })
      const channel = textIn(touchpoint, 'channel', 'channelName')
      if (channel !== '' && !isStanding) this.#place(channel, id, at + 1)
    }
  }

  #actorOf(touchpoint: XmlElement): string {
    const ref = childrenOf(childrenOf(touchpoint, 'initiator')[0], 'refersTo')[0]?.attributes
    const id = ref?.['actorIDref'] ?? ref?.['actorID']
    const users = childrenOf(childrenOf(this.#source, 'actors')[0], 'endUser')
    const isUser =
      users.length === 0 || users.some(({ attributes }) => (attributes['actorID'] ?? attributes['actorIDref']) === id)
    return isUser ? 'customer' : 'employee'
  }

  /** A channel of the library of this name, or a new one, placed in the lane of channels. */
  #place(channel: string, step: string, at: number): void {
    const name = channel.replace(/\s+/gu, ' ')
    const item =
      this.#channels.get(name) ??
      this.#reading.lookup.called(name, ['channel'])[0] ??
      `${this.#reading.prefix}-c${this.#channels.size + 1}`
    if (!this.#channels.has(name) && !this.#now.has(item)) this.#want(item, 'channel', this.#named(name, item))
    this.#channels.set(name, item)
    this.#want(`${this.#reading.prefix}-x${at}`, 'placement', {
      item,
      step,
      lane: this.#channelLane(),
      order: keyBetween(null, null),
    })
  }

  #channelLane(): string {
    if (this.#lane !== undefined) return this.#lane
    const { lanes } = this.#inside()
    const standing = lanes.find(({ fields }) => fields['type'] === 'channel')
    const last = lanes.at(-1)?.fields['order']
    this.#lane = standing?.id ?? `${this.#reading.prefix}-l1`
    if (!standing) {
      const name = this.#reading.language === 'de' ? 'Kanal' : 'Channel'
      this.#want(this.#lane, 'lane', {
        name: { [this.#reading.language]: name },
        type: 'channel',
        order: keyBetween(typeof last === 'string' ? last : null, null),
      })
    }
    return this.#lane
  }
}
