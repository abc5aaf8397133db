// A company with two departments, a colleague of one of them and insights, as people make it in the console. Only tests use it.
import type { Page } from 'playwright-core'
import { api, type Console, joined, signIn, startConsole, type Way, WITH_ADMIN } from './console.ts'

/** Who decides for the department web. */
export const WANDA = {
  name: 'Wanda Wiese',
  email: 'wanda@example.org',
  password: 'harbour light at dawn',
  role: 'department',
}

const make = (kind: string, id: string, fields: object, journey: string | null = null) => ({
  do: 'make',
  id,
  kind,
  journey,
  fields,
})

/** The server, its admin's page, and the departments. */
export type Stage = { readonly lotse: Console; readonly ada: Page; readonly web: string; readonly logistics: string }

/** Starts it. The touchpoint `checkout` is web's; the journey `buy` has a step at which it stands. */
export async function startStage(env: Readonly<Record<string, string>> = {}): Promise<Stage> {
  const lotse = await startConsole({ ...WITH_ADMIN, ...env })
  const ada = await lotse.open()
  await signIn(ada)
  const unit = async (name: string) =>
    (await api<{ id: string }>(ada, 'POST', '/units', { kind: 'department', name })).id
  const [web, logistics] = [await unit('Produkt & Web'), await unit('Logistik')]
  await change(ada, [make('touchpoint', 'checkout', { name: { de: 'Kasse' } })], web)
  await change(ada, [
    make('journey', 'buy', { name: { de: 'Kaufen' } }),
    make('phase', 'pay', { name: { de: 'Bezahlen' }, order: 'G' }, 'buy'),
    make('step', 'card', { name: { de: 'Karte eingeben' }, phase: 'pay', order: 'G' }, 'buy'),
  ])
  return { lotse, ada, web, logistics }
}

let made = 0

/** Changes what people design. */
export function change(page: Page, edits: readonly object[], ownerId?: string): Promise<unknown> {
  made += 1
  return api(page, 'POST', '/atlas/changes', {
    id: `stage${made}`,
    edits,
    ...(ownerId === undefined ? {} : { ownerId }),
  })
}

/** An insight about the web's checkout at a step of the journey. */
export async function insight(page: Page, id: string, name: string, more: object = {}): Promise<string> {
  await change(page, [
    make('insight', id, { name: { de: name }, sort: 'painPoint', concerns: ['checkout', 'card'], ...more }),
  ])
  return id
}

/** Puts an insight into the backlog of a department. */
export async function submitted(page: Page, id: string, name: string, unitId: string): Promise<string> {
  await insight(page, id, name)
  await api(page, 'PUT', `/insights/${id}/department`, { version: 0, unitId })
  await api(page, 'POST', `/insights/${id}/steps`, { version: 1, step: 'submit' })
  return id
}

/** A colleague who belongs to a unit. */
export async function colleague(
  { lotse, ada }: Stage,
  who: typeof WANDA,
  unitIds: readonly string[],
  way: Way = {},
): Promise<Page> {
  const page = await joined(lotse, ada, who, way)
  const { items } = await api<{ items: { id: string }[] }>(ada, 'GET', `/members?find=${encodeURIComponent(who.email)}`)
  await api(ada, 'PATCH', `/members/${items[0]?.id}`, { unitIds })
  await page.reload()
  return page
}
