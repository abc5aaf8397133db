// Presents customers: rows and the stored state become what the API shows. Reads and decides nothing.
import { BY_HAND, type EventBody } from '@lotse/core/listen'
import { type CustomerState, readState, stated } from '@lotse/core/understand'
import type {
  Consent,
  Customer,
  CustomerMerge,
  CustomerSummary,
  FlowDocument,
  Identity,
  Json,
  JsonObject,
  Run,
  TraitStatement,
} from '@lotse/protocol'
import type {
  consentStatesOf,
  consentsOf,
  flowsUnderWay,
  identitiesOf,
  mergesOf,
  notesOf,
  runsOf,
} from '../adapters/store/customers.ts'
import type { EventRow } from '../adapters/store/timeline.ts'
import { instantOf, instantOrNull } from '../base/ids.ts'

type Rows<Query extends (...args: never) => Promise<readonly unknown[]>> = Awaited<ReturnType<Query>>
type IdentityRow = Rows<typeof identitiesOf>[number]

/** What is known of a customer, as rows. `state` is absent before the engine has seen the first event. */
export type CustomerRows = {
  readonly id: number
  readonly state: string | undefined
  readonly identities: readonly IdentityRow[]
}

/** What a list tells besides. */
export type ListedRows = CustomerRows & {
  readonly last: { readonly name: string; readonly channel: string; readonly at: number } | undefined
  readonly flows: Rows<typeof flowsUnderWay>
  readonly consents: Rows<typeof consentStatesOf>
}

/** A customer in a list. */
export function showSummary(rows: ListedRows): CustomerSummary {
  const { last, flows, consents } = rows
  return {
    ...showKnown(rows),
    lastEvent: last ? { name: last.name, channel: last.channel, at: instantOf(last.at) } : null,
    flows: flows.map(({ flow_id, name, step }) => ({ id: flow_id, name, step })),
    consents: consents.map(({ channel, topic, state }) => ({ channel, topic, state: consentState(state) })),
  }
}

function showKnown({ id, state, identities }: CustomerRows) {
  const known = state === undefined ? undefined : readState(state)
  return {
    id: String(id),
    identities: identities.map(showIdentity),
    traits: traitsOf(known?.traits ?? {}),
    firstSeenAt: instantOrNull(known?.first || null),
    lastSeenAt: instantOrNull(known?.last || null),
  }
}

/** A customer with everything that is stored of them. */
export function showCustomer(
  rows: CustomerRows & {
    readonly formerIds: readonly number[]
    readonly merges: Rows<typeof mergesOf>
    readonly consents: Rows<typeof consentsOf>
    readonly runs: Rows<typeof runsOf>
    readonly notes: Rows<typeof notesOf>
  },
): Customer {
  const known = rows.state === undefined ? undefined : readState(rows.state)
  return {
    ...showKnown(rows),
    formerIds: rows.formerIds.map(String),
    merges: rows.merges.map((row) => showMerge(row, rows.id)),
    consents: rows.consents.map(showConsent),
    accounts: accountsOf(known),
    runs: rows.runs.map(showRun),
    notes: rows.notes.map(({ kind, value, note, noted_at }) => ({ kind, value, note, notedAt: instantOf(noted_at) })),
  }
}

function showMerge(row: Rows<typeof mergesOf>[number], customerId: number): CustomerMerge {
  const { id, loser_id, survivor_id, kind, value, merged_at, by } = row
  return {
    id: String(id),
    formerId: String(loser_id),
    mergedAt: instantOf(merged_at),
    through: kind === BY_HAND ? null : { kind, value },
    by,
    splittable: survivor_id === customerId,
  }
}

const showIdentity = (row: IdentityRow): Identity => ({
  kind: row.kind,
  value: row.value,
  firstSeenAt: instantOf(row.first_seen_at),
  source: row.source_id === null ? null : { id: String(row.source_id), name: row.source_name ?? '' },
})

/** A statement of consent with its proof. */
export function showConsent(row: Rows<typeof consentsOf>[number]): Consent {
  const { channel, topic, state, source, wording } = row
  return {
    channel,
    topic,
    state: consentState(state),
    statedAt: instantOf(row.stated_at),
    source,
    wording,
    proof: objectOf(row.proof),
  }
}

const consentState = (state: string): Consent['state'] =>
  state === 'granted' || state === 'requested' ? state : 'refused'

function showRun(row: Rows<typeof runsOf>[number]): Run {
  return {
    id: row.id,
    flowId: row.flow_id,
    flowName: row.flow_name,
    version: row.version,
    key: row.key,
    startedAt: instantOf(row.started_at),
    step: row.step,
    stepName: stepNames(row.document).get(row.step) ?? null,
    stepAt: instantOf(row.step_at),
    wakeAt: instantOrNull(row.wake_at),
    endedAt: instantOrNull(row.ended_at),
    reason: row.reason,
  }
}

/** Names that people gave to steps, by step id; an exit without one is called by its reason. The document was checked when it was published. */
export function stepNames(document: unknown): Map<string, string> {
  const steps = (document as FlowDocument | null)?.steps ?? []
  return new Map(
    steps.flatMap((step) => {
      const name = step.name ?? (step.kind === 'exit' ? step.reason : undefined)
      return name === undefined ? [] : [[step.id, name]]
    }),
  )
}

/** Traits as plain values; those that were taken back are left out. */
export function traitsOf(traits: CustomerState['traits']): JsonObject {
  const shown: Record<string, Json> = {}
  for (const [name, dated] of Object.entries(traits)) {
    const value = stated(dated)
    if (value !== undefined) Object.defineProperty(shown, name, { value, enumerable: true })
  }
  return shown
}

function accountsOf(state: CustomerState | undefined): Customer['accounts'] {
  return Object.entries(state?.accounts ?? {}).map(([id, { traits }]) => ({ id, traits: traitsOf(traits) }))
}

const objectOf = (value: unknown): JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as JsonObject) : {}

/** Statements about traits, newest first; one that says what the one before it said is left out. */
export function traitHistory(events: readonly EventRow[], sources: ReadonlyMap<number, string>): TraitStatement[] {
  const items: TraitStatement[] = []
  const standing = new Map<string, string>()
  for (const { body, occurred_at, source_id, channel } of events.toReversed()) {
    const { t: traits = {} } = JSON.parse(body) as EventBody
    const source = source_id === null ? null : { id: String(source_id), name: sources.get(source_id) ?? '' }
    for (const [name, value] of Object.entries(traits)) {
      const text = JSON.stringify(value)
      if (standing.get(name) === text) continue
      standing.set(name, text)
      items.push({ name, value, at: instantOf(occurred_at), source, channel })
    }
  }
  return items.toReversed()
}
