// BPMN 2.0 (OMG formal/2011-01-03) as business processes with transactions: activities, what they come after, who does them, which data they use. Writes none: that stands in bpmn-out.ts.
import type { AtlasRecord, Json } from '@lotse/protocol'
import { textsOf } from '../edit.ts'
import { keysKeeping } from '../order.ts'
import type { XmlReading } from './cjml.ts'
import type { ImportWish, WantedRecord } from './plan.ts'
import { childrenOf, type XmlElement } from './xml.ts'

const ACTIVITIES: ReadonlySet<string> = new Set([
  'task',
  'userTask',
  'serviceTask',
  'sendTask',
  'receiveTask',
  'manualTask',
  'scriptTask',
  'businessRuleTask',
  'callActivity',
  'subProcess',
  'transaction',
  'adHocSubProcess',
])

/** Activities that one document may hold. */
const ACTIVITIES_MAX = 2000

/** Reads every process of a document that has activities. One of the same name that stands already is told anew, and so are its transactions. */
export function bpmnWish(root: XmlElement, reading: XmlReading): ImportWish {
  const processes = childrenOf(root, 'process').filter(({ children }) =>
    children.some(({ name }) => ACTIVITIES.has(name)),
  )
  const activities = processes.reduce(
    (sum, { children }) => sum + children.filter(({ name }) => ACTIVITIES.has(name)).length,
    0,
  )
  if (activities === 0 || activities > ACTIVITIES_MAX) {
    const refused = {
      row: null,
      id: null,
      field: null,
      code: 'import.unreadable',
      detail:
        activities === 0
          ? 'there is no process with activities in this document'
          : `there are more than ${ACTIVITIES_MAX} activities in this document`,
    } as const
    return { wanted: [], absent: [], unreadable: [refused] }
  }
  const reader = new BpmnReader(root, reading)
  for (const source of processes) reader.read(source)
  return { wanted: reader.wanted, absent: [], unreadable: [] }
}

class BpmnReader {
  readonly wanted: WantedRecord[] = []
  readonly #root: XmlElement
  readonly #reading: XmlReading
  readonly #now: ReadonlyMap<string, AtlasRecord>
  readonly #data = new Map<string, string>()
  #count = 0

  constructor(root: XmlElement, reading: XmlReading) {
    this.#root = root
    this.#reading = reading
    this.#now = new Map(reading.standing.flatMap((record) => (record.removed ? [] : [[record.id, record] as const])))
  }

  read(source: XmlElement): void {
    const pool = childrenOf(childrenOf(this.#root, 'collaboration')[0], 'participant').find(
      ({ attributes }) => attributes['processRef'] === idOf(source),
    )
    const poolName = pool?.attributes['name'] ?? ''
    const ours = isOurs(source)
    const name = ours
      ? (source.attributes['name'] ?? '')
      : lineOf(source.attributes['name'] || poolName || idOf(source))
    const known = this.#knownBy(source, 'process') ?? this.#reading.lookup.called(name, ['process'])[0]
    const id = known ?? this.#newId('b')
    const roles = rolesIn(source)
    const said = [...new Set(roles.values())].join('\n') || poolName
    const written = childrenOf(childrenOf(source, 'extensionElements')[0], 'roles')[0]?.text ?? ''
    this.#want(id, 'process', {
      ...this.#text(id, 'name', name),
      ...this.#text(id, 'about', documentation(source)),
      ...this.#text(id, 'roles', ours ? written : said),
      ...(source.attributes['selfService'] === 'true' ? { selfService: true } : {}),
    })
    this.#readActivities(source, { id, roles, poolName: ours ? '' : poolName })
  }

  #readActivities(
    source: XmlElement,
    {
      id: owner,
      roles,
      poolName,
    }: { readonly id: string; readonly roles: ReadonlyMap<string, string>; readonly poolName: string },
  ): void {
    const activities = inFlow(source)
    const ids = new Map<string, string>()
    const taken = new Set<string>()
    for (const activity of activities) {
      const id =
        this.#transactionKnown(activity, owner, taken) ??
        this.#transactionCalled(nameOf(activity), owner, taken) ??
        this.#newId('t')
      taken.add(id)
      ids.set(idOf(activity), id)
    }
    const before = comesAfter(source)
    // What stands in this order already keeps its place.
    const keys = keysKeeping(activities.map((one) => this.#orderOf(ids.get(idOf(one)))))
    const data = this.#dataIn(source)
    for (const [at, activity] of activities.entries()) {
      const own = idOf(activity)
      const id = ids.get(own) ?? ''
      const after = (before.get(own) ?? []).flatMap((one) => ids.get(one) ?? []).filter((one) => one !== id)
      this.#want(id, 'transaction', {
        ...this.#text(id, 'name', nameOf(activity)),
        ...this.#text(id, 'about', documentation(activity)),
        ...this.#text(id, 'role', roles.get(own) ?? lineOf(poolName)),
        process: owner,
        order: keys[at] ?? '',
        after: [...new Set(after)],
        data: dataOf(activity, data),
      })
    }
  }

  /** What a file of ours names by its id, where that stands. */
  #knownBy({ attributes }: XmlElement, kind: WantedRecord['kind']): string | undefined {
    const { record } = attributes
    return record !== undefined && this.#now.get(record)?.kind === kind ? record : undefined
  }

  #transactionKnown(activity: XmlElement, owner: string, taken: ReadonlySet<string>): string | undefined {
    const id = this.#knownBy(activity, 'transaction')
    return id !== undefined && !taken.has(id) && this.#now.get(id)?.fields['process'] === owner ? id : undefined
  }

  #orderOf(id: string | undefined): string | undefined {
    const order = this.#now.get(id ?? '')?.fields['order']
    return typeof order === 'string' ? order : undefined
  }

  /** A transaction that stands in the process already. */
  #transactionCalled(name: string, owner: string, taken: ReadonlySet<string>): string | undefined {
    const called = this.#reading.lookup.called(name, ['transaction'])
    return called.find((id) => !taken.has(id) && this.#now.get(id)?.fields['process'] === owner)
  }

  /** Data objects and stores by their ids and by those of references to them. */
  #dataIn(source: XmlElement): Map<string, string> {
    const found = new Map<string, string>()
    const stores = new Map(
      childrenOf(this.#root, 'dataStore').map((store) => [idOf(store), store.attributes['name'] ?? '']),
    )
    for (const child of source.children) {
      if (!['dataObject', 'dataObjectReference', 'dataStoreReference'].includes(child.name)) continue
      const of = child.attributes['dataObjectRef'] ?? child.attributes['dataStoreRef']
      const said = child.attributes['name'] || (of === undefined ? '' : (stores.get(of) ?? ''))
      const name = isOurs(child) ? said : lineOf(said)
      const known = this.#knownBy(child, 'dataObject')
      if (known !== undefined) found.set(idOf(child), known)
      else if (name !== '') found.set(idOf(child), this.#dataCalled(name))
    }
    for (const child of source.children) {
      const of = child.attributes['dataObjectRef']
      const known = of === undefined ? undefined : found.get(of)
      if (known !== undefined && !found.has(idOf(child))) found.set(idOf(child), known)
    }
    return found
  }

  #dataCalled(name: string): string {
    const known = this.#data.get(name) ?? this.#reading.lookup.called(name, ['dataObject'])[0]
    const id = known ?? this.#newId('d')
    if (known === undefined) this.#want(id, 'dataObject', this.#text(id, 'name', name))
    this.#data.set(name, id)
    return id
  }

  #newId(sort: string): string {
    this.#count += 1
    return `${this.#reading.prefix}-${sort}${this.#count}`
  }

  #text(id: string, field: string, text: string): Record<string, Json> {
    return text === ''
      ? {}
      : { [field]: { ...textsOf(this.#now.get(id)?.fields[field]), [this.#reading.language]: text } }
  }

  #want(id: string, kind: WantedRecord['kind'], fields: Record<string, Json>): void {
    this.wanted.push({ id, kind, journey: null, fields, row: null, speaksOf: new Set(Object.keys(fields)) })
  }
}

const idOf = ({ attributes }: XmlElement): string => attributes['id'] ?? ''
const lineOf = (text: string): string => text.replace(/\s+/gu, ' ').trim().slice(0, 500)
/** Whether Lotse wrote it: then it says all just as it stands. */
const isOurs = ({ attributes }: XmlElement): boolean => attributes['record'] !== undefined
const nameOf = (activity: XmlElement): string =>
  isOurs(activity) ? (activity.attributes['name'] ?? '') : lineOf(activity.attributes['name'] || idOf(activity))
const documentation = (element: XmlElement): string =>
  childrenOf(element, 'documentation')
    .map(({ text }) => (isOurs(element) ? text : text.trim()))
    .filter((text) => text !== '')
    .join('\n')

/** What each activity's lane is called; of lanes in lanes the innermost. */
function rolesIn(source: XmlElement): Map<string, string> {
  const roles = new Map<string, string>()
  const open = childrenOf(source, 'laneSet').flatMap((set) => childrenOf(set, 'lane'))
  for (const lane of open) {
    const said = lane.attributes['name'] ?? ''
    const name = isOurs(source) ? said : lineOf(said)
    for (const { text } of childrenOf(lane, 'flowNodeRef')) if (name !== '') roles.set(text.trim(), name)
    open.push(...childrenOf(lane, 'childLaneSet').flatMap((set) => childrenOf(set, 'lane')))
  }
  return roles
}

/** Sequence flows, by where they lead. */
function leadingTo(source: XmlElement): Map<string, string[]> {
  const into = new Map<string, string[]>()
  for (const { attributes } of childrenOf(source, 'sequenceFlow')) {
    const [from, to] = [attributes['sourceRef'] ?? '', attributes['targetRef'] ?? '']
    into.set(to, [...(into.get(to) ?? []), from])
  }
  // What hangs at the border of an activity goes on from it.
  for (const { attributes } of childrenOf(source, 'boundaryEvent')) {
    const [id, at] = [attributes['id'] ?? '', attributes['attachedToRef'] ?? '']
    into.set(id, [...(into.get(id) ?? []), at])
  }
  return into
}

/** The activities that each comes right after: gateways and events between them are passed through. */
function comesAfter(source: XmlElement): Map<string, string[]> {
  const into = leadingTo(source)
  const activities = new Set(source.children.filter(({ name }) => ACTIVITIES.has(name)).map(idOf))
  const found = new Map<string, string[]>()
  for (const activity of activities) {
    const before = new Set<string>()
    const seen = new Set<string>([activity])
    const open = [...(into.get(activity) ?? [])]
    for (let next = open.pop(); next !== undefined; next = open.pop()) {
      if (activities.has(next)) before.add(next)
      else if (!seen.has(next)) {
        seen.add(next)
        open.push(...(into.get(next) ?? []))
      }
    }
    found.set(activity, [...before].reverse())
  }
  return found
}

/** Activities as the flow reaches them; those that nothing leads to stand where the file has them. */
function inFlow(source: XmlElement): XmlElement[] {
  const before = comesAfter(source)
  const activities = source.children.filter(({ name }) => ACTIVITIES.has(name))
  // A file of ours has them in their order.
  if (activities.every(isOurs)) return activities
  const placed = new Set<string>()
  const order: XmlElement[] = []
  while (order.length < activities.length) {
    const left = activities.filter((activity) => !placed.has(idOf(activity)) && !order.includes(activity))
    // In a loop nobody is first: then the first of the file goes on.
    const next = left.find((activity) => (before.get(idOf(activity)) ?? []).every((one) => placed.has(one))) ?? left[0]
    if (next === undefined) break
    placed.add(idOf(next))
    order.push(next)
  }
  return order
}

function dataOf(activity: XmlElement, data: ReadonlyMap<string, string>): string[] {
  const refs = [
    ...childrenOf(activity, 'dataInputAssociation').flatMap((one) => childrenOf(one, 'sourceRef')),
    ...childrenOf(activity, 'dataOutputAssociation').flatMap((one) => childrenOf(one, 'targetRef')),
  ]
  return [...new Set(refs.flatMap(({ text }) => data.get(text.trim()) ?? []))]
}
