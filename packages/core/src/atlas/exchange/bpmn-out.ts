// Business processes as BPMN 2.0 (OMG formal/2011-01-03), with a diagram, so that other tools draw them. Reads no BPMN.
import type { AtlasRecord, Json } from '@lotse/protocol'
import { textsOf } from '../edit.ts'
import { type BpmnTask, bpmnDiagram, bpmnPlaces } from './bpmn-drawing.ts'
import { nameIn } from './map-columns.ts'
import { type XmlDraft, xmlText } from './xml.ts'

const PROCESS = 'Process'
const POOL = 'Pool'
const START = 'Start'
const END = 'End'

/** A way of the flow, and what of data goes in. */
type Flow = { readonly id: string; readonly from: string; readonly to: string }

/** A process as it is written: ids of elements are of the file alone, the records beside them. */
type Written = {
  readonly tasks: readonly (BpmnTask & { readonly record: AtlasRecord })[]
  readonly roles: readonly string[]
  readonly data: readonly { readonly id: string; readonly record: AtlasRecord }[]
  readonly flows: readonly Flow[]
  readonly say: Say
}
type Say = (record: AtlasRecord, field: string) => string

/**
 * A business process. BPMN has one language, so that texts come in this one, or else in any. What BPMN has no place for stands in attributes of our own, so that
 * a file that comes back tells the same.
 *
 * @param whole - the process.
 * @param records - its transactions, and the data that these use.
 */
export function bpmnText(whole: AtlasRecord, records: readonly AtlasRecord[], language: string): string {
  const written = writtenOf(whole, records, language)
  const { say } = written
  const places = bpmnPlaces(written)
  return xmlText({
    name: 'bpmn:definitions',
    attributes: {
      'xmlns:bpmn': 'http://www.omg.org/spec/BPMN/20100524/MODEL',
      'xmlns:bpmndi': 'http://www.omg.org/spec/BPMN/20100524/DI',
      'xmlns:dc': 'http://www.omg.org/spec/DD/20100524/DC',
      'xmlns:di': 'http://www.omg.org/spec/DD/20100524/DI',
      'xmlns:lotse': 'urn:lotse:atlas',
      id: 'Definitions',
      targetNamespace: 'urn:lotse:atlas',
    },
    children: [
      {
        name: 'bpmn:collaboration',
        attributes: { id: 'Collaboration' },
        children: [
          {
            name: 'bpmn:participant',
            attributes: { id: POOL, name: say(whole, 'name'), processRef: PROCESS },
          },
        ],
      },
      processXml(whole, written),
      bpmnDiagram(places, POOL),
    ],
  })
}

function writtenOf(whole: AtlasRecord, records: readonly AtlasRecord[], language: string): Written {
  const standing = records.filter(({ removed }) => !removed)
  const say: Say = (record, field) => nameIn(textsOf(record.fields[field]), language)
  const transactions = standing
    .filter(({ kind, fields }) => kind === 'transaction' && fields['process'] === whole.id)
    .sort(inOrder)
  const ids = new Map(transactions.map(({ id }, at) => [id, `Task_${at + 1}`]))
  const objects = standing.filter(({ kind }) => kind === 'dataObject')
  const used = new Set(transactions.flatMap(({ fields }) => refsIn(fields['data'])))
  const data = objects.filter(({ id }) => used.has(id)).map((record, at) => ({ id: `Data_${at + 1}`, record }))
  const dataIds = new Map(data.map(({ id, record }) => [record.id, id]))
  const roles = [...new Set(transactions.map((one) => say(one, 'role')))]
  const tasks = transactions.map((record) => ({
    id: ids.get(record.id) ?? '',
    record,
    lane: roles.indexOf(say(record, 'role')),
    after: refsIn(record.fields['after']).flatMap((one) => (one === record.id ? [] : (ids.get(one) ?? []))),
    data: refsIn(record.fields['data']).flatMap((one) => dataIds.get(one) ?? []),
  }))
  return { tasks, data, say, flows: flowsOf(tasks), roles: roles.every((role) => role === '') ? [] : roles }
}

function inOrder(a: AtlasRecord, b: AtlasRecord): number {
  const [one, other] = [String(a.fields['order'] ?? ''), String(b.fields['order'] ?? '')]
  if (one !== other) return one < other ? -1 : 1
  return a.id < b.id ? -1 : 1
}

const refsIn = (value: Json | undefined): string[] =>
  Array.isArray(value) ? value.filter((one) => typeof one === 'string') : []

/** Between what follows on one another, from the beginning and to the end. */
function flowsOf(tasks: readonly BpmnTask[]): Flow[] {
  const followed = new Set(tasks.flatMap(({ after }) => after))
  const ways = [
    ...tasks.filter(({ after }) => after.length === 0).map(({ id }) => [START, id] as const),
    ...tasks.flatMap(({ id, after }) => after.map((one) => [one, id] as const)),
    ...tasks.filter(({ id }) => !followed.has(id)).map(({ id }) => [id, END] as const),
  ]
  return ways.map(([from, to], at) => ({ id: `Flow_${at + 1}`, from, to }))
}

function processXml(whole: AtlasRecord, { tasks, roles, data, flows, say }: Written): XmlDraft {
  const said = say(whole, 'roles')
  const node = (name: string, id: string): XmlDraft => ({ name, attributes: { id }, children: endsXml(id, flows) })
  return {
    name: 'bpmn:process',
    attributes: {
      id: PROCESS,
      name: say(whole, 'name'),
      isExecutable: 'false',
      'lotse:record': whole.id,
      'lotse:selfService': whole.fields['selfService'] === true ? 'true' : undefined,
    },
    children: [
      documentationXml(say(whole, 'about')),
      said === '' ? undefined : { name: 'bpmn:extensionElements', children: [{ name: 'lotse:roles', text: said }] },
      roles.length === 0 ? undefined : lanesXml(roles, tasks),
      node('bpmn:startEvent', START),
      ...tasks.map((task) => taskXml(task, flows, say)),
      node('bpmn:endEvent', END),
      ...data.flatMap(({ id, record }): XmlDraft[] => [
        { name: 'bpmn:dataObject', attributes: { id: `${id}_object` } },
        {
          name: 'bpmn:dataObjectReference',
          attributes: { id, name: say(record, 'name'), dataObjectRef: `${id}_object`, 'lotse:record': record.id },
        },
      ]),
      ...flows.map(({ id, from, to }) => ({
        name: 'bpmn:sequenceFlow',
        attributes: { id, sourceRef: from, targetRef: to },
      })),
    ],
  }
}

/** A lane for each role. Where the process begins and ends lies in that of its first and its last. */
function lanesXml(roles: readonly string[], tasks: Written['tasks']): XmlDraft {
  const [first, last] = [tasks[0]?.lane ?? 0, tasks.at(-1)?.lane ?? 0]
  return {
    name: 'bpmn:laneSet',
    attributes: { id: 'Lanes' },
    children: roles.map((role, lane) => ({
      name: 'bpmn:lane',
      attributes: { id: `Lane_${lane + 1}`, name: role === '' ? undefined : role },
      children: [
        ...(lane === first ? [START] : []),
        ...tasks.filter((task) => task.lane === lane).map(({ id }) => id),
        ...(lane === last ? [END] : []),
      ].map((text) => ({ name: 'bpmn:flowNodeRef', text })),
    })),
  }
}

const documentationXml = (text: string): XmlDraft | undefined =>
  text === '' ? undefined : { name: 'bpmn:documentation', text }

function endsXml(id: string, flows: readonly Flow[]): XmlDraft[] {
  return [
    ...flows.filter(({ to }) => to === id).map((flow) => ({ name: 'bpmn:incoming', text: flow.id })),
    ...flows.filter(({ from }) => from === id).map((flow) => ({ name: 'bpmn:outgoing', text: flow.id })),
  ]
}

function taskXml({ id, record, data }: Written['tasks'][number], flows: readonly Flow[], say: Say): XmlDraft {
  // BPMN wants data to go to somewhere within the task; tools write an empty property for that.
  const property = `${id}_data`
  return {
    name: 'bpmn:task',
    attributes: { id, name: say(record, 'name'), 'lotse:record': record.id },
    children: [
      documentationXml(say(record, 'about')),
      ...endsXml(id, flows),
      data.length === 0
        ? undefined
        : { name: 'bpmn:property', attributes: { id: property, name: '__targetRef_placeholder' } },
      ...data.map((one, at) => ({
        name: 'bpmn:dataInputAssociation',
        attributes: { id: `${id}_in_${at + 1}` },
        children: [
          { name: 'bpmn:sourceRef', text: one },
          { name: 'bpmn:targetRef', text: property },
        ],
      })),
    ],
  }
}
