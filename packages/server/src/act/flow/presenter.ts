// Presents flows, their versions and figures. Counts nothing anew and decides nothing.
import type { Flow, FlowDocument, FlowNumbers, FlowStatus, FlowSummary, JsonObject } from '@lotse/protocol'
import type { FlowFigure, FlowRow, findVersion, versionsOf } from '../../adapters/store/flows.ts'
import { instantOf } from '../../base/ids.ts'

type VersionRow = Awaited<ReturnType<typeof versionsOf>>[number]
type FoundVersion = NonNullable<Awaited<ReturnType<typeof findVersion>>>

/** Documents were checked when they were written; the database gives them back as they were. */
const documentOf = (stored: unknown): FlowDocument => stored as FlowDocument

/** Changes with every write of the flow. */
export const revisionOf = ({ updated_at, version }: FlowRow): string => `${version}.${updated_at}`

/** A flow in a list. @param troubles - its messages that wait for a person. */
export function showFlowSummary(row: FlowRow, troubles: number): FlowSummary {
  return { ...shownInAll(row), troubles }
}

function shownInAll(row: FlowRow): Omit<FlowSummary, 'troubles'> {
  return {
    id: row.id,
    name: row.name,
    status: row.status as FlowStatus,
    version: row.version,
    ownerId: row.owner_id === null ? null : String(row.owner_id),
    createdAt: instantOf(row.created_at),
    updatedAt: instantOf(row.updated_at),
  }
}

/** A flow with its documents. `published` is absent before the first version. */
export function showFlow(row: FlowRow, versions: readonly VersionRow[], published: FoundVersion | undefined): Flow {
  return {
    ...shownInAll(row),
    revision: revisionOf(row),
    draft: documentOf(row.draft),
    published: published ? documentOf(published.document) : null,
    versions: versions.map(({ version, published_at, published_by, pins }) => ({
      version,
      publishedAt: instantOf(published_at),
      publishedBy: published_by,
      pins: pins as JsonObject,
    })),
  }
}

/** A published version. */
export function showVersion(row: FoundVersion) {
  return {
    flowId: row.flow_id,
    version: row.version,
    document: documentOf(row.document),
    pins: row.pins as JsonObject,
    publishedAt: instantOf(row.published_at),
    publishedBy: row.published_by,
  }
}

const ENDED = 'ended:'

/**
 * The figures of a flow. Steps stand in the order of the document; steps of older versions that people have passed come last.
 *
 * @param document - that gives names and order; null before the first version.
 */
export function showNumbers(flowId: string, figures: readonly FlowFigure[], document: unknown): FlowNumbers {
  const counts = new Map(figures.map(({ step, what, count }) => [`${step} ${what}`, count]))
  const countOf = (step: string, what: string): number => Math.max(0, counts.get(`${step} ${what}`) ?? 0)
  const whole = figures.filter(({ step }) => step === '')
  const reasons = whole.filter(({ what }) => what.startsWith(ENDED))
  const [entered, ended] = [countOf('', 'entered'), countOf('', 'ended')]
  const steps = document === null || document === undefined ? [] : documentOf(document).steps
  const known = new Map(steps.map((step) => [step.id, { name: step.name ?? null, kind: step.kind as string }]))
  const passed = figures.map(({ step }) => step).filter((step) => step !== '' && !known.has(step))
  for (const step of new Set(passed)) known.set(step, { name: null, kind: 'removed' })
  return {
    flowId,
    entered,
    ended,
    active: Math.max(0, entered - ended),
    reasons: Object.fromEntries(reasons.map(({ what, count }) => [what.slice(ENDED.length), count])),
    steps: [...known].map(([step, { name, kind }]) => {
      const [into, out] = [countOf(step, 'in'), countOf(step, 'out')]
      return { step, name, kind, in: into, out, waiting: Math.max(0, into - out) }
    }),
  }
}
