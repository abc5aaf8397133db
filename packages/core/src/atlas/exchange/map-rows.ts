// The rows of a journey's table as records: phases, steps, lanes, cells, placements, emotions, and what they take from the library. Stores nothing.
import type { AtlasRecord, FieldFact, Json } from '@lotse/protocol'
import { fieldFact, recordId } from '@lotse/protocol'
import { textsOf } from '../edit.ts'
import { type JourneyMap, journeyMap } from '../map.ts'
import { keyBetween } from '../order.ts'
import { cellIdOf, feelingIdOf } from '../place-id.ts'
import { type Lookup, linesOf, meantBy, recordIn, type TableCell } from './cells.ts'
import {
  guessMapColumn,
  isStepText,
  kindOfLane,
  type MapColumn,
  mapColumnOf,
  saysFeeling,
  stepFact,
  wordsField,
} from './map-columns.ts'
import type { ImportRefusal, ImportWish, WantedRecord } from './plan.ts'
import type { Table, TableReading } from './table.ts'

/** How a journey's table is read. `forms`: the journey as it stands, in the form in which it travels. `journey`: its id. `title`: of a new one. */
export type MapReading = Pick<TableReading, 'language' | 'mapping' | 'prefix' | 'lookup'> & {
  readonly journey: string
  readonly title: string
  readonly forms: readonly AtlasRecord[]
  /** Whether phases and steps that the table does not name are put aside. */
  readonly removeAbsent: boolean
}

/** What each heading means; undefined: nothing. */
export function mapColumnsMeant(
  headings: readonly string[],
  { mapping, language }: Pick<MapReading, 'mapping' | 'language'>,
): (MapColumn | undefined)[] {
  return headings.map((heading) => {
    const said = Object.hasOwn(mapping, heading) ? mapping[heading] : undefined
    if (said === undefined) return guessMapColumn(heading, language)
    return said === '' ? undefined : mapColumnOf(said, heading)
  })
}

/** Reads the rows of a journey's table (X5). The first row below the headings is 1. */
export function readMapTable({ headings, rows }: Pick<Table, 'headings' | 'rows'>, reading: MapReading): ImportWish {
  const reader = new MapReader(mapColumnsMeant(headings, reading), reading)
  for (const [at, cells] of rows.entries()) reader.read(cells, at + 1)
  return reader.end()
}

type Placed = { readonly id: string; readonly row: number }

/** Reads row by row; what it found out so far helps with the next. */
class MapReader {
  readonly #columns: readonly (MapColumn | undefined)[]
  readonly #reading: MapReading
  readonly #map: JourneyMap
  readonly #known: ReadonlyMap<string, AtlasRecord>
  readonly #wanted = new Map<string, WantedRecord>()
  readonly #unreadable: ImportRefusal[] = []
  readonly #absent: string[] = []
  readonly #phases: Placed[] = []
  readonly #steps = new Map<string, Placed[]>()
  readonly #lanes = new Map<string, string>()
  readonly #called = new Map<string, string>()
  readonly #tellsPhases: boolean
  #phase: string | undefined
  #count = 0

  constructor(columns: readonly (MapColumn | undefined)[], reading: MapReading) {
    this.#columns = columns
    this.#tellsPhases = columns.some((column) => column?.of === 'phase')
    this.#reading = reading
    this.#known = new Map(reading.forms.map((record) => [record.id, record]))
    this.#map = journeyMap(reading.forms.filter(({ journey }) => journey === reading.journey))
    const { journey, language, title } = reading
    if (!this.#known.has(journey))
      this.#want({ id: journey, kind: 'journey', journey: null, row: null, fields: { name: { [language]: title } } })
    this.#makeLanes()
  }

  read(cells: readonly TableCell[], row: number): void {
    if (cells.every((cell) => cell === null || cell === '')) return
    const says = (isPhase: boolean) =>
      this.#columns.some((column, at) => column && (column.of === 'phase') === isPhase && !isEmpty(cells[at]))
    const isStep = says(false)
    if (!isStep && !says(true)) return
    if (this.#columns.some((column, at) => isId(column) && !isEmpty(cells[at]) && !isGoodId(cells[at])))
      return this.#refuse(row, 'id', 'an id holds letters, digits, points and hyphens')
    const phase = this.#readPhase(cells, row)
    if (!isStep) return
    const step = this.#readStep(cells, row, phase)
    if (step === undefined) return
    this.#readTexts(cells, row, step)
    this.#readItems(cells, row, step)
    this.#readFeelings(cells, row, step)
  }

  end(): ImportWish {
    this.#order(this.#phases)
    for (const steps of this.#steps.values()) this.#order(steps)
    if (this.#reading.removeAbsent) {
      const phases = this.#tellsPhases ? this.#map.phases.map(({ phase }) => phase) : []
      const left = [...phases, ...this.#map.steps].filter(({ id }) => !this.#wanted.has(id))
      this.#absent.push(...left.map(({ id }) => id))
    }
    return { wanted: [...this.#wanted.values()], absent: this.#absent, unreadable: this.#unreadable }
  }

  #want(record: Omit<WantedRecord, 'speaksOf'>): void {
    this.#wanted.set(record.id, { ...record, speaksOf: new Set(Object.keys(record.fields)) })
  }

  #refuse(row: number, field: string, detail: string): void {
    this.#unreadable.push({ row, id: null, field, code: 'atlas.value_invalid', detail })
  }

  #makeLanes(): void {
    const last = this.#map.lanes.at(-1)?.fields['order']
    let order = typeof last === 'string' ? last : null
    for (const column of this.#columns) {
      if (column?.of !== 'text' && column?.of !== 'items') continue
      const name = column.name
      const key = `${column.lane ?? ''} ${name}`
      const fresh = `${this.#reading.prefix}-l${this.#lanes.size + 1}`
      const id = column.lane ?? this.#lanes.get(key) ?? this.#laneCalled(name) ?? fresh
      this.#lanes.set(key, id)
      if (this.#known.has(id) || this.#wanted.has(id)) continue
      order = keyBetween(order, null)
      const type = column.of === 'items' ? 'touchpoint' : 'text'
      const fields = { name: { [this.#reading.language]: name }, type, order }
      this.#want({ id, kind: 'lane', journey: this.#reading.journey, row: null, fields })
    }
    this.#makeCurves(order)
  }

  /** A new journey shows the emotions that it comes with; one that stands keeps the lanes that people chose. */
  #makeCurves(last: string | null): void {
    const { journey, language, prefix } = this.#reading
    if (this.#known.has(journey)) return
    let order = last
    const whose = this.#columns.flatMap((one) => (one?.of === 'feeling' && one.field === 'value' ? [one.persona] : []))
    for (const [at, persona] of [...new Set(whose)].entries()) {
      if (persona !== null && !this.#known.has(persona)) continue
      order = keyBetween(order, null)
      const fields = {
        name: { [language]: 'Emotion' },
        type: 'emotion',
        order,
        ...(persona === null ? {} : { persona }),
      }
      this.#want({ id: `${prefix}-e${at + 1}`, kind: 'lane', journey, row: null, fields })
    }
  }

  #laneCalled(name: string): string | undefined {
    return this.#map.lanes.find(({ fields }) => Object.values(textsOf(fields['name'])).includes(name))?.id
  }

  #laneOf(column: Extract<MapColumn, { of: 'text' | 'items' }>): string {
    return this.#lanes.get(`${column.lane ?? ''} ${column.name}`) ?? ''
  }

  /** Cells of columns of one sort that are there. */
  *#cells<O extends MapColumn['of']>(
    of: O,
    cells: readonly TableCell[],
  ): Generator<[Extract<MapColumn, { of: O }>, TableCell]> {
    for (const [at, column] of this.#columns.entries())
      if (column?.of === of) yield [column as Extract<MapColumn, { of: O }>, cells[at] ?? null]
  }

  /** A row without a phase goes on with the one above; in a table that tells of none, steps stay where they stand. */
  #readPhase(cells: readonly TableCell[], row: number): string {
    const given = this.#textsOf(this.#cells('phase', cells))
    const silent = given.isNamed ? undefined : this.#tellsPhases ? this.#phase : this.#phaseOfStep(cells)
    const id = given.id ?? this.#phaseCalled(given.texts) ?? silent ?? `${this.#reading.prefix}-p${row}`
    this.#phase = id
    if (this.#wanted.has(id) || (!given.isSaid && this.#known.has(id))) return this.#passed(id, row)
    const name = given.isNamed || given.id !== undefined ? given.texts : { [this.#reading.language]: 'Phase' }
    const standing = textsOf(this.#known.get(id)?.fields['name'])
    const fields = { name: { ...standing, ...name } }
    this.#want({ id, kind: 'phase', journey: this.#reading.journey, row, fields })
    this.#phases.push({ id, row })
    return id
  }

  /** A phase of which nothing is said but that its steps are there. */
  #passed(id: string, row: number): string {
    if (!this.#wanted.has(id)) {
      this.#want({ id, kind: 'phase', journey: this.#reading.journey, row, fields: {} })
      this.#phases.push({ id, row })
    }
    return id
  }

  #phaseOfStep(cells: readonly TableCell[]): string | undefined {
    const phase = this.#stepCalled(cells, this.#map.steps)?.fields['phase']
    return typeof phase === 'string' ? phase : (this.#phase ?? this.#map.phases.at(-1)?.phase.id)
  }

  /** The standing step that a row names: by its id, or by its name among these. */
  #stepCalled(cells: readonly TableCell[], among: readonly AtlasRecord[]): AtlasRecord | undefined {
    const given = this.#textsOf(this.#cells('step', cells))
    if (given.id !== undefined) return this.#known.get(given.id)
    return among.find(({ id, fields }) => !this.#wanted.has(id) && areCalledAlike(textsOf(fields['name']), given.texts))
  }

  #textsOf(cells: Iterable<readonly [{ readonly field: string; readonly language?: string }, TableCell]>) {
    let id: string | undefined
    let isSaid = false
    const texts: Record<string, string> = {}
    for (const [{ field, language }, cell] of cells) {
      if (field === 'id' && !isEmpty(cell)) id = String(cell).trim()
      if (field !== 'name' || language === undefined) continue
      isSaid = true
      texts[language] = cell === null ? '' : String(cell)
    }
    return { id, texts, isSaid, isNamed: Object.values(texts).some((text) => text !== '') }
  }

  #phaseCalled(texts: Readonly<Record<string, string>>): string | undefined {
    const is = (fields: AtlasRecord['fields']) => areCalledAlike(textsOf(fields['name']), texts)
    const coming = this.#phases.find(({ id }) => is(this.#wanted.get(id)?.fields ?? {}))
    return coming?.id ?? this.#map.phases.find(({ phase }) => is(phase.fields))?.phase.id
  }

  #readStep(cells: readonly TableCell[], row: number, phase: string): string | undefined {
    const given = this.#textsOf(this.#cells('step', cells))
    const inPhase = this.#map.phases.find((one) => one.phase.id === phase)?.steps ?? []
    const id = given.id ?? this.#stepCalled(cells, inPhase)?.id ?? `${this.#reading.prefix}-s${row}`
    const standing = this.#known.get(id)
    const fields: Record<string, Json> = standing?.fields['phase'] === phase ? {} : { phase }
    for (const [{ field, language }, cell] of this.#cells('step', cells)) {
      const fact = stepFact(field)
      if (field === 'id' || fact === undefined) continue
      if (isStepText(field)) {
        const before = fields[field] ?? standing?.fields[field]
        fields[field] = { ...textsOf(before), [language ?? this.#reading.language]: cell === null ? '' : String(cell) }
      } else {
        const meant = meantBy(fact, cell, this.#reading.lookup)
        if ('fault' in meant) return void this.#refuse(row, field, meant.fault)
        fields[field] = meant.value
      }
    }
    if (this.#wanted.has(id)) return void this.#refuse(row, 'id', 'the id stands twice in the file')
    this.#want({ id, kind: 'step', journey: this.#reading.journey, row, fields })
    this.#steps.set(phase, [...(this.#steps.get(phase) ?? []), { id, row }])
    return id
  }

  #readTexts(cells: readonly TableCell[], row: number, step: string): void {
    const byLane = new Map<string, Record<string, string>>()
    for (const [column, cell] of this.#cells('text', cells)) {
      const lane = this.#laneOf(column)
      byLane.set(lane, { ...byLane.get(lane), [column.language]: cell === null ? '' : String(cell) })
    }
    for (const [lane, texts] of byLane) {
      const standing = this.#map.cell(step, lane)
      if (standing === undefined && Object.values(texts).every((text) => text === '')) continue
      const field = wordsField(this.#map, lane)
      const words = { [field]: { ...textsOf(standing?.fields[field]), ...texts } }
      const fields = standing ? words : { step, lane, ...words }
      this.#want({
        id: standing?.id ?? cellIdOf(step, lane),
        kind: 'cell',
        journey: this.#reading.journey,
        row,
        fields,
      })
    }
  }

  #readItems(cells: readonly TableCell[], row: number, step: string): void {
    for (const [column, cell] of this.#cells('items', cells)) {
      const lane = this.#laneOf(column)
      const items = linesOf(cell === null ? '' : String(cell)).flatMap((line) => this.#item(line, lane, row))
      const left = [...this.#map.placed(step, lane)]
      const placed = items.map((item): Placed => {
        const at = left.findIndex(({ fields }) => fields['item'] === item)
        const standing = at < 0 ? undefined : left.splice(at, 1)[0]
        const id = standing?.id ?? `${this.#reading.prefix}-x${++this.#count}`
        this.#want({
          id,
          kind: 'placement',
          journey: this.#reading.journey,
          row,
          fields: standing ? {} : { item, step, lane },
        })
        return { id, row }
      })
      this.#absent.push(...left.map(({ id }) => id))
      this.#order(placed)
    }
  }

  /** The record that a line names; a lane made for one kind takes new ones by their name. */
  #item(line: string, lane: string, row: number): string[] {
    const { prefix, language } = this.#reading
    const meant = recordIn(line, placedKinds(), this.#lookup())
    if (!('fault' in meant)) return typeof meant.value === 'string' ? [meant.value] : []
    const kind = kindOfLane((this.#known.get(lane) ?? this.#wanted.get(lane))?.fields['type'])
    const name = line.trim()
    if (kind === undefined || /\[[^\]]*\]$/u.test(name) || this.#reading.lookup.called(name, [kind]).length > 1) {
      this.#refuse(row, 'item', meant.fault)
      return []
    }
    const id = `${prefix}-i${this.#called.size + 1}`
    this.#called.set(`${kind} ${name}`, id)
    this.#want({ id, kind, journey: null, row, fields: { name: { [language]: name } } })
    return [id]
  }

  /** Names of the library, and of what this file adds to it. */
  #lookup(): Lookup {
    const { lookup } = this.#reading
    return {
      nameOf: lookup.nameOf,
      isKnown: (id) => lookup.isKnown(id),
      called: (name, kinds) => {
        const made = kinds.flatMap((kind) => this.#called.get(`${kind} ${name}`) ?? [])
        return made.length > 0 ? made : lookup.called(name, kinds)
      },
    }
  }

  #readFeelings(cells: readonly TableCell[], row: number, step: string): void {
    const said = new Map<string | null, Record<string, Json>>()
    for (const [{ persona, field, language }, cell] of this.#cells('feeling', cells)) {
      const fields = said.get(persona) ?? {}
      said.set(persona, fields)
      const fact = fieldFact('feeling', field) as FieldFact
      if (field === 'why') {
        const before = fields['why'] ?? this.#map.feeling(step, persona)?.fields['why']
        fields['why'] = { ...textsOf(before), [language ?? this.#reading.language]: cell === null ? '' : String(cell) }
      } else {
        const meant = meantBy(fact, cell, this.#reading.lookup)
        if ('fault' in meant) this.#refuse(row, 'value', meant.fault)
        else fields['value'] = meant.value
      }
    }
    for (const [persona, fields] of said) this.#feel(step, persona, { fields, row })
  }

  #feel(
    step: string,
    persona: string | null,
    { fields, row }: { readonly fields: Record<string, Json>; readonly row: number },
  ): void {
    const standing = this.#map.feeling(step, persona)
    const isSilent =
      (fields['value'] ?? null) === null && Object.values(textsOf(fields['why'])).every((text) => text === '')
    if (isSilent && standing && saysFeeling(standing) && 'value' in fields) this.#absent.push(standing.id)
    if (isSilent) return
    const place: Record<string, Json> = standing ? {} : persona === null ? { step } : { step, persona }
    const id = standing?.id ?? feelingIdOf(step, persona)
    this.#want({ id, kind: 'feeling', journey: this.#reading.journey, row, fields: { ...place, ...fields } })
  }

  /** Gives keys of order to what the file puts in one; who stands right already keeps the own. */
  #order(placed: readonly Placed[]): void {
    const own = placed.map(({ id }) => this.#known.get(id)?.fields['order'])
    let [low, before]: [string | null, string] = [null, '']
    for (const [at, { id }] of placed.entries()) {
      const record = this.#wanted.get(id)
      const key = own[at]
      if (record === undefined) continue
      if (typeof key === 'string' && (low === null || key > low || (key === low && id > before))) low = key
      else {
        const floor = low
        const next = own
          .slice(at + 1)
          .find((one): one is string => typeof one === 'string' && (floor === null || one > floor))
        low = keyBetween(low, next ?? null)
        this.#want({ ...record, fields: { ...record.fields, order: low } })
      }
      before = id
    }
  }
}

function placedKinds(): Pick<FieldFact, 'kinds'> {
  return { kinds: fieldFact('placement', 'item')?.kinds ?? [] }
}

const isEmpty = (cell: TableCell | undefined): boolean => cell === undefined || cell === null || cell === ''

/** Whether two names say the same in a language that both speak. */
function areCalledAlike(one: Readonly<Record<string, string>>, other: Readonly<Record<string, string>>): boolean {
  return Object.entries(one).some(([language, text]) => text !== '' && other[language]?.trim() === text.trim())
}

const isId = (column: MapColumn | undefined): boolean =>
  (column?.of === 'phase' || column?.of === 'step') && column.field === 'id'

const isGoodId = (cell: TableCell | undefined): boolean => recordId.safeParse(String(cell).trim()).success
