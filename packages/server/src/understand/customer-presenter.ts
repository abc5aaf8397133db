// Presents customers: rows and the stored state become what the API shows. Reads and decides nothing.
import { type CustomerState, readState, stated } from '@lotse/core/understand'
import type { Consent, Customer, CustomerSummary, FlowDocument, Identity, Json, JsonObject, Run } from '@lotse/protocol'
import type { consentsOf, identitiesOf, notesOf, runsOf } from '../adapters/store/customers.ts'
import { instantOf, instantOrNull } from '../base/ids.ts'

type Rows<Query extends (...args: never) => Promise<readonly unknown[]>> = Awaited<ReturnType<Query>>
type IdentityRow = Rows<typeof identitiesOf>[number]

/** What is known of a customer, as rows. `state` is absent before the engine has seen the first event. */
export type CustomerRows = {
  readonly id: number
  readonly state: string | undefined
  readonly identities: readonly IdentityRow[]
}

/** A customer in a list. */
export function showSummary({ id, state, identities }: CustomerRows): CustomerSummary {
  const known = state === undefined ? undefined : readState(state)
  return { id: String(id), identities: identities.map(showIdentity), traits: traitsOf(known?.traits ?? {}) }
}

/** A customer with everything that is stored of them. */
export function showCustomer(
  rows: CustomerRows & {
    readonly formerIds: readonly number[]
    readonly consents: Rows<typeof consentsOf>
    readonly runs: Rows<typeof runsOf>
    readonly notes: Rows<typeof notesOf>
  },
): Customer {
  const known = rows.state === undefined ? undefined : readState(rows.state)
  return {
    ...showSummary(rows),
    formerIds: rows.formerIds.map(String),
    consents: rows.consents.map(showConsent),
    accounts: accountsOf(known),
    runs: rows.runs.map(showRun),
    notes: rows.notes.map(({ kind, value, note, noted_at }) => ({ kind, value, note, notedAt: instantOf(noted_at) })),
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
    state: state === 'granted' || state === 'requested' ? state : 'refused',
    statedAt: instantOf(row.stated_at),
    source,
    wording,
    proof: objectOf(row.proof),
  }
}

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

/** Names that people gave to steps, by step id. The document was checked when it was published. */
export function stepNames(document: unknown): Map<string, string> {
  const steps = (document as FlowDocument | null)?.steps ?? []
  return new Map(steps.flatMap(({ id, name }) => (name === undefined ? [] : [[id, name]])))
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
