// What both Jiras have in common and wherein they differ: addresses, credentials, people, texts, limits. Asks nobody itself.
import type { TicketFault, TicketIdentity, TicketNet, TicketSettings } from '@lotse/core/insights'
import type { TicketAnswer } from '../net/call.ts'
import { retryMsOf } from '../net/reasons.ts'
import { got } from '../net/replies.ts'
import { type TicketWay, ticketWay } from '../net/way.ts'
import { documentOf, textOf } from './adf.ts'
import { type JiraPerson, meShape } from './shapes.ts'

/** Which Jira. */
export type JiraFlavour = 'cloud' | 'dataCenter'

/** `recent`: ids that this connection wrote to, at most 50, which a search is asked to know already. `account`: ours, once asked. */
export type JiraLine = {
  readonly flavour: JiraFlavour
  readonly way: TicketWay
  /** `/rest/api/3` or `/rest/api/2` */
  readonly api: string
  readonly site: string
  readonly settings: TicketSettings
  readonly known: { account: string | null; recent: readonly string[] }
}

const RECENT_MAX = 50

/** A connection; calls nobody yet. */
export function jiraLine(flavour: JiraFlavour, settings: TicketSettings, { exempt }: TicketNet): JiraLine {
  const { baseUrl, secret, options } = settings
  const headers = { authorization: credentials(settings), 'x-atlassian-token': 'no-check' }
  const site = (options['site'] ?? baseUrl).replace(/\/+$/, '')
  const secrets = [secret, headers.authorization.replace(/^\w+ /, '')]
  return {
    flavour,
    way: ticketWay({ baseUrl, headers, secrets, exempt, limitOf }),
    api: flavour === 'cloud' ? '/rest/api/3' : '/rest/api/2',
    site,
    settings,
    known: { account: null, recent: [] },
  }
}

/** With a name: the token of a person; without: a personal access token, or one of OAuth. */
function credentials({ account, secret }: TicketSettings): string {
  return account === null || account === ''
    ? `Bearer ${secret}`
    : `Basic ${Buffer.from(`${account}:${secret}`).toString('base64')}`
}

/** Three limits at once, told apart by `RateLimit-Reason`: a quota stops all of us, a burst this sort of call, one ticket only that ticket. */
function limitOf({ status, headers }: TicketAnswer): (TicketFault & { kind: 'later' }) | null {
  if (status !== 429) return null
  const reason = headers['ratelimit-reason'] ?? ''
  const retryMs = retryMsOf(headers['retry-after']) ?? retryMsOf(headers['x-ratelimit-reset'])
  const scope =
    reason === 'jira-per-issue-on-write' ? 'ticket' : reason === 'jira-burst-based' ? 'endpoint' : 'connection'
  return { kind: 'later', why: `HTTP 429: ${reason === '' ? 'too many calls' : reason}`, retryMs, scope }
}

/** Who we are; the zone is the one that bare times of a search would be read in. */
export async function whoWeAre({ way, api, known }: JiraLine): Promise<TicketIdentity | TicketFault> {
  const me = got(await way.ask({ method: 'GET', path: `${api}/myself`, sort: 'me' }), meShape)
  if (me.kind !== 'got') return me
  const account = idOf(me.value)
  if (account === '') return { kind: 'refused', why: 'answer_not_understood: account' }
  known.account = account
  return { kind: 'ok', account, name: me.value.displayName, zone: me.value.timeZone ?? null }
}

/** Our account, asked once. */
export async function ourAccount(
  line: JiraLine,
): Promise<{ readonly kind: 'account'; readonly id: string } | TicketFault> {
  if (line.known.account !== null) return { kind: 'account', id: line.known.account }
  const me = await whoWeAre(line)
  return me.kind === 'ok' ? { kind: 'account', id: me.account } : me
}

/** The id of a person. */
export const idOf = ({ accountId, name }: JiraPerson): string => accountId ?? name ?? ''

/** A person as a field takes them. */
export const personField = (flavour: JiraFlavour, id: string | null): object | null => {
  if (id === null) return null
  return flavour === 'cloud' ? { accountId: id } : { name: id }
}

/** A text as a field takes it: Cloud wants a document. */
export const textField = (flavour: JiraFlavour, text: string): unknown =>
  flavour === 'cloud' ? documentOf(text) : text

/** A text as it was read. */
export function textIn(flavour: JiraFlavour, given: unknown): { readonly text: string; readonly writable: boolean } {
  if (flavour === 'cloud') return textOf(given)
  return { text: typeof given === 'string' ? given.replace(/\r\n?/g, '\n') : '', writable: true }
}

/** Remembers what we wrote to. */
export function wroteTo({ known }: JiraLine, id: string): void {
  known.recent = [...known.recent.filter((one) => one !== id), id].slice(-RECENT_MAX)
}

/** The address of a ticket. */
export const issuePath = ({ api }: JiraLine, ref: string): string => `${api}/issue/${encodeURIComponent(ref)}`
