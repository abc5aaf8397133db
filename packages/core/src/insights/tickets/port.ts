// What a ticket system must offer so that insights and tickets can be kept the same. Adapters in the server implement it; rules use only this.
import type { Instant } from '../../base/index.ts'

/** What a ticket has in common with an insight. */
export type TicketField = 'title' | 'description' | 'status' | 'assignee' | 'priority'

/** Where a status stands in every system, whatever its name. */
export type StatusCategory = 'new' | 'inProgress' | 'done'

/** What a system can do; what it cannot is not asked of it. */
export type TicketCapabilities = {
  /** Tells of changes by itself. Polling goes on all the same. */
  readonly hooks: boolean
  readonly comments: boolean
  /** Status is changed by steps of a workflow, so that a target may be out of reach. */
  readonly transitions: boolean
  /** Fields that can be written. */
  readonly writes: readonly TicketField[]
  /** Finds a ticket by the intent that made it, at once; where not, an index lags by up to so many ms. */
  readonly findLagMs: number
}

export type RemoteStatus = { readonly id: string; readonly name: string; readonly category: StatusCategory | null }
export type RemotePerson = { readonly id: string; readonly name: string }
export type RemoteChoice = { readonly id: string; readonly name: string }

/** A ticket as the other side has it. Text is plain text with `\n`. */
export type RemoteTicket = {
  /** Stays the same when the ticket is moved; what links hold. */
  readonly id: string
  /** What people call it: `CX-7`, `#12`. */
  readonly key: string
  readonly url: string
  readonly title: string
  readonly description: string
  /** False when the description holds what we would destroy by writing it back. */
  readonly descriptionWritable: boolean
  readonly status: RemoteStatus
  readonly assignee: RemotePerson | null
  readonly priority: RemoteChoice | null
  readonly createdAt: Instant
  readonly updatedAt: Instant
  /** From the other side's own history; null where it keeps none. */
  readonly statusSince: Instant | null
  /** Who changed it last, as the other side names accounts; null where it does not say. */
  readonly changedBy: string | null
}

export type RemoteComment = {
  readonly id: string
  readonly by: RemotePerson
  readonly text: string
  readonly at: Instant
  /** The marker of the comment that we wrote, else null. */
  readonly marker: string | null
}

/** What a ticket is made from. `intent` is stored before and found again in the ticket, so that none is made twice. */
export type TicketIntent = {
  readonly intent: string
  readonly title: string
  readonly description: string
  /** Leads back to the insight. */
  readonly backUrl: string
  readonly priority: string | null
}

/** What the other side says of itself, for mapping and for its health. */
export type TicketSystemState = {
  /** Our own account there, for the guard against loops. */
  readonly account: RemotePerson
  /** IANA name, where the other side reads times in the account's zone; else null. */
  readonly timeZone: string | null
  readonly statuses: readonly RemoteStatus[]
  readonly priorities: readonly RemoteChoice[]
  readonly projects: readonly RemoteChoice[]
  readonly kinds: readonly RemoteChoice[]
  /** When the credentials end, where the other side says so. */
  readonly expiresAt: Instant | null
}

/** Why a ticket cannot be read any more. */
export type GoneWhy = 'deleted' | 'moved' | 'forbidden'

/** A page of what changed. `cursor` goes into the next question; the same change may come more than once. */
export type TicketChanges = {
  readonly tickets: readonly RemoteTicket[]
  readonly cursor: string
  /** More is waiting right now. */
  readonly more: boolean
}

/** A call from the other side, raw. Header names in lower case. */
export type HookCall = {
  readonly headers: Readonly<Record<string, string | undefined>>
  readonly body: Uint8Array
}

/** What a call told: which tickets changed, and the name by which a repeated call is known. */
export type HookNews = { readonly ids: readonly string[]; readonly gone: readonly string[]; readonly dedupe: string }

/** What went wrong on the other side, in words that a screen can explain. */
export type TicketFaultKind =
  | 'unauthorized'
  | 'forbidden'
  | 'gone'
  | 'conflict'
  | 'notAllowed'
  | 'invalid'
  | 'rateLimited'
  | 'unavailable'
  | 'refusedAddress'

/** Thrown by adapters for everything that the other side refuses or fails to do. Never holds a secret. */
export class TicketFault extends Error {
  readonly kind: TicketFaultKind
  /** When it is worth trying again, where the other side says so. */
  readonly retryAt: Instant | null
  /** Names of the statuses that would be allowed, of `notAllowed`. */
  readonly allowed: readonly string[]

  constructor(
    kind: TicketFaultKind,
    message: string,
    more: { readonly retryAt?: Instant; readonly allowed?: readonly string[] } = {},
  ) {
    super(message)
    this.name = 'TicketFault'
    this.kind = kind
    this.retryAt = more.retryAt ?? null
    this.allowed = more.allowed ?? []
  }
}

/** One connection to one project of a ticket system. Everything may throw {@link TicketFault}. */
export type TicketSystem = {
  readonly capabilities: TicketCapabilities
  /** Asks who we are there and what there is to map; also the check of a connection. */
  describe(): Promise<TicketSystemState>
  /** Makes a ticket. Called only when {@link findByIntent} found none. */
  create(intent: TicketIntent): Promise<RemoteTicket>
  findByIntent(intent: string): Promise<RemoteTicket | null>
  read(ids: readonly string[]): Promise<{
    readonly tickets: readonly RemoteTicket[]
    readonly gone: readonly { readonly id: string; readonly why: GoneWhy }[]
  }>
  /** What changed since a cursor, oldest first, with an overlap; from now on when the cursor is null. */
  changesSince(cursor: string | null): Promise<TicketChanges>
  /** Writes fields other than the status. What is not named stays. */
  write(
    id: string,
    fields: {
      readonly title?: string
      readonly description?: string
      readonly assignee?: string | null
      readonly priority?: string
    },
  ): Promise<void>
  /** Leads to the first of the targets (status ids) that can be reached, over several steps if need be. */
  transition(id: string, targets: readonly string[]): Promise<void>
  comment(id: string, text: string, marker: string): Promise<void>
  comments(id: string, since: Instant | null): Promise<readonly RemoteComment[]>
  /** Understands a call of the other side; null when its signature is wrong. Only where `capabilities.hooks`. */
  readHook(call: HookCall): HookNews | null
}
