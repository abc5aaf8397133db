// Stores the outcomes of tries in groups and tells them to the log. An outcome is kept until the database has taken it.
import { BAD_ADDRESS } from '@lotse/core/act'
import { suppressAddress } from '../../adapters/store/consent.ts'
import { type ClaimedMessage, markReported, type Outcome, settleMessages } from '../../adapters/store/outbox.ts'
import { codeOf } from '../../adapters/store/pool.ts'
import { backoffMs } from '../../base/backoff.ts'
import { messages as messagesCounter } from '../../base/metrics.ts'
import type { World } from '../../base/world.ts'
import type { Acceptor } from '../../listen/acceptor.ts'
import { eventsOf, type Reported } from './report.ts'

/** An outcome with the message it is about. `address`: where it went, barred when the other side called it bad. */
export type Answer = { readonly message: ClaimedMessage; readonly outcome: Outcome; readonly address: string | null }

const GROUP_MAX = 500
const RETRY_FIRST_MS = 50
const RETRY_LONGEST_MS = 2000
/** Data that can never be stored as it is, such as a NUL byte; every other fault may pass, a full disk too. */
const DATA_CODES = /^2[23]...$/

/** One group is stored at a time; what comes in meanwhile makes the next group. */
export class Answers {
  readonly #world: World
  readonly #acceptor: Acceptor
  readonly #by: string
  #waiting: { answer: Answer; stored: () => void }[] = []
  #storing: Promise<void> | null = null
  readonly #reporting = new Set<Promise<void>>()

  constructor(world: World, acceptor: Acceptor, by: string) {
    this.#world = world
    this.#acceptor = acceptor
    this.#by = by
  }

  /** Resolves when the outcome is on disk, or never can be. */
  put(answer: Answer): Promise<void> {
    return new Promise((stored) => {
      this.#waiting.push({ answer, stored })
      this.#storing ??= this.#storeAll().finally(() => {
        this.#storing = null
      })
    })
  }

  /** Resolves when everything put so far is stored and told, or telling has failed (a sweep repeats it). */
  async settled(): Promise<void> {
    while (this.#storing !== null) await this.#storing
    await Promise.all(this.#reporting)
  }

  async #storeAll(): Promise<void> {
    // A turn of the event loop, so that answers that came together share a commit.
    await new Promise((resume) => setImmediate(resume))
    while (this.#waiting.length > 0) {
      const group = this.#waiting.splice(0, GROUP_MAX)
      const applied = await this.#store(group.map((one) => one.answer))
      for (const one of group) one.stored()
      const report = this.#report(applied)
      this.#reporting.add(report)
      void report.finally(() => this.#reporting.delete(report))
    }
  }

  /** Tries until the database takes it: an answer that is forgotten would be asked for twice. Answers those that applied, as stored. */
  async #store(answers: readonly Answer[]): Promise<readonly Answer[]> {
    for (let failures = 1; ; failures++) {
      try {
        const applied = await this.#storeOnce(answers)
        return answers.filter((answer) => applied.has(answer.message.id))
      } catch (error) {
        if (DATA_CODES.test(codeOf(error))) return this.#storeApart(answers)
        // The process ends, so nobody can store it; the claim is taken over as that of a killed one.
        if (this.#world.pool.ending) return []
        this.#world.log.warn({ code: codeOf(error), failures }, 'answers of providers are stored again')
        await new Promise((resume) => setTimeout(resume, backoffMs(failures, RETRY_FIRST_MS, RETRY_LONGEST_MS)))
      }
    }
  }

  /** One by one, so that one that cannot be stored holds up no other; that one without the other side's words. */
  async #storeApart(answers: readonly Answer[]): Promise<readonly Answer[]> {
    const [only] = answers
    if (only === undefined) return []
    if (answers.length === 1 && isBare(only)) {
      this.#world.log.error({ message: only.message.id }, 'an answer of a provider cannot be stored')
      return []
    }
    const applied: Answer[] = []
    for (const answer of answers) applied.push(...(await this.#store([answers.length === 1 ? bared(answer) : answer])))
    return applied
  }

  async #storeOnce(answers: readonly Answer[]): Promise<ReadonlySet<number>> {
    const { pool, clock } = this.#world
    const now = clock.now()
    for (const { message, outcome, address } of answers)
      if (address !== null && outcome.reason?.startsWith(BAD_ADDRESS))
        await suppressAddress(pool, {
          workspaceId: message.workspaceId,
          channel: message.channel,
          address,
          reason: 'hard_bounce',
          now,
        })
    const applied = await settleMessages(
      pool,
      answers.map((a) => a.outcome),
      { now, by: this.#by },
    )
    for (const { message, outcome } of answers) messagesCounter.inc({ channel: message.channel, state: outcome.state })
    return applied
  }

  async #report(answers: readonly Answer[]): Promise<void> {
    const now = this.#world.clock.now()
    const results = answers.map(({ message, outcome }): Reported & { id: number } => ({
      ...message,
      ...outcome,
      at: now,
    }))
    await reportResults(this.#world, this.#acceptor, results)
  }
}

/** Without the other side's words; that an address was bad is still said. */
function bared({ outcome, ...answer }: Answer): Answer {
  const reason = outcome.reason?.startsWith(BAD_ADDRESS) ? BAD_ADDRESS : null
  return { ...answer, outcome: { ...outcome, reason, providerId: null } }
}

const isBare = ({ outcome }: Answer): boolean =>
  outcome.providerId === null && (outcome.reason === null || outcome.reason === BAD_ADDRESS)

/** Tells results to the log and remembers that it knows. A failure is logged; the sweep comes back to it. */
export async function reportResults(
  world: World,
  acceptor: Acceptor,
  results: readonly (Reported & { readonly id: number })[],
): Promise<void> {
  const told = results.filter((result) => eventsOf(result).length > 0)
  if (told.length === 0) return
  try {
    await acceptor.accept(told.flatMap(eventsOf))
    await markReported(world.pool, told)
  } catch (error) {
    world.log.warn({ code: codeOf(error), messages: told.length }, 'results of messages will be told later')
  }
}
