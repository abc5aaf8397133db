// Lists of customers: found, counted, written to a file. What is looked for is decided in search.ts, how a customer looks in the presenter.
import { parseCondition } from '@lotse/core/base'
import type { CustomerSummary, Json } from '@lotse/protocol'
import {
  consentStatesOf,
  customerByIdentity,
  flowsUnderWay,
  identitiesOf,
  lastEventsOf,
  statesOf,
} from '../adapters/store/customers.ts'
import type { Db } from '../adapters/store/members.ts'
import { type Caller, refuseAction } from '../base/auth.ts'
import { cursorOf, type Page, positionOf } from '../base/cursor.ts'
import { type Column, DOWNLOAD_PAGE, download } from '../base/download.ts'
import { type Api, read } from '../base/operation.ts'
import type { World } from '../base/world.ts'
import { toldName } from './called.ts'
import { type ListedRows, showSummary } from './customer-presenter.ts'
import { asksHidden } from './masking.ts'
import { countPiece, type Filters, findPage, questOf } from './search.ts'
import { createVocabularies } from './vocabulary.ts'

/** Registers the operations. */
export function customerListRoutes(api: Api): void {
  read(api, 'listCustomers', async ({ world, db, caller, query: { identity, ...asked } }) => {
    refuseGuessing(caller, { ...asked, identity })
    if (identity !== undefined) return { items: await withIdentity(db, caller.workspaceId, identity), next: null }
    return listPage(world, caller.workspaceId, asked)
  })

  download(api, 'exportCustomers', async ({ world, caller, query }) => {
    refuseGuessing(caller, query)
    const page = (cursor: string | undefined) =>
      listPage(world, caller.workspaceId, { ...query, cursor, limit: DOWNLOAD_PAGE })
    return { file: 'customers', columns, page }
  })

  read(api, 'countCustomers', async ({ world, caller, query: { cursor, ...filters } }) => {
    refuseGuessing(caller, filters)
    const quest = await questOf(world, caller.workspaceId, filters)
    const { next, ...counted } = await countPiece(quest, positionOf(cursor, 'number', 'number', 'number', 'number'))
    return { ...counted, next: next && cursorOf(next) }
  })

  const vocabularies = createVocabularies(api.world)
  read(api, 'getVocabulary', ({ caller }) => vocabularies.of(caller.workspaceId))
}

/** Whoever sees masks must not try out what stands behind them. */
function refuseGuessing(
  caller: Caller,
  { find, cond, identity }: Filters & { readonly identity?: string | undefined },
) {
  const guesses =
    find !== undefined || identity !== undefined || (cond !== undefined && asksHidden(parseCondition(cond)))
  if (guesses) refuseAction(caller, 'personal.read')
}

type Asked = Filters & {
  readonly sort: 'last' | '-last' | 'first' | '-first'
  readonly cursor?: string | undefined
  readonly limit: number
}

async function listPage(
  world: World,
  workspaceId: number,
  { sort, cursor, limit, ...filters }: Asked,
): Promise<Page<CustomerSummary>> {
  const quest = await questOf(world, workspaceId, filters)
  const { rows, next } = await findPage(quest, { sort, after: positionOf(cursor, 'number', 'number'), limit })
  const states = new Map(rows.map(({ id, state }) => [id, state]))
  const listed = await listedRows(world.db, workspaceId, states)
  return { items: listed.map(showSummary), next: next ? cursorOf(next) : null }
}

async function withIdentity(db: Db, workspaceId: number, identity: string): Promise<CustomerSummary[]> {
  const colon = identity.indexOf(':')
  const kind = identity.slice(0, colon)
  const id = await customerByIdentity(db, workspaceId, { kind, values: formsOf(kind, identity.slice(colon + 1)) })
  if (id === undefined) return []
  const state = (await statesOf(db, workspaceId, [id])).get(id)
  return (await listedRows(db, workspaceId, new Map([[id, state]]))).map(showSummary)
}

/** The value as written, and in the form in which identifiers of its kind are kept. */
function formsOf(kind: string, value: string): string[] {
  const text = value.trim().normalize('NFC')
  if (kind === 'email') return [...new Set([text.toLowerCase(), value])]
  if (kind === 'phone') return [...new Set([text.replace(/[\s()/.-]/g, ''), value])]
  return [...new Set([text, value])]
}

/** Everything that a list tells of customers, by their states. */
async function listedRows(
  db: Db,
  workspaceId: number,
  states: ReadonlyMap<number, string | undefined>,
): Promise<ListedRows[]> {
  const ids = [...states.keys()]
  const [identities, last, flows, consents] = await Promise.all([
    identitiesOf(db, workspaceId, ids),
    lastEventsOf(db, workspaceId, ids),
    flowsUnderWay(db, workspaceId, ids),
    consentStatesOf(db, workspaceId, ids),
  ])
  const identitiesBy = byCustomer(identities)
  const flowsBy = byCustomer(flows)
  const consentsBy = byCustomer(consents)
  return [...states].map(([id, state]) => ({
    id,
    state,
    identities: identitiesBy.get(id) ?? [],
    last: last.get(id),
    flows: flowsBy.get(id) ?? [],
    consents: consentsBy.get(id) ?? [],
  }))
}

function byCustomer<R extends { readonly customer_id: number }>(rows: readonly R[]): Map<number, R[]> {
  const groups = new Map<number, R[]>()
  for (const row of rows) {
    const group = groups.get(row.customer_id)
    if (group) group.push(row)
    else groups.set(row.customer_id, [row])
  }
  return groups
}

const textOf = (value: Json | undefined): string | null =>
  value === undefined || value === null ? null : typeof value === 'string' ? value : JSON.stringify(value)

const columns: readonly Column<CustomerSummary>[] = [
  { de: 'Nr.', en: 'No.', of: ({ id }) => id },
  {
    de: 'Kennungen',
    en: 'Identities',
    of: ({ identities }) => identities.map(({ kind, value }) => `${kind}: ${value}`).join('\n'),
  },
  { de: 'Name', en: 'Name', of: ({ traits }) => toldName((trait) => traits[trait]) },
  { de: 'E-Mail', en: 'E-mail', of: ({ traits }) => textOf(traits['email']) },
  { de: 'Zuerst gesehen', en: 'First seen', of: ({ firstSeenAt }) => instantCell(firstSeenAt) },
  { de: 'Zuletzt gesehen', en: 'Last seen', of: ({ lastSeenAt }) => instantCell(lastSeenAt) },
  { de: 'Letztes Ereignis', en: 'Last event', of: ({ lastEvent }) => lastEvent?.name ?? null },
  { de: 'Orchestrierungen', en: 'Flows', of: ({ flows }) => flows.map(({ name }) => name).join('\n') },
  {
    de: 'Einwilligungen',
    en: 'Consents',
    of: ({ consents }) => consents.map(({ channel, topic, state }) => `${channel}/${topic}: ${state}`).join('\n'),
  },
  { de: 'Merkmale', en: 'Traits', of: ({ traits }) => JSON.stringify(traits) },
]

const instantCell = (text: string | null): Date | null => (text === null ? null : new Date(text))
