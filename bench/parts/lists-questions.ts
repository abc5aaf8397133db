// What is asked of the lists: random questions with filters, and pages far down. Asks over HTTP as a console would; measures nothing.
import { type OperationInput, type OperationName, requestOf } from '@lotse/protocol'
import { CITIES, FLOWS, NAMES, PLANS, SOURCES } from './lists-data.ts'

/** Where to ask, and with whose token. */
export type Target = { readonly url: string; readonly token: string }

/** A question to a list. */
export type Question = { [N in OperationName]: { readonly name: N; readonly input: OperationInput<N> } }[OperationName]

const below = (count: number) => Math.floor(Math.random() * count)
const oneOf = <T>(values: readonly T[]): T => {
  const value = values[below(values.length)]
  if (value === undefined) throw new Error('nothing to choose from')
  return value
}
const DAY_MS = 86_400_000
const daysAgo = (most: number) => new Date(Date.now() - below(most * DAY_MS)).toISOString()
const flow = () => `flow-${1 + below(FLOWS)}`

type Questions = Readonly<Record<string, () => Question>>
/** Makes up a customer's id. */
type Ids = () => string
// A hundredth of all events belongs to these.
const busy = () => String(1 + below(100))

/** One random question of each sort, by what is asked for. */
export function questionsOf(customers: number): Questions {
  const id = () => String(1 + below(customers))
  return { ...peopleQuestions(id), ...eventQuestions(id), ...workQuestions(id), ...houseQuestions() }
}

function peopleQuestions(id: Ids): Questions {
  return {
    customers: () => ({
      name: 'listCustomers',
      input: { query: { sort: oneOf(['-last', 'last', '-first', 'first']) } },
    }),
    'customers by identity': () => ({ name: 'listCustomers', input: { query: { identity: `userId:u${id()}` } } }),
    'customers by word': () => ({
      name: 'listCustomers',
      input: { query: { find: oneOf([`u${id()}`, `anna.${id()}@shop.example`, 'sommer', id(), 'kiel']) } },
    }),
    'customers by condition': () => ({
      name: 'listCustomers',
      input: { query: { cond: `trait.plan = "${oneOf(PLANS)}" and trait.city = "${oneOf(CITIES)}"` } },
    }),
    'customers by rare condition': () => ({
      name: 'listCustomers',
      input: { query: { cond: `identity.userId = "u${id()}" or trait.city = "Rom"` } },
    }),
    'customers of a flow': () => ({ name: 'listCustomers', input: { query: { flow: flow() } } }),
    'customers of a source': () => ({
      name: 'listCustomers',
      input: { query: { source: String(1 + below(SOURCES)), since: daysAgo(30) } },
    }),
    customer: () => ({ name: 'getCustomer', input: { params: { id: id() } } }),
    timeline: () => ({ name: 'getTimeline', input: { params: { id: id() }, query: {} } }),
    'timeline of a busy customer': () => ({ name: 'getTimeline', input: { params: { id: busy() }, query: {} } }),
    'timeline by name': () => ({
      name: 'getTimeline',
      input: { params: { id: busy() }, query: { name: oneOf(NAMES) } },
    }),
  }
}

function eventQuestions(id: Ids): Questions {
  return {
    events: () => ({ name: 'listEvents', input: { query: {} } }),
    'events by name': () => ({ name: 'listEvents', input: { query: { name: oneOf(NAMES) } } }),
    'events of a time': () => ({ name: 'listEvents', input: { query: { until: daysAgo(300) } } }),
    'events by source and channel': () => ({
      name: 'listEvents',
      input: { query: { source: String(1 + below(SOURCES)), channel: oneOf(['web', 'app']), until: daysAgo(300) } },
    }),
    'events of a customer': () => ({ name: 'listEvents', input: { query: { customer: id() } } }),
    'events by property': () => ({
      name: 'listEvents',
      input: { query: { name: oneOf(NAMES), property: `product_id=P${below(5000)}` } },
    }),
    'event names': () => ({ name: 'listEventNames', input: { query: {} } }),
    'event volumes': () => ({ name: 'getEventVolumes', input: { query: {} } }),
  }
}

function workQuestions(id: Ids): Questions {
  return {
    flows: () => ({ name: 'listFlows', input: { query: {} } }),
    'runs under way': () => ({ name: 'listFlowRuns', input: { params: { id: flow() }, query: {} } }),
    'runs that ended': () => ({ name: 'listFlowRuns', input: { params: { id: flow() }, query: { state: 'ended' } } }),
    'runs by reason': () => ({
      name: 'listFlowRuns',
      input: { params: { id: flow() }, query: { state: 'ended', reason: oneOf(['exit', 'goal']) } },
    }),
    'numbers of a flow': () => ({ name: 'getFlowNumbers', input: { params: { id: flow() }, query: {} } }),
    messages: () => ({ name: 'listMessages', input: { query: {} } }),
    'messages by state': () => ({
      name: 'listMessages',
      input: { query: { state: oneOf(['delivered', 'dead', 'suppressed', 'bounced']) } },
    }),
    'messages of a flow': () => ({
      name: 'listMessages',
      input: { query: { flowId: flow(), channel: oneOf(['email', 'webhook']) } },
    }),
    'messages of a customer': () => ({ name: 'listMessages', input: { query: { customerId: id() } } }),
    'messages of a time': () => ({
      name: 'listMessages',
      input: { query: { until: daysAgo(200), state: oneOf(['delivered', 'dead']) } },
    }),
  }
}

function houseQuestions(): Questions {
  return {
    templates: () => ({ name: 'listTemplates', input: { query: {} } }),
    suppressions: () => ({
      name: 'listSuppressions',
      input: { query: oneOf([{}, { find: `gone.${below(100_000)}@shop.example` }]) },
    }),
    'refused events': () => ({ name: 'listRefusedEvents', input: { query: {} } }),
    'refused events by source': () => ({
      name: 'listRefusedEvents',
      input: { query: { source: String(1 + below(SOURCES)) } },
    }),
    'groups of refused events': () => ({ name: 'groupRefusedEvents', input: {} }),
    'inputs set aside': () => ({ name: 'listSetAsideInputs', input: { query: {} } }),
    audit: () => ({ name: 'listAudit', input: { query: {} } }),
    'audit by operation': () => ({
      name: 'listAudit',
      input: { query: { operation: oneOf(['createFlow', 'publishFlow', 'deleteView']) } },
    }),
    'audit of a member': () => ({ name: 'listAudit', input: { query: { memberId: String(1 + below(300)) } } }),
    sources: () => ({ name: 'listSources', input: { query: {} } }),
    'health of sources': () => ({ name: 'listSourceHealth', input: {} }),
    members: () => ({ name: 'listMembers', input: { query: {} } }),
    views: () => ({ name: 'listViews', input: { query: { screen: 'customers' } } }),
    erasures: () => ({ name: 'listErasures', input: { query: {} } }),
    tokens: () => ({ name: 'listTokens', input: { query: {} } }),
  }
}

/** Lists that are walked down page by page. */
export const DEEP: Readonly<Record<string, Question>> = {
  'customers, deep': { name: 'listCustomers', input: { query: { limit: 200 } } },
  'customers by condition, deep': {
    name: 'listCustomers',
    input: { query: { cond: 'trait.plan = "gold"', limit: 200 } },
  },
  'customers by word, deep': { name: 'listCustomers', input: { query: { find: 'sommer', limit: 200 } } },
  'timeline, deep': { name: 'getTimeline', input: { params: { id: '7' }, query: { limit: 10 } } },
  'events, deep': { name: 'listEvents', input: { query: { limit: 200 } } },
  'events by name, deep': { name: 'listEvents', input: { query: { name: 'Order Completed', limit: 200 } } },
  'messages, deep': { name: 'listMessages', input: { query: { limit: 200 } } },
  'messages by state, deep': { name: 'listMessages', input: { query: { state: 'dead', limit: 200 } } },
  'runs that ended, deep': {
    name: 'listFlowRuns',
    input: { params: { id: 'flow-1' }, query: { state: 'ended', limit: 200 } },
  },
  'refused events, deep': { name: 'listRefusedEvents', input: { query: { limit: 200 } } },
  'audit, deep': { name: 'listAudit', input: { query: { limit: 200 } } },
}

/** What a list answered: how many rows, and where it goes on. */
export type Page = { readonly rows: number; readonly next: string | null }

/**
 * Asks.
 *
 * @param cursor - `next` of the page before.
 * @throws Error where it is not answered with 200.
 */
export async function ask({ url, token }: Target, { name, input }: Question, cursor?: string): Promise<Page> {
  const { path } = requestOf(name, input as never)
  const more = cursor === undefined ? '' : `${path.includes('?') ? '&' : '?'}cursor=${encodeURIComponent(cursor)}`
  const response = await fetch(`${url}${path}${more}`, { headers: { authorization: `Bearer ${token}` } })
  const text = await response.text()
  if (!response.ok) throw new Error(`${path} was answered with ${response.status}: ${text}`)
  const answer: { items?: unknown[]; next?: string | null } = JSON.parse(text)
  return { rows: answer.items?.length ?? 1, next: answer.next ?? null }
}
