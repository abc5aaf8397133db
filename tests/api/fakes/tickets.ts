// A ticket system that lives in memory, with workflow, people, and every fault that real ones have. Only tests use it.
import type {
  Creation,
  MarkerSearch,
  OpenTicketSystem,
  RemoteStatus,
  RemoteTicket,
  TicketFault,
  TicketIntent,
  TicketReading,
  TicketSystem,
  TicketWrite,
  Transition,
  Writing,
} from '@lotse/core/insights'

export const statuses: readonly RemoteStatus[] = [
  { id: '1', name: 'To Do', category: 'new' },
  { id: '3', name: 'In Progress', category: 'inProgress' },
  { id: '4', name: 'Review', category: 'inProgress' },
  { id: '5', name: 'Done', category: 'done' },
]

/** Who does things there: `us` is the account that Lotse has. */
export type Who = 'us' | 'paul'

type Ticket = {
  readonly ref: string
  readonly marker: string
  key: string
  title: string
  description: string
  status: string
  assignee: string | null
  createdAt: number
  updatedAt: number
  statusSince: number
  lastAuthor: Who
  touched: boolean
}

/** What goes wrong next. Each is used up by the call that it hits. `died`: the process ends after the system did it; `diedBefore`: before it did. */
export type Mishap = 'later' | 'down' | 'unknown' | 'died' | 'diedBefore' | 'silent' | 'conflict'

/** The process died. */
export class Died extends Error {}

export class FakeTickets {
  readonly tickets = new Map<string, Ticket>()
  readonly gone = new Set<string>()
  readonly hidden = new Set<string>()
  readonly writes: string[] = []
  readonly #clock: () => number
  /** Called before each call with its name; what it answers happens. */
  mishap: (call: string) => Mishap | null = () => null
  /** So long a search does not find what was created. */
  lagMs = 0
  /** What statuses lead where; empty: everywhere. */
  ways: Readonly<Record<string, readonly string[]>> = {}
  marker = true
  secret = 'key-of-lotse'
  opened = 0

  constructor(clock: () => number) {
    this.#clock = clock
  }

  /** Opens connections to this system. */
  get open(): OpenTicketSystem {
    return ({ secret }) => this.#system(secret === this.secret)
  }

  /** The only ticket. */
  get only(): Ticket {
    const [ticket] = this.tickets.values()
    if (ticket === undefined) throw new Error('there is no ticket')
    return ticket
  }

  /** Somebody changes a ticket there. */
  change(ref: string, change: Partial<Pick<Ticket, 'status' | 'title' | 'assignee' | 'key'>>, who: Who = 'paul'): void {
    const ticket = this.#ticket(ref)
    const now = this.#clock()
    if (change.status !== undefined && change.status !== ticket.status) ticket.statusSince = now
    Object.assign(ticket, change)
    ticket.updatedAt = now
    ticket.lastAuthor = who
    if (who !== 'us') ticket.touched = true
  }

  #ticket(ref: string): Ticket {
    const ticket = this.tickets.get(ref)
    if (ticket === undefined) throw new Error(`there is no ticket ${ref}`)
    return ticket
  }

  #fault(call: string): { readonly fault: TicketFault | null; readonly mishap: Mishap | null } {
    const mishap = this.mishap(call)
    if (mishap === 'diedBefore') throw new Died(call)
    if (mishap === 'later') return { mishap, fault: { kind: 'later', why: 'busy', retryMs: 1000, scope: 'ticket' } }
    if (mishap === 'down') return { mishap, fault: { kind: 'later', why: 'down', retryMs: null, scope: 'connection' } }
    return { mishap, fault: null }
  }

  #system(known: boolean): TicketSystem {
    const unauthorised: TicketFault = { kind: 'unauthorised', why: 'wrong key' }
    return {
      capabilities: {
        webhooks: true,
        poll: true,
        transitions: true,
        comments: true,
        deletes: true,
        marker: this.marker,
      },
      check: async () => (known ? { kind: 'ok', account: 'us', name: 'Lotse', zone: null } : unauthorised),
      describe: async () => ({
        kind: 'ok',
        projects: [{ id: 'CX', name: 'Experience', kinds: [{ id: 'task', name: 'Task', required: [] }] }],
        statuses,
        priorities: [{ id: 'p1', name: 'High' }],
        whole: true,
      }),
      create: async (intent) => (known ? this.#create(intent) : unauthorised),
      findByMarker: async (marker) => this.#find(marker),
      read: async (refs) => {
        if (!known) return { tickets: new Map(), fault: unauthorised }
        const { fault } = this.#fault('read')
        if (fault !== null) return { tickets: new Map(), fault }
        return { tickets: new Map(refs.map((ref) => [ref, this.#read(ref)])), fault: null }
      },
      changesSince: async (cursor, overlapMs) => this.#changes(cursor, overlapMs),
      write: async (ref, fields) => this.#write(ref, fields),
      transition: async (ref, status) => this.#transition(ref, status),
      comment: async () => ({ kind: 'done' }),
      parseHook: (headers, body) => {
        if (headers['x-secret'] !== 'hook') return { kind: 'refused', why: 'no secret' }
        const { id, ref } = JSON.parse(body)
        return { kind: 'hint', refs: [String(ref)], dedupeKey: String(id) }
      },
      linkBack: async () => ({ kind: 'done' }),
      close: async () => {},
    }
  }

  #create(intent: TicketIntent): Creation {
    const { fault, mishap } = this.#fault('create')
    if (fault !== null) return fault
    const now = this.#clock()
    const ref = String(1000 + ++this.opened)
    const { title, description, marker } = intent
    const times = { createdAt: now, updatedAt: now, statusSince: now }
    const key = `CX-${this.opened}`
    const first = { status: '1', assignee: null, lastAuthor: 'us' as const, touched: false }
    this.tickets.set(ref, { ref, key, title, description, marker, ...times, ...first })
    if (mishap === 'died') throw new Died('create')
    if (mishap === 'unknown') return { kind: 'unknown', why: 'no answer' }
    return { kind: 'created', ref, key, url: `https://tickets.example/${key}` }
  }

  #find(marker: string): MarkerSearch {
    const { fault } = this.#fault('findByMarker')
    if (fault !== null) return fault
    const found = [...this.tickets.values()].find((one) => one.marker === marker)
    if (found === undefined || found.createdAt + this.lagMs > this.#clock()) return { kind: 'none' }
    return { kind: 'found', ref: found.ref, key: found.key, url: `https://tickets.example/${found.key}` }
  }

  #read(ref: string): TicketReading {
    if (this.gone.has(ref)) return { kind: 'gone' }
    if (this.hidden.has(ref)) return { kind: 'forbidden' }
    const { status, assignee, marker: _, ...ticket } = this.#ticket(ref)
    const found = statuses.find(({ id }) => id === status) ?? { id: status, name: 'Odd', category: 'new' as const }
    const read: RemoteTicket = {
      ...ticket,
      kind: 'ticket',
      url: `https://tickets.example/${ticket.key}`,
      project: 'CX',
      textWritable: true,
      status: found,
      assignee: assignee === null ? null : { id: assignee, name: assignee },
      priority: null,
    }
    return read
  }

  #changes(cursor: string | null, overlapMs: number) {
    const { fault } = this.#fault('changesSince')
    if (fault !== null) return fault
    const since = Number(cursor ?? this.#clock()) - overlapMs
    const changed = [...this.tickets.values()].filter((one) => one.updatedAt >= since)
    // Told twice and in any order: neither may do harm.
    const told = [...changed, ...changed.toReversed()].map(({ ref, updatedAt }) => ({ ref, updatedAt }))
    return { kind: 'ok' as const, changed: told, next: String(this.#clock()), more: false }
  }

  #write(ref: string, fields: TicketWrite): Writing {
    const { fault, mishap } = this.#fault('write')
    if (fault !== null) return fault
    if (mishap === 'silent') return { kind: 'done' }
    if (mishap === 'conflict') return { kind: 'conflict' }
    this.writes.push(`${ref} title`)
    if (fields.title !== undefined) this.change(ref, { title: fields.title }, 'us')
    if (mishap === 'died') throw new Died('write')
    return mishap === 'unknown' ? { kind: 'unknown', why: 'no answer' } : { kind: 'done' }
  }

  #transition(ref: string, status: string): Transition {
    const { fault, mishap } = this.#fault('transition')
    if (fault !== null) return fault
    if (mishap === 'silent') return { kind: 'done' }
    if (mishap === 'conflict') return { kind: 'conflict' }
    const from = this.#ticket(ref).status
    const ways = this.ways[from]
    if (ways !== undefined && !ways.includes(status))
      return { kind: 'noPath', allowed: statuses.filter(({ id }) => ways.includes(id)) }
    this.writes.push(`${ref} ${status}`)
    this.change(ref, { status }, 'us')
    if (mishap === 'died') throw new Died('transition')
    return mishap === 'unknown' ? { kind: 'unknown', why: 'no answer' } : { kind: 'done' }
  }
}
