// Business processes as BPMN: what leaves is read again as the same process, here and elsewhere, and is a document that other tools can draw.
import { bpmnText, bpmnWish, importPlan, keysBetween, type Lookup, type XmlElement } from '@lotse/core/atlas'
import type { AtlasRecord } from '@lotse/protocol'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { xmlTree } from './xml-file.ts'

const record = (kind: AtlasRecord['kind'], id: string, fields: AtlasRecord['fields']): AtlasRecord => ({
  id,
  kind,
  journey: null,
  fields,
  removed: false,
})
const lookupIn = (records: readonly AtlasRecord[]): Lookup => ({
  nameOf: () => undefined,
  isKnown: (id) => records.some((one) => one.id === id),
  called: (name, kinds) =>
    records
      .filter(({ kind, fields }) => kinds.includes(kind) && Object.values(fields['name'] ?? {}).includes(name))
      .map(({ id }) => id),
})
const readIn = (text: string, standing: readonly AtlasRecord[]) =>
  bpmnWish(xmlTree(text), { language: 'de', prefix: 'new', journey: undefined, standing, lookup: lookupIn(standing) })

// biome-ignore lint/suspicious/noControlCharactersInRegex: what XML cannot write at all
const UNWRITABLE = /[\u0000-\u0008\u000B\u000C\u000E-\u001F\uFFFE\uFFFF]/g
const word = fc
  .oneof(
    fc.constantFrom(
      'Packen',
      'Prüfen & senden',
      '  zwei  Leerzeichen ',
      'Zeile\neins\tund "zwei"',
      '<br/>',
      ']]>',
      'ä😀',
    ),
    fc.string({ unit: 'binary', maxLength: 12 }),
  )
  .map((text) => text.replace(UNWRITABLE, ''))
  .filter((text) => text.isWellFormed())
/** Only what is told at length may break its lines. */
const textIn = (field: 'name' | 'role' | 'about' | 'roles') =>
  word
    .map((text) => (field === 'name' || field === 'role' ? text.replace(/[\r\n]/g, ' ') : text))
    .map((de) => (de === '' ? {} : { [field]: { de } }))

/** A process with transactions in any order, that come after one another in any way, loops too. */
const processes = fc
  .record({ count: fc.integer({ min: 1, max: 7 }), objects: fc.integer({ min: 0, max: 3 }), self: fc.boolean() })
  .chain(({ count, objects, self }) => {
    const others = (own: number) =>
      fc
        .uniqueArray(fc.nat(count - 1), { maxLength: 4 })
        .map((ids) => ids.filter((id) => id !== own).map((id) => `t${id}`))
    const data =
      objects === 0 ? fc.constant([]) : fc.uniqueArray(fc.nat(objects - 1)).map((ids) => ids.map((id) => `d${id}`))
    const keys = keysBetween(null, null, count)
    return fc.record({
      process: fc
        .tuple(textIn('name'), textIn('about'), textIn('roles'))
        .map((texts) =>
          record('process', 'p', { ...Object.assign({}, ...texts), ...(self ? { selfService: true } : {}) }),
        ),
      objects: fc.tuple(
        ...Array.from({ length: objects }, (_, at) =>
          textIn('name').map((name) => record('dataObject', `d${at}`, { ...name })),
        ),
      ),
      transactions: fc.shuffledSubarray(keys, { minLength: count, maxLength: count }).chain((order) =>
        fc.tuple(
          ...order.map((key, at) =>
            fc
              .tuple(textIn('name'), textIn('about'), textIn('role'), others(at), data)
              .map(([name, about, role, after, used]) =>
                record('transaction', `t${at}`, {
                  ...name,
                  ...about,
                  ...role,
                  process: 'p',
                  order: key,
                  after,
                  data: used,
                }),
              ),
          ),
        ),
      ),
    })
  })

test('law: X7 a process that leaves as BPMN and comes back changes nothing', () => {
  fc.assert(
    fc.property(processes, ({ process, objects, transactions }) => {
      const standing = [process, ...objects, ...transactions]
      const plan = importPlan(standing, readIn(bpmnText(process, standing, 'de'), standing))
      expect(plan.refused).toEqual([])
      expect(plan.items).toEqual([])
    }),
    { numRuns: 300 },
  )
})

test('law: X7 read elsewhere it makes the same process: the same texts, order, what comes after what, and data', () => {
  fc.assert(
    fc.property(processes, ({ process, objects, transactions }) => {
      const named = objects.filter(({ fields }) => fields['name'] !== undefined)
      const once = named.filter(
        (one, at) =>
          named.findIndex(({ fields }) => JSON.stringify(fields['name']) === JSON.stringify(one.fields['name'])) === at,
      )
      fc.pre(once.length === objects.length || objects.length === 0)
      const text = bpmnText(process, [process, ...objects, ...transactions], 'de')
      const { wanted, unreadable } = readIn(text, [])
      expect(unreadable).toEqual([])
      const sorted = transactions.toSorted((a, b) => (String(a.fields['order']) < String(b.fields['order']) ? -1 : 1))
      const made = wanted.filter(({ kind }) => kind === 'transaction')
      const data = wanted.filter(({ kind }) => kind === 'dataObject')
      const place = new Map([...sorted, ...made].map(({ id }, at) => [id, at % sorted.length]))
      const nameOf = new Map([...objects, ...data].map(({ id, fields }) => [id, JSON.stringify(fields['name'])]))
      const told = ({
        fields: { process: _, order: __, after, data: used, ...texts },
      }: Pick<AtlasRecord, 'fields'>) => ({
        ...texts,
        after: refs(after).map((id) => place.get(id)),
        data: refs(used).map((id) => nameOf.get(id)),
      })
      expect(made.map(told)).toEqual(sorted.map(told))
      const orders = made.map(({ fields }) => String(fields['order']))
      expect(orders).toEqual(orders.toSorted())
      expect(wanted.find(({ kind }) => kind === 'process')?.fields).toEqual(process.fields)
    }),
    { numRuns: 300 },
  )
})

const refs = (value: unknown): string[] => (Array.isArray(value) ? value.map(String) : [])

describe('the document', () => {
  const all = (root: XmlElement): XmlElement[] => [root, ...root.children.flatMap(all)]
  const standing = [
    record('process', 'p-pack', { name: { de: 'Packen', en: 'Packing' }, about: { de: 'Vom Auftrag zum Paket' } }),
    record('dataObject', 'o-note', { name: { de: 'Lieferschein' } }),
    record('dataObject', 'o-other', { name: { de: 'Ungenutzt' } }),
    record('transaction', 'send', {
      name: { de: 'Senden' },
      role: { de: 'Versand' },
      process: 'p-pack',
      order: 'z',
      after: ['pack', 'call'],
    }),
    record('transaction', 'pack', {
      name: { de: 'Packen' },
      role: { de: 'Lager' },
      process: 'p-pack',
      order: 'B',
      data: ['o-note'],
    }),
    record('transaction', 'call', { name: { de: 'Anrufen' }, role: { de: 'Lager' }, process: 'p-pack', order: 'C' }),
    { ...record('transaction', 'gone', { name: { de: 'Weg' }, process: 'p-pack', order: 'D' }), removed: true },
    record('transaction', 'foreign', { name: { de: 'Fremd' }, process: 'p-else', order: 'D' }),
  ]
  const process = standing[0] as AtlasRecord
  const elements = all(xmlTree(bpmnText(process, standing, 'de')))
  const named = (name: string) => elements.filter((one) => one.name === name)

  test('holds tasks in their order, lanes, flows from the beginning to the end, and data that is used', () => {
    expect(named('task').map(({ attributes }) => attributes['name'])).toEqual(['Packen', 'Anrufen', 'Senden'])
    expect(named('lane').map(({ attributes }) => attributes['name'])).toEqual(['Lager', 'Versand'])
    expect(
      named('sequenceFlow').map(({ attributes }) => `${attributes['sourceRef']} ${attributes['targetRef']}`),
    ).toEqual(['Start Task_1', 'Start Task_2', 'Task_1 Task_3', 'Task_2 Task_3', 'Task_3 End'])
    expect(named('dataObjectReference').map(({ attributes }) => attributes['name'])).toEqual(['Lieferschein'])
    expect(named('participant')[0]?.attributes['name']).toBe('Packen')
  })

  test('names every id once, refers to none that is missing, and draws all of it without one task upon another', () => {
    const ids = elements.flatMap(({ attributes }) => attributes['id'] ?? [])
    expect(new Set(ids).size).toBe(ids.length)
    const referred = elements.flatMap(({ name, attributes, text }) => [
      ...['processRef', 'sourceRef', 'targetRef', 'bpmnElement', 'dataObjectRef'].flatMap(
        (one) => attributes[one] ?? [],
      ),
      ...(['flowNodeRef', 'incoming', 'outgoing', 'sourceRef', 'targetRef'].includes(name) ? [text] : []),
    ])
    expect(referred.filter((id) => !ids.includes(id))).toEqual([])
    const drawn = named('BPMNShape').map(({ attributes }) => attributes['bpmnElement'])
    for (const { attributes } of [...named('task'), ...named('lane'), ...named('startEvent'), ...named('endEvent')])
      expect(drawn).toContain(attributes['id'])
    const edges = named('BPMNEdge').map(({ attributes }) => attributes['bpmnElement'])
    for (const { attributes } of named('sequenceFlow')) expect(edges).toContain(attributes['id'])
    const places = named('BPMNShape')
      .filter(({ attributes }) => attributes['bpmnElement']?.startsWith('Task_'))
      .map(({ children }) => JSON.stringify(children[0]?.attributes))
    expect(new Set(places).size).toBe(3)
  })

  test('says what there is only in another language in that one', () => {
    expect(
      all(xmlTree(bpmnText(process, standing, 'en'))).find(({ name }) => name === 'participant')?.attributes,
    ).toMatchObject({
      name: 'Packing',
    })
  })
})
