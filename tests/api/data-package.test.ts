// The repository for data science: tables that fit their description, and nothing of customers in them.

import { requestOf } from '@lotse/protocol'
import { parse } from 'csv-parse/sync'
import { unzipSync } from 'fflate'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { House } from './house.ts'

type Field = { readonly name: string; readonly type: string }
type Resource = {
  readonly name: string
  readonly path: string
  readonly schema: {
    readonly fields: readonly Field[]
    readonly primaryKey: readonly string[]
    readonly foreignKeys: readonly {
      readonly fields: [string]
      readonly reference: { readonly resource: string; readonly fields: [string] }
    }[]
  }
}

let house: House
let files: Record<string, string>
let resources: readonly Resource[]
const rowsOf = (name: string): Record<string, string>[] => parse(files[`${name}.csv`] ?? '', { columns: true })

beforeAll(async () => {
  house = await House.build()
  const name = (text: string) => ({ name: { de: text, en: `the ${text}` } })
  const edits = [
    ['journey', 'buy', null, name('Kaufen')],
    ['phase', 'p', 'buy', { ...name('Kauf'), order: 'V' }],
    ['step', 'look', 'buy', { ...name('=Ansehen'), phase: 'p', order: 'G', binding: { on: [{ event: 'Seen' }] } }],
    [
      'step',
      'pay',
      'buy',
      { ...name('Zahlen, "bar"'), phase: 'p', order: 'V', end: true, binding: { on: [{ event: 'Paid' }] } },
    ],
    ['channel', 'web', null, name('Netz')],
    ['touchpoint', 'shop', null, { ...name('Laden'), channels: ['web'], state: 'live' }],
    ['insight', 'slow', null, { ...name('Zu langsam'), sort: 'painPoint', concerns: ['pay'] }],
  ] as const
  for (const [kind, id, journey, fields] of edits)
    await house.ok('changeAtlas', {
      body: { id: `make-${id}`, edits: [{ do: 'make', id, kind, journey, fields: { ...fields } }] },
    })
  await house.ok('moveInsight', { params: { id: 'slow' }, body: { version: 0, step: 'submit' } })
  const reply = await house.app.inject({
    method: 'GET',
    url: requestOf('exportDataPackage', {}).path,
    headers: house.as('viewer'),
  })
  expect([reply.statusCode, reply.headers['content-type']]).toEqual([200, 'application/zip'])
  files = Object.fromEntries(
    Object.entries(unzipSync(reply.rawPayload)).map(([file, bytes]) => [file, Buffer.from(bytes).toString()]),
  )
  resources = JSON.parse(files['datapackage.json'] ?? '{}').resources
}, 60_000)
afterAll(() => house?.close())

test('[R1.36] the repository leaves for data science as tables that fit their description to the letter', () => {
  expect(Object.keys(files).toSorted()).toEqual(['datapackage.json', ...resources.map(({ path }) => path)].toSorted())
  expect(resources.map(({ name }) => name)).toEqual(
    expect.arrayContaining([
      'record_journey',
      'record_step',
      'record_touchpoint',
      'record_insight',
      'unit',
      'journey_count',
      'insight_work',
      'insight_step',
    ]),
  )
  for (const { name, schema } of resources) {
    const rows = rowsOf(name)
    const [heads = ''] = (files[`${name}.csv`] ?? '').split('\r\n')
    expect(heads.split(','), name).toEqual(schema.fields.map((field) => field.name))
    const keys = rows.map((one) => schema.primaryKey.map((column) => one[column]).join(' '))
    expect(new Set(keys).size, name).toBe(rows.length)
    for (const { fields, reference } of schema.foreignKeys) {
      const known = new Set(rowsOf(reference.resource).map((one) => one[reference.fields[0]]))
      for (const one of rows) if (one[fields[0]] !== '') expect(known, `${name}.${fields[0]}`).toContain(one[fields[0]])
    }
    for (const field of schema.fields.filter(({ type }) => type === 'array' || type === 'object'))
      for (const one of rows) if (one[field.name] !== '') expect(() => JSON.parse(one[field.name] ?? '')).not.toThrow()
  }
})

test('[R1.36] texts, links and the work on insights come out as they are', () => {
  expect(rowsOf('record_step').map((one) => one['name_de'])).toEqual(["'=Ansehen", 'Zahlen, "bar"'])
  expect(rowsOf('record_step')[1]).toMatchObject({ id: 'pay', journey: 'buy', phase: 'p', end: 'yes' })
  expect(JSON.parse(rowsOf('record_touchpoint')[0]?.['channels'] ?? '')).toEqual(['web'])
  expect(rowsOf('insight_work')).toMatchObject([{ insight: 'slow', status: 'backlog', escalated: 'no', evidence: '0' }])
  expect(rowsOf('insight_step')).toMatchObject([{ insight: 'slow', version: '1', before: 'new', step: 'submit' }])
})

test('one of another workspace holds nothing of ours', async () => {
  const reply = await house.app.inject({ method: 'GET', url: '/api/v1/data-package', headers: house.as('foreign') })
  const others = Object.values(unzipSync(reply.rawPayload)).map((bytes) => Buffer.from(bytes).toString())
  expect(others.join('')).not.toContain('Laden')
})
