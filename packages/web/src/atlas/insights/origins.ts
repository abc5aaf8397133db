// Where insights arose, in words and by layer, and what a record of each kind is named by when an insight is about it. Pure.
import type { AtlasKind, InsightOrigin, LayerInsight } from '@lotse/protocol'
import { calledIn } from '../called.ts'
import { type Tier, tierOf, tiers } from '../impact/impact.ts'

/** Where an insight arose, from the journey to the step; of what stands in the library its name. */
export function originText(origin: InsightOrigin, language: string, unnamed: string): string {
  const { journey, journeyName, phase, phaseName, step, stepName, name } = origin
  if (journey === null) return calledIn(name, language) || unnamed
  const inside = [phase === null ? null : phaseName, step === null ? null : stepName]
  const way = [journeyName, ...inside].flatMap((texts) =>
    texts === null ? [] : [calledIn(texts, language) || unnamed],
  )
  return way.join(' › ')
}

/** Insights of a layer, each with what it hangs at there. */
export type OfLayer = { readonly tier: Tier; readonly insights: readonly LayerInsight[] }

/** Insights by layer, from what customers see to what carries it; one that hangs at several layers stands in each. Layers without any are left out. */
export function byLayer(insights: readonly LayerInsight[], sort: string | undefined): OfLayer[] {
  const wanted = insights.filter((insight) => sort === undefined || insight.sort === sort)
  return tiers.toReversed().flatMap((tier) => {
    const own = wanted.flatMap((insight) => {
      const at = insight.at.filter(({ kind }) => tierOf(kind) === tier)
      return at.length === 0 ? [] : [{ ...insight, at }]
    })
    return own.length === 0 ? [] : [{ tier, insights: own }]
  })
}

/** The field by which an insight is about records of a kind; null: about those it cannot be. */
export function aboutField(kind: AtlasKind): 'concerns' | 'products' | null {
  if (kind === 'product') return 'products'
  return ['insight', 'term', 'taxonomy', 'lane'].includes(kind) ? null : 'concerns'
}
