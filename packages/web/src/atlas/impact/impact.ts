// Whom it concerns if something fails: the layers above or below a record as columns, the journeys among them, customers who are there now, teams. Pure.
import type { AtlasKind, LayerInsight, LayerRecord } from '@lotse/protocol'

/** The layers, from what carries to what customers see. */
export const tiers = ['data', 'application', 'process', 'contact', 'step', 'journey'] as const
/** A layer. */
export type Tier = (typeof tiers)[number]

const tierOfKind: Readonly<Partial<Record<AtlasKind, Tier>>> = {
  dataSource: 'data',
  dataObject: 'data',
  application: 'application',
  process: 'process',
  transaction: 'process',
  touchpoint: 'contact',
  channel: 'contact',
  phase: 'step',
  step: 'step',
  journey: 'journey',
}

/** The layer of a kind; what is of none counts as what customers meet. */
export const tierOf = (kind: AtlasKind): Tier => tierOfKind[kind] ?? 'contact'

/** Customers at a step now. */
export type Here = { readonly journey: string; readonly step: string; readonly here: number }

/** What the layers are looked at from. */
export type Root = Pick<LayerRecord, 'id' | 'kind' | 'name' | 'ownerId' | 'journey'>

/** A record of a layer, with the customers who are there now; null where that is not measured, or cannot be. */
export type LayerNode = Root & {
  readonly far: number
  readonly through: string | null
  readonly how: LayerRecord['how'] | null
  readonly here: number | null
}

/** A journey that is touched, with those of its steps that are. */
export type TouchedJourney = {
  readonly id: string
  readonly name: Readonly<Record<string, string>>
  readonly ownerId: string | null
  readonly steps: readonly LayerNode[]
  readonly here: number
}

/** All of it. `teams`: units that own something of it, those who own most first. */
export type Impact = {
  readonly nodes: readonly LayerNode[]
  readonly journeys: readonly TouchedJourney[]
  readonly steps: number
  readonly here: number
  readonly teams: readonly { readonly ownerId: string; readonly count: number }[]
}

/** @param here - customers at all steps of all journeys now. */
export function impactOf(root: Root, items: readonly LayerRecord[], here: readonly Here[]): Impact {
  const counts = new Map(here.map((one) => [one.step, one.here]))
  const measured = new Set(here.map(({ journey }) => journey))
  const hereAt = ({ id, kind, journey }: Root): number | null =>
    kind === 'step' && measured.has(journey ?? '') ? (counts.get(id) ?? 0) : null
  const reached = items.map((item): LayerNode => ({ ...item, here: hereAt(item) }))
  const first: LayerNode = { ...root, far: 0, through: null, how: null, here: hereAt(root) }
  const nodes = [first, ...reached]
  const steps = nodes.filter(({ kind }) => kind === 'step')
  return {
    nodes,
    journeys: journeysOf(nodes, steps),
    steps: steps.length,
    here: steps.reduce((sum, step) => sum + (step.here ?? 0), 0),
    teams: teamsOf(nodes),
  }
}

/** Journeys with most customers first, then those with most steps. */
function journeysOf(nodes: readonly LayerNode[], steps: readonly LayerNode[]): TouchedJourney[] {
  return nodes
    .filter(({ kind }) => kind === 'journey')
    .map(({ id, name, ownerId }) => {
      const own = steps.filter(({ journey }) => journey === id)
      return { id, name, ownerId, steps: own, here: own.reduce((sum, step) => sum + (step.here ?? 0), 0) }
    })
    .toSorted((a, b) => b.here - a.here || b.steps.length - a.steps.length)
}

function teamsOf(nodes: readonly LayerNode[]): Impact['teams'] {
  const counts = new Map<string, number>()
  for (const { ownerId } of nodes) if (ownerId !== null) counts.set(ownerId, (counts.get(ownerId) ?? 0) + 1)
  return [...counts].map(([ownerId, count]) => ({ ownerId, count })).toSorted((a, b) => b.count - a.count)
}

/** Ids on the way between a record and what was looked at, and of all that was reached through it. */
export function wayOf(nodes: readonly LayerNode[], id: string): ReadonlySet<string> {
  const way = new Set(before(nodes, id))
  const beyond = [id]
  for (const one of beyond) {
    for (const node of nodes)
      if (node.through === one && !way.has(node.id)) {
        way.add(node.id)
        beyond.push(node.id)
      }
  }
  return way
}

/** An insight with the records among the layers that it hangs at. */
export type Hanger = { readonly insight: LayerInsight; readonly ids: readonly string[] }

/** Kinds that stand on no layer: what hangs at them hangs at what is looked at, which names them. */
const NAMED: ReadonlySet<AtlasKind> = new Set(['persona', 'need', 'segment', 'brand'])

/** What insights hang at among the layers; for a phase, which is not among them, its journey stands. */
export function hangersOf(nodes: readonly LayerNode[], insights: readonly LayerInsight[]): Hanger[] {
  const known = new Set(nodes.map(({ id }) => id))
  const root = nodes[0]?.id ?? ''
  const standIn = ({ id, kind, journey }: LayerInsight['at'][number]): string =>
    known.has(id) ? id : NAMED.has(kind) ? root : (journey ?? id)
  return insights.map((insight) => ({
    insight,
    ids: [...new Set(insight.at.map(standIn))].filter((id) => known.has(id)),
  }))
}

/** What is lit while one points at a record or an insight: its way with the insights that hang on it, or what the insight hangs at with the way there. */
export function litFrom(
  nodes: readonly LayerNode[],
  insights: readonly LayerInsight[],
  id: string,
): ReadonlySet<string> {
  const hangers = hangersOf(nodes, insights)
  const pointed = hangers.find(({ insight }) => insight.id === id)
  if (pointed !== undefined) return new Set([id, ...pointed.ids.flatMap((at) => before(nodes, at))])
  const way = wayOf(nodes, id)
  const hung = hangers.filter(({ ids }) => ids.some((at) => way.has(at)))
  return new Set([...way, ...hung.map(({ insight }) => insight.id)])
}

/** What a record was reached through, up to what was looked at. */
function before(nodes: readonly LayerNode[], id: string): string[] {
  const byId = new Map(nodes.map((node) => [node.id, node]))
  const way = new Set<string>()
  for (let at = byId.get(id); at !== undefined && !way.has(at.id); at = byId.get(at.through ?? '')) way.add(at.id)
  return [...way]
}
