// A company with a department, its people and insights, for tests of the screens of insights in a real browser. Only tests use it.
import type { Page } from 'playwright-core'
import { api, type Console, joined } from './console.ts'

const make = (kind: string, id: string, name: string, fields: object = {}) => ({
  do: 'make',
  id,
  kind,
  journey: null,
  fields: { name: { de: name, en: name }, ...fields },
})

/** Insights by id: what they are called, what they concern, and their values. */
export const INSIGHTS = [
  { id: 'tan', name: 'TAN läuft ab', sort: 'painPoint', at: 'checkout', inputs: { difficulty: 2, impact: 4.5 } },
  {
    id: 'filter',
    name: 'Filter gehen verloren',
    sort: 'painPoint',
    at: 'checkout',
    inputs: { difficulty: 4, impact: 3 },
  },
  {
    id: 'label',
    name: 'Rücksendeschein fehlt',
    sort: 'painPoint',
    at: 'parcel',
    inputs: { difficulty: 1.5, impact: 2 },
  },
  { id: 'joy', name: 'Freude über die Bestätigung', sort: 'wow', at: 'parcel', inputs: {} },
] as const

/** The units and members that were made. */
export type Company = { readonly web: string; readonly logistics: string; readonly wanda: Page; readonly vera: Page }

/** Makes it: Wanda works in the web department, Vera reads alone. */
export async function company(lotse: Console, ada: Page): Promise<Company> {
  const unit = async (name: string) =>
    (await api<{ id: string }>(ada, 'POST', '/units', { kind: 'department', name })).id
  const [web, logistics] = [await unit('Produkt & Web'), await unit('Logistik')]
  const things = [make('touchpoint', 'checkout', 'Kasse'), make('touchpoint', 'parcel', 'Paket')]
  await api(ada, 'POST', '/atlas/changes', { id: 'things', edits: things })
  await api(ada, 'PUT', '/atlas/records/checkout/owner', { ownerId: web })
  await api(ada, 'PUT', '/atlas/records/parcel/owner', { ownerId: logistics })
  const edits = INSIGHTS.map(({ id, name, sort, at }) => make('insight', id, name, { sort, concerns: [at] }))
  await api(ada, 'POST', '/atlas/changes', { id: 'insights', edits })
  for (const { id, inputs } of INSIGHTS)
    if (Object.keys(inputs).length > 0) await api(ada, 'PUT', `/insights/${id}/scores`, { version: 0, inputs })
  const person = (name: string, role: string) =>
    joined(lotse, ada, { name, email: `${role}@example.org`, password: 'harbour light at dawn', role })
  const [wanda, vera] = [await person('Wanda Web', 'department'), await person('Vera Sol', 'viewer')]
  const { items } = await api<{ items: { id: string; email: string }[] }>(ada, 'GET', '/members?limit=100')
  const id = items.find(({ email }) => email === 'department@example.org')?.id
  await api(ada, 'PATCH', `/members/${id}`, { unitIds: [web] })
  return { web, logistics, wanda, vera }
}

/** What is done about an insight. */
export async function workOf(page: Page, id: string) {
  const { work } = await api<{
    work: {
      version: number
      status: string
      priority: string | null
      inputs: Record<string, number>
      department: { id: string | null }
    }
  }>(page, 'GET', `/insights/${id}`)
  return work
}
