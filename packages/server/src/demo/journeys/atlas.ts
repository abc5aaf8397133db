// The demo's atlas as a whole: the library, then the journeys, as changes by those who own them, in an order in which each names only what is there. Stores nothing.
import type { AtlasEdit } from '@lotse/protocol'
import type { Company, Product } from '../company.ts'
import { insightConcerns } from './library/concerns.ts'
import { knowledge } from './library/knowledge.ts'
import { people } from './library/people.ts'
import { processes } from './library/processes.ts'
import { systems } from './library/systems.ts'
import { touchpoints } from './library/touchpoints.ts'
import { agreedWords } from './library/words-agreed.ts'
import { itemEdit, journeyEdits, type Known, tieEdits } from './making.ts'
import { becomeAware } from './maps/become-aware.ts'
import { buy } from './maps/buy.ts'
import { buySoon, paying } from './maps/buying-soon.ts'
import { choose } from './maps/choose.ts'
import { comeBack } from './maps/come-back.ts'
import { complain } from './maps/complain.ts'
import { getHelp } from './maps/get-help.ts'
import { lifeCycle } from './maps/life-cycle.ts'
import { receive } from './maps/receive.ts'
import { renew } from './maps/renew.ts'
import { repair } from './maps/repair.ts'
import { giveBack, giveBackSoon } from './maps/return.ts'
import { settleConcern } from './maps/settle-concern.ts'
import { tender } from './maps/tender.ts'
import { use } from './maps/use.ts'
import { partIdOf } from './parts.ts'
import type { ItemPlan, JourneyPlan } from './plan.ts'

/** The life cycle, then its twelve journeys from the last to the first with what hangs beside and below them: lists show what was changed last at the top. */
export const journeys: readonly JourneyPlan[] = [
  lifeCycle,
  comeBack,
  renew,
  complain,
  repair,
  giveBack,
  giveBackSoon,
  getHelp,
  use,
  receive,
  tender,
  buy,
  buySoon,
  paying,
  choose,
  becomeAware,
]

/** What some of them were made from. */
export const templates: readonly JourneyPlan[] = [settleConcern]

/** Those that are measured: the others have too few events to tell how they end. */
export const measured: readonly JourneyPlan[] = [becomeAware, choose, buy, receive, use, getHelp, renew, comeBack]

/** A change as its author does it. `owner`: key of the unit that owns what is new. */
export type AtlasChange = { readonly id: string; readonly owner: string; readonly edits: readonly AtlasEdit[] }

/** Everything of the library, by stages: each names only what stands in those before, or in itself. */
export function libraryOf({ products }: Pick<Company, 'products'>): readonly (readonly ItemPlan[])[] {
  const objects = systems.filter(({ kind }) => kind === 'dataObject')
  return [
    [...agreedWords, ...people, ...products.map(productOf), ...objects],
    [...systems.filter(({ kind }) => kind !== 'dataObject'), ...processes, ...touchpoints, ...knowledge.insights],
    [...knowledge.needs],
  ]
}

function productOf({ sku, de, en }: Product): ItemPlan {
  return { id: sku, kind: 'product', owner: 'web', name: `${de} | ${en}`, fields: { key: { de: sku, en: sku } } }
}

/**
 * All changes, in order.
 *
 * @throws Error where a plan names what is not there.
 */
export function atlasChanges(company: Company, known: Omit<Known, 'items'>): readonly AtlasChange[] {
  const stages = libraryOf(company)
  const items = new Map(stages.flat().map((item) => [item.id, item]))
  return [
    ...stages.flatMap((stage, index) => byOwner(stage, `demo.library.${index + 1}`)),
    { id: 'demo.library.ties', owner: 'cx', edits: [...items.values()].flatMap(tieEdits) },
    ...[...templates, ...journeys].map((plan) => ({
      id: `demo.journey.${plan.id}`,
      owner: plan.owner,
      edits: journeyEdits(plan, { ...known, items }),
    })),
    ...concernChanges(),
  ]
}

/** What insights concern lies in journeys, too, and is said when these are there. */
function concernChanges(): AtlasChange[] {
  const edits = new Map<string, AtlasEdit[]>()
  for (const { id, owner } of knowledge.insights) {
    const concerns = insightConcerns.get(id) ?? []
    const edit: AtlasEdit = { do: 'set', id, field: 'concerns', value: concerns.map(placeIdOf) }
    edits.set(owner, [...(edits.get(owner) ?? []), edit])
  }
  return [...edits].map(([owner, own]) => ({ id: `demo.concerns.${owner}`, owner, edits: own }))
}

/** The id of what is named by its journey and what it is called there; others are named by their ids. */
function placeIdOf(name: string): string {
  const plan = journeys.find(({ id }) => name.startsWith(`${id}.`))
  return plan === undefined ? name : partIdOf(plan, name.slice(plan.id.length + 1))
}

function byOwner(items: readonly ItemPlan[], id: string): AtlasChange[] {
  const edits = new Map<string, AtlasEdit[]>()
  for (const item of items) edits.set(item.owner, [...(edits.get(item.owner) ?? []), itemEdit(item)])
  return [...edits].map(([owner, own]) => ({ id: `${id}.${owner}`, owner, edits: own }))
}
