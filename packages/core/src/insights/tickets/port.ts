// What tickets need of a ticket system: one shape that all adapters have. What the other side says is a value, never thrown; a thrown error is our bug.
import type { TicketCategory } from '@lotse/protocol'
import type { Instant } from '../../base/index.ts'

/**
 * What a system can do. `webhooks`: it calls us. `transitions`: a status is reached only by ways of a workflow. `marker`: a ticket can be found by the marker
 * that it was created with, so that a creation whose answer was lost is never done twice. `deletes`: it tells what was deleted.
 */
export type TicketCapabilities = {
  readonly webhooks: boolean
  readonly poll: boolean
  readonly transitions: boolean
  readonly comments: boolean
  readonly deletes: boolean
  readonly marker: boolean
}

/**
 * Why something could not be done. `later`: try again, after `retryMs` where the system said so; `scope`: what is to wait: all of the connection (a quota, it is down),
 * calls of this sort, or this ticket alone. `unauthorised`: the credentials are wrong or over: a person has to act. `refused`: asking again changes nothing; `why` is
 * the system's own reason, without credentials, at most 300 characters.
 */
export type TicketFault =
  | {
      readonly kind: 'later'
      readonly why: string
      readonly retryMs: number | null
      readonly scope: 'connection' | 'endpoint' | 'ticket'
    }
  | { readonly kind: 'unauthorised'; readonly why: string }
  | { readonly kind: 'refused'; readonly why: string }

/** Who we are there. `account`: the id that authors of changes are compared with. `zone`: IANA, in which the system reads bare times. */
export type TicketIdentity = {
  readonly kind: 'ok'
  readonly account: string
  readonly name: string
  readonly zone: string | null
}

/** A thing of the system with the name that people know it by. */
export type Named = { readonly id: string; readonly name: string }

/** A status. The same name can stand in several projects with other ids. */
export type RemoteStatus = Named & { readonly category: TicketCategory }

/** A kind of ticket of a project, with fields that it cannot be created without besides title and description. */
export type RemoteKind = Named & { readonly required: readonly Named[] }

/** A project. `id`: what `create` takes. */
export type RemoteProject = Named & { readonly kinds: readonly RemoteKind[] }

/** What there is to map. Bounded: at most 500 projects; `whole`: whether these are all. */
export type TicketCatalog = {
  readonly kind: 'ok'
  readonly projects: readonly RemoteProject[]
  readonly statuses: readonly RemoteStatus[]
  readonly priorities: readonly Named[]
  readonly whole: boolean
}

/**
 * A ticket that is to be. `marker`: `lotse-` and 26 characters of a–z and 2–7; the adapter puts it where `findByMarker` finds it. `description`: plain text with
 * empty lines between paragraphs. `priority`: the system's id. `backLink`: the address of the insight. `fields`: required ones by id.
 */
export type TicketIntent = {
  readonly marker: string
  readonly project: string
  readonly ticketKind: string | null
  readonly title: string
  readonly description: string
  readonly priority: string | null
  readonly backLink: string | null
  readonly fields: Readonly<Record<string, string>>
}

/** A ticket by what `read` takes (`ref`: the most stable id there is), by what people call it, and where it is looked at. */
export type TicketRef = { readonly ref: string; readonly key: string; readonly url: string }

/** What became of a creation. `unknown`: it may have been done: nothing is sent again before the marker was searched for. */
export type Creation =
  | ({ readonly kind: 'created' } & TicketRef)
  | { readonly kind: 'unknown'; readonly why: string }
  | TicketFault

/** What a search by marker found. `none` is to be said only where the index would know a ticket created 10 s ago; else `later`. */
export type MarkerSearch = ({ readonly kind: 'found' } & TicketRef) | { readonly kind: 'none' } | TicketFault

/** Who a ticket is with. */
export type RemotePerson = Named

/**
 * A ticket as it stands. `updatedAt`, `statusSince`, `createdAt`: the system's own times; `statusSince` null: it does not say. `touched`: whether anybody but us did
 * anything to it since it was created (a comment, a change); null: not known. `lastAuthor`: account of who made the last change. `textWritable`: false where the
 * description holds what we cannot write back.
 */
export type RemoteTicket = TicketRef & {
  readonly kind: 'ticket'
  readonly project: string
  readonly title: string
  readonly description: string
  readonly textWritable: boolean
  readonly status: RemoteStatus
  readonly assignee: RemotePerson | null
  readonly priority: string | null
  readonly createdAt: Instant
  readonly updatedAt: Instant
  readonly statusSince: Instant | null
  readonly lastAuthor: string | null
  readonly touched: boolean | null
}

/** What reading one ticket gave. `gone`: it does not exist; where a system answers the same for no right, `forbidden` only if it can be told. */
export type TicketReading = RemoteTicket | { readonly kind: 'gone' } | { readonly kind: 'forbidden' } | TicketFault

/** Answers to several refs. A ref that is not in the map was not read this time. `fault`: why the rest was not. */
export type TicketReadings = {
  readonly tickets: ReadonlyMap<string, TicketReading>
  readonly fault: TicketFault | null
}

/** Tickets that changed. `next`: the cursor from which to go on, also where nothing came. `more`: there is more at once. */
export type TicketChanges =
  | {
      readonly kind: 'ok'
      readonly changed: readonly { readonly ref: string; readonly updatedAt: Instant | null }[]
      readonly next: string
      readonly more: boolean
    }
  | TicketFault

/** Fields to write; what is left out stays. `assignee`: the system's id; null: nobody. */
export type TicketWrite = {
  readonly title?: string
  readonly description?: string
  readonly assignee?: string | null
  readonly priority?: string | null
}

/** What became of a write. `conflict`: somebody was faster: read again. `unknown`: it may have been done: read back. */
export type Writing =
  | { readonly kind: 'done' }
  | { readonly kind: 'conflict' }
  | { readonly kind: 'unknown'; readonly why: string }
  | TicketFault

/** What became of a transition. `noPath`: the workflow leads nowhere near; `allowed`: where it leads from here. `needs`: fields that the way asks for. */
export type Transition =
  | Writing
  | { readonly kind: 'noPath'; readonly allowed: readonly Named[] }
  | { readonly kind: 'needs'; readonly fields: readonly Named[] }

/** What a call of the system tells: only which tickets to read again, never what they hold. `dedupeKey`: the same over its retries. */
export type TicketHint =
  | { readonly kind: 'hint'; readonly refs: readonly string[]; readonly dedupeKey: string }
  | { readonly kind: 'refused'; readonly why: string }

/** A connection to one ticket system. */
export type TicketSystem = {
  readonly capabilities: TicketCapabilities
  /** Who we are there, or why we are nobody. */
  check(): Promise<TicketIdentity | TicketFault>
  /** What there is to map. */
  describe(): Promise<TicketCatalog | TicketFault>
  /** Opens a ticket, once: whoever calls has searched for the marker before any second try. */
  create(intent: TicketIntent): Promise<Creation>
  findByMarker(marker: string): Promise<MarkerSearch>
  /** Reads tickets, at most 50. */
  read(refs: readonly string[]): Promise<TicketReadings>
  /** What changed since a cursor, less an overlap; null: since now less the overlap. Telling a ticket twice does no harm. */
  changesSince(cursor: string | null, overlapMs: number): Promise<TicketChanges>
  write(ref: string, fields: TicketWrite): Promise<Writing>
  /** Brings a ticket to a status, over as many steps as the workflow asks for. */
  transition(ref: string, statusId: string): Promise<Transition>
  comment(ref: string, text: string): Promise<Writing>
  /** Reads a call. `headers`: names in lower case; `rawBody`: as it was sent. */
  parseHook(headers: Readonly<Record<string, string | undefined>>, rawBody: string): TicketHint
  /** Puts the insight's address at the ticket; the same address twice stands there once. */
  linkBack(ref: string, url: string): Promise<Writing>
  close(): Promise<void>
}

/**
 * What a connection is made of. `account`: name or e-mail that goes with the secret, where the system asks for one. `options`: what a kind of system has besides
 * (e.g. `owner` and `repo`, JSON of a generic one). `projects`: to which `changesSince` is narrowed.
 */
export type TicketSettings = {
  readonly baseUrl: string
  readonly account: string | null
  readonly secret: string
  readonly hookSecret: string | null
  readonly projects: readonly string[]
  readonly options: Readonly<Record<string, string>>
}

/** `exempt`: addresses that may be called although they are not public. */
export type TicketNet = { readonly exempt: readonly string[] }

/** Makes a connection; calls nobody yet. */
export type OpenTicketSystem = (settings: TicketSettings, net: TicketNet) => TicketSystem
