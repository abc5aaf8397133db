// The accounting: compares what was sent, and what the mail server got, with what stands in the database. Reads only.
import type { ClientBase } from 'pg'
import { countEvents, countOutside, countPeople } from './account-events.ts'
import { countMails } from './account-mails.ts'
import { countReplay } from './account-replay.ts'
import { countFlows, countOrders } from './account-runs.ts'
import type { Figure, Known, Line } from './promises.ts'

export type Account = { readonly lines: readonly Line[]; readonly figures: readonly Figure[] }

const SHOWN = 5

/** Counts everything. The server must be at rest. */
export async function accountOf(client: ClientBase, known: Known): Promise<Account> {
  const mails = await countMails(client, known)
  const lines = [
    ...(await countEvents(client, known)),
    await countPeople(client, known),
    await countOrders(client, known),
    ...(await countFlows(client)),
    ...mails.lines,
    ...(await countOutside(client)),
    ...(await countReplay(client)),
  ]
  return { lines, figures: mails.figures }
}

/** Whether every promise was kept. */
export function isWhole({ lines }: Account): boolean {
  return lines.every(({ broken, checked }) => broken.length === 0 && checked > 0)
}

/** The table for people. */
export function tableOf({ lines, figures }: Account): string {
  const width = Math.max(...lines.map(({ promise }) => promise.length))
  const rows = lines.flatMap(({ promise, checked, broken }) => [
    `  ${promise.padEnd(width)}  ${String(checked).padStart(8)}  ${broken.length === 0 && checked > 0 ? 'kept' : `BROKEN ${broken.length}`}`,
    ...broken.slice(0, SHOWN).map((one) => `      ${one}`),
  ])
  const facts = figures.map(({ name, count }) => `  ${name}: ${count}`)
  return [`  ${'promise'.padEnd(width)}  ${'checked'.padStart(8)}`, ...rows, '', ...facts].join('\n')
}
