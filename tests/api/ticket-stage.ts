// A company whose departments open tickets in a system that is played, with a worker driven by hand. Only tests use it.
import { ticketSystems } from '../../packages/server/src/adapters/tickets/index.ts'
import { createReaches } from '../../packages/server/src/insights/reach.ts'
import { createLines, type Lines } from '../../packages/server/src/insights/tickets/tools.ts'
import { ticketRound } from '../../packages/server/src/insights/tickets/worker.ts'
import { FakeTickets } from './fakes/tickets.ts'
import { InsightStage } from './insight-stage.ts'

const MINUTE = 60_000

export class TicketStage {
  readonly stage: InsightStage
  readonly remote: FakeTickets
  readonly connection: string
  readonly #lines: Lines

  private constructor(stage: InsightStage, remote: FakeTickets, connection: string) {
    this.stage = stage
    this.remote = remote
    this.connection = connection
    this.#lines = createLines({ world: stage.house.world, systems: ticketSystems })
  }

  /** The web department's tickets are opened in project CX; logistics said nothing. */
  static async build(): Promise<TicketStage> {
    const stage = await InsightStage.build()
    const remote = new FakeTickets(() => stage.house.now)
    Object.assign(ticketSystems, { redmine: remote.open })
    const body = {
      kind: 'redmine' as const,
      name: 'Tracker',
      baseUrl: 'https://tickets.example',
      secret: remote.secret,
    }
    const { id } = await stage.house.ok('createTicketConnection', { body })
    await stage.house.ok('checkTicketConnection', { params: { id } })
    const target = { connectionId: id, project: 'CX', ticketKind: 'task', priorities: { high: 'p1' } }
    await stage.house.ok('setTicketTarget', { params: { id: stage.units.web }, body: { target } })
    return new TicketStage(stage, remote, id)
  }

  get house() {
    return this.stage.house
  }

  /** An insight of the web shop that was submitted and accepted by a person. */
  async accepted(): Promise<string> {
    const id = await this.stage.insight()
    await this.stage.move(id, 'cora', { step: 'submit' })
    await this.stage.decide(id, this.stage.as('wanda'), { verdict: 'accept', reason: 'We can' })
    return id
  }

  /** One round of the worker, after a while. */
  async round(afterMs = 2 * MINUTE): Promise<void> {
    this.house.now += afterMs
    const { world } = this.house
    const tools = { world, reaches: createReaches(world), lines: this.#lines, chance: () => 0.5 }
    await ticketRound(tools, new AbortController().signal)
  }

  /** An insight with its ticket, both read. @returns the insight, and how the ticket is called there. */
  async ticketed(): Promise<{ readonly id: string; readonly ref: string }> {
    const id = await this.accepted()
    await this.round()
    await this.round()
    const ref = (await this.sql<{ ref: string }>('select ref from ticket_link where insight = $1', [id]))[0]?.ref ?? ''
    return { id, ref }
  }

  async status(id: string): Promise<string> {
    return (await this.stage.work(id)).status
  }

  ticket(id: string, who = 'wanda') {
    return this.house.ok('getInsightTicket', { params: { id } }, this.stage.as(who))
  }

  /** Signs the people in again who work on tickets: sessions end where tests let days pass. */
  async renew(): Promise<void> {
    for (const name of ['cora', 'wanda']) {
      const { id } = this.stage.members.get(name) ?? { id: '' }
      this.stage.members.set(name, { id, proof: await this.house.signIn(`${name}@shop.example`) })
    }
    this.stage.members.set('admin', { id: '', proof: await this.house.signIn() })
  }

  /** The ticket's own status. */
  there(ref: string): string | undefined {
    return this.remote.tickets.get(ref)?.status
  }

  async sql<T>(text: string, values: readonly unknown[] = []): Promise<T[]> {
    const { rows } = await this.house.world.pool.query(text, [...values])
    return rows as T[]
  }

  close(): Promise<void> {
    return this.stage.close()
  }
}
