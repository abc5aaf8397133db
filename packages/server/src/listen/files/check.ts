// Looks at an uploaded file without importing it: its first rows, a mapping for them, and what would be wrong. Changes nothing.
import { type FileRecord, guessMapping } from '@lotse/core/listen'
import type {
  FileReading,
  ImportCheck,
  JsonObject,
  Mapping,
  OperationAnswer,
  RecordFault,
  RecordTried,
} from '@lotse/protocol'
import type { World } from '../../base/world.ts'
import type { Sender } from '../sources.ts'
import { type StoredFile, storedRecords } from './content.ts'
import { judgeRecord, readRecord } from './judge.ts'

const PREVIEWED = 8
/** Records that are looked at to guess how values are written. */
const GUESSED_BY = 200
const FAULTS_MAX = 50
const CHECK_MS = 5000
const CELL_LENGTH_MAX = 200
const COLUMNS_MAX = 200

/** What records are judged with. `zone`: of the workspace. */
export type Judging = { readonly sender: Sender; readonly zone: string; readonly now: number }

/** The first rows of a file with a mapping for them. @param remembered - the mapping of its source. */
export async function preview(
  world: Pick<World, 'db'>,
  file: StoredFile,
  remembered: Mapping | null,
): Promise<OperationAnswer<'previewImport'>> {
  const records: FileRecord[] = []
  for await (const read of storedRecords(world, file)) {
    if ('record' in read) records.push(read.record)
    if (records.length >= GUESSED_BY) break
  }
  const columns = columnsOf(records)
  const first = records.slice(0, PREVIEWED)
  const fits = remembered !== null && namesColumns(remembered, columns)
  return {
    reading: file.reading,
    columns,
    rows: first.map((record) => columns.map((column) => cellOf(valueAt(record, column)))),
    records: first.map((record) => record as JsonObject),
    mapping: fits
      ? remembered
      : guessMapping(
          columns,
          records.map((record) => flat(record, columns)),
        ),
    remembered: fits,
  }
}

/** Headings of a table; of JSON the paths of its values, as far as they are no lists. */
function columnsOf(records: readonly FileRecord[]): string[] {
  const columns = new Set<string>()
  for (const record of records) for (const path of pathsIn(record, '', 0)) columns.add(path)
  return [...columns].slice(0, COLUMNS_MAX)
}

const DEPTH_MAX = 4

function pathsIn(record: object, above: string, depth: number): string[] {
  return Object.entries(record).flatMap(([name, value]: [string, unknown]) => {
    const path = above + name
    const isDeeper = typeof value === 'object' && value !== null && !Array.isArray(value) && depth < DEPTH_MAX
    return isDeeper ? pathsIn(value, `${path}.`, depth + 1) : [path]
  })
}

function valueAt(record: FileRecord, path: string): unknown {
  if (Object.hasOwn(record, path)) return record[path]
  return path.split('.').reduce<unknown>((at, step) => (isMembers(at) ? at[step] : undefined), record)
}

function isMembers(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null
}

const flat = (record: FileRecord, columns: readonly string[]): FileRecord =>
  Object.fromEntries(columns.map((column) => [column, valueAt(record, column)]))

function cellOf(value: unknown): string {
  if (value === undefined || value === null) return ''
  const text = typeof value === 'string' ? value : JSON.stringify(value)
  return text.length > CELL_LENGTH_MAX ? `${text.slice(0, CELL_LENGTH_MAX)}…` : text
}

/** Whether a remembered mapping was made for such a file: it names at least one of its columns by which somebody is known. */
function namesColumns({ userId, anonymousId, email, phone, event }: Mapping, columns: readonly string[]): boolean {
  const named = [userId, anonymousId, email, phone, event].flatMap((field) =>
    typeof field === 'string' ? [field] : field && 'column' in field ? [field.column] : [],
  )
  return named.length > 0 && named.every((column) => columns.includes(column))
}

/**
 * Judges the records of a file as an import would.
 *
 * @returns after some seconds what it has seen by then.
 */
export async function checkFile(
  world: Pick<World, 'db'>,
  file: StoredFile & { readonly mapping: Mapping },
  judging: Judging,
): Promise<ImportCheck> {
  const until = performance.now() + CHECK_MS
  const faults: RecordFault[] = []
  let [checked, bad] = [0, 0]
  for await (const read of storedRecords(world, file)) {
    if (performance.now() > until) return { checked, complete: false, good: checked - bad, bad, faults }
    checked += 1
    const fault = 'fault' in read ? unreadable(read.fault) : faultOf(read.record, file.mapping, judging)
    if (fault === undefined) continue
    bad += 1
    if (faults.length < FAULTS_MAX) faults.push({ row: read.number, ...fault })
  }
  return { checked, complete: true, good: checked - bad, bad, faults }
}

const unreadable = (detail: string) => ({ code: 'listen.event_invalid', field: '', detail })

type Fault = Omit<RecordFault, 'row'>

function faultOf(record: FileRecord, mapping: Mapping, { sender, zone, now }: Judging): Fault | undefined {
  const reading = { mapping, asMessages: false, zone }
  const judged = judgeRecord(record, reading, { ...sender, origin: 'import', arrived: now, key: 'check' })
  return judged.ok ? undefined : judged.fault
}

/** What a record becomes, for people to look at. */
export function tryRecord(record: unknown, mapping: Mapping, judging: Judging): RecordTried {
  if (!isMembers(record) || Array.isArray(record)) return { messages: [], fault: unreadable('the record is no object') }
  const messages = readRecord(record, { mapping, asMessages: false, zone: judging.zone })
  return {
    messages: messages.map((message) => message as JsonObject),
    fault: faultOf(record, mapping, judging) ?? null,
  }
}

/** How a file is read: as it was said, else as it seemed. */
export function readingOf(
  seemed: FileReading,
  said: {
    readonly encoding?: FileReading['encoding'] | undefined
    readonly delimiter?: FileReading['delimiter'] | undefined
  },
): FileReading {
  return { encoding: said.encoding ?? seemed.encoding, delimiter: said.delimiter ?? seemed.delimiter }
}
