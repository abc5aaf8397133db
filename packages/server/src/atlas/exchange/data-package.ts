// The repository for data science: one ZIP of plain tables with a description of every column. Says nothing of any customer or member.
import { type DataCell, type DataTable, dataPackageOf, recordDataTables } from '@lotse/core/atlas'
import { DAY_MS, Problem } from '@lotse/core/base'
import { dayCounts, standingRecords, stepFacts, workFacts } from '../../adapters/store/data-package.ts'
import type { Db } from '../../adapters/store/members.ts'
import { listUnits } from '../../adapters/store/units.ts'
import { csvLines } from '../../base/csv.ts'
import { zipFile } from '../../base/zip.ts'

/** Rows of one table at most. */
const ROWS_MAX = 2_000_000
const DAY_LENGTH = 'YYYY-MM-DD'.length

/**
 * All tables as one ZIP, made at an instant.
 *
 * @throws Problem `request.too_large`.
 */
export async function dataPackageFile(db: Db, workspaceId: number, now: number): Promise<Buffer> {
  const records = await standingRecords(db, workspaceId, ROWS_MAX + 1)
  const others = [await unitTable(db, workspaceId), await countTable(db, workspaceId), await workTable(db, workspaceId)]
  const tables = [...recordDataTables(records), ...others, await stepTable(db, workspaceId)]
  if (tables.some(({ rows }) => rows.length > ROWS_MAX))
    throw new Problem('request.too_large', { detail: `More than ${ROWS_MAX} rows in a table` })
  const about = dataPackageOf('lotse', new Date(now).toISOString(), tables)
  const described = { name: 'datapackage.json', bytes: Buffer.from(`${JSON.stringify(about, null, 2)}\n`) }
  return zipFile([described, ...tables.map((table) => ({ name: `${table.name}.csv`, bytes: csvOf(table) }))])
}

function csvOf({ columns, rows }: DataTable): Buffer {
  const line = csvLines({ language: 'en', zone: 'UTC' })
  return Buffer.from([columns.map(({ name }) => name), ...rows].map((cells) => line(cells)).join(''))
}

async function unitTable(db: Db, workspaceId: number): Promise<DataTable> {
  const units = await listUnits(db, workspaceId)
  return {
    name: 'unit',
    about: 'departments, teams and regions',
    key: ['id'],
    columns: [
      { name: 'id', type: 'integer' },
      { name: 'kind', type: 'string' },
      { name: 'name', type: 'string' },
      { name: 'parent', type: 'integer', refers: ['unit', 'id'] },
    ],
    rows: units.map(({ id, kind, name, parentId }) => [id, kind, name, parentId]),
  }
}

async function countTable(db: Db, workspaceId: number): Promise<DataTable> {
  const counts = await dayCounts(db, workspaceId, ROWS_MAX + 1)
  return {
    name: 'journey_count',
    about: 'what runs of customers count for, by edition, day (UTC), step and channel',
    key: ['journey', 'edition', 'segment', 'day', 'what', 'step', 'next', 'channel', 'rung'],
    columns: [
      { name: 'journey', type: 'string', refers: ['record_journey', 'id'] },
      { name: 'edition', type: 'integer' },
      { name: 'segment', type: 'integer', about: 'number in the edition; 0: everybody' },
      { name: 'day', type: 'string', about: 'YYYY-MM-DD; empty: how it stands now' },
      { name: 'what', type: 'string', about: 'reached, left, completed, dropped, took, ... see the documentation' },
      { name: 'step', type: 'string' },
      { name: 'next', type: 'string', about: 'of left: the step it led to' },
      { name: 'channel', type: 'string' },
      {
        name: 'rung',
        type: 'integer',
        about: 'of times: the rung of a ladder, each a tenth longer than the one below; of answers: hundredths',
      },
      { name: 'count', type: 'integer' },
    ],
    rows: counts.map(({ journey, edition, segment, day, what, step, next, channel, rung, count }) => [
      ...[journey, edition, segment, day === 0 ? '' : new Date(day * DAY_MS).toISOString().slice(0, DAY_LENGTH)],
      ...[what, step, next, channel, rung, count],
    ]),
  }
}

async function workTable(db: Db, workspaceId: number): Promise<DataTable> {
  const works = await workFacts(db, workspaceId)
  return {
    name: 'insight_work',
    about: 'how insights stand',
    key: ['insight'],
    columns: [
      { name: 'insight', type: 'string', refers: ['record_insight', 'id'] },
      { name: 'status', type: 'string' },
      { name: 'since', type: 'datetime' },
      { name: 'priority', type: 'string' },
      { name: 'department', type: 'integer', about: 'that was named to be in charge', refers: ['unit', 'id'] },
      { name: 'inputs', type: 'object', about: 'values on scales, by their keys' },
      { name: 'escalated', type: 'boolean' },
      { name: 'evidence', type: 'integer', about: 'how many pieces of evidence stand' },
    ],
    rows: works.map(({ insight, status, since, priority, department, inputs, escalated, evidence }): DataCell[] => [
      ...[insight, status, new Date(since), priority, department],
      ...[JSON.stringify(inputs), escalated, evidence],
    ]),
  }
}

async function stepTable(db: Db, workspaceId: number): Promise<DataTable> {
  const steps = await stepFacts(db, workspaceId, ROWS_MAX + 1)
  return {
    name: 'insight_step',
    about: 'every change of what is done about insights, for the time that each state took',
    key: ['insight', 'version'],
    columns: [
      { name: 'insight', type: 'string', refers: ['record_insight', 'id'] },
      { name: 'version', type: 'integer' },
      { name: 'at', type: 'datetime' },
      { name: 'what', type: 'string' },
      { name: 'step', type: 'string' },
      { name: 'before', type: 'string', about: 'the state before' },
    ],
    rows: steps.map(({ insight, version, at, what, step, before }) => [
      insight,
      version,
      new Date(at),
      what,
      step,
      before,
    ]),
  }
}
