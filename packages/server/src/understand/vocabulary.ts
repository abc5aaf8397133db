// What conditions can ask for in a workspace, drawn from a sample of the newest customers and their events. Kept for a while; never exact.
import { type CustomerState, currentAccount, readState, stated } from '@lotse/core/understand'
import type { Json, Vocabulary } from '@lotse/protocol'
import { eventNames, sampleEvents, sampleStates } from '../adapters/store/vocabulary.ts'
import type { World } from '../base/world.ts'

/** Customers and events of each that are looked at. */
const CUSTOMERS_MAX = 500
const EVENTS_EACH_MAX = 40
const NAMES_MAX = 300
const PATHS_MAX = 200
const VALUES_MAX = 12
const VALUE_LENGTH_MAX = 40
const DEPTH_MAX = 3
const KEPT_MS = 30_000

/** The vocabularies of workspaces, each kept for half a minute. */
export function createVocabularies(world: World): { of(workspaceId: number): Promise<Vocabulary> } {
  const kept = new Map<number, { readonly until: number; readonly vocabulary: Promise<Vocabulary> }>()
  return {
    of(workspaceId) {
      const now = performance.now()
      const known = kept.get(workspaceId)
      if (known && known.until > now) return known.vocabulary
      const vocabulary = vocabularyOf(world, workspaceId)
      kept.set(workspaceId, { until: now + KEPT_MS, vocabulary })
      vocabulary.catch(() => kept.delete(workspaceId))
      return vocabulary
    },
  }
}

async function vocabularyOf({ db }: World, workspaceId: number): Promise<Vocabulary> {
  const states = (await sampleStates(db, workspaceId, CUSTOMERS_MAX)).map(readState)
  const events = await sampleEvents(db, workspaceId, { customers: CUSTOMERS_MAX, each: EVENTS_EACH_MAX })
  const names = new Map<string, Seen>()
  const channels = new Set<string>()
  for (const { name, channel, body } of events) {
    channels.add(channel)
    const { p, t } = JSON.parse(body) as { readonly p?: Json; readonly t?: Json }
    seenUnder(names, name).look(p ?? t ?? {})
  }
  for (const name of await eventNames(db, workspaceId, NAMES_MAX)) seenUnder(names, name)
  return {
    events: [...names].slice(0, NAMES_MAX).map(([name, seen]) => ({ name, properties: seen.list() })),
    traits: seenIn(states, ({ traits }) => traits).list(),
    account: seenIn(states, (state) => currentAccount(state)?.traits ?? {}).list(),
    identities: [...new Set(states.flatMap(({ ids }) => Object.keys(ids)))].sort(),
    channels: [...channels].filter((channel) => channel !== '').sort(),
  }
}

function seenUnder(names: Map<string, Seen>, name: string): Seen {
  const known = names.get(name) ?? new Seen()
  names.set(name, known)
  return known
}

function seenIn(states: readonly CustomerState[], traitsOf: (state: CustomerState) => CustomerState['traits']): Seen {
  const seen = new Seen()
  for (const state of states)
    seen.look(Object.fromEntries(Object.entries(traitsOf(state)).map(([name, dated]) => [name, stated(dated) ?? null])))
  return seen
}

type Path = { count: number; readonly types: Set<string>; readonly values: Map<Json, number> }

/** Paths seen in objects, with their types and the values that came again. */
class Seen {
  readonly #paths = new Map<string, Path>()

  look(value: Json, path = '', depth = 0): void {
    if (value === null) return
    if (path !== '') this.#note(path, value)
    if (typeof value !== 'object' || Array.isArray(value) || depth >= DEPTH_MAX) return
    for (const [name, inner] of Object.entries(value))
      this.look(inner, path === '' ? name : `${path}.${name}`, depth + 1)
  }

  #note(path: string, value: Json): void {
    const known = this.#paths.get(path) ?? { count: 0, types: new Set<string>(), values: new Map<Json, number>() }
    if (!this.#paths.has(path) && this.#paths.size >= PATHS_MAX) return
    this.#paths.set(path, known)
    known.count += 1
    known.types.add(Array.isArray(value) ? 'list' : typeof value)
    if (typeof value === 'string' && value.length <= VALUE_LENGTH_MAX && known.values.size <= VALUES_MAX * 4)
      known.values.set(value, (known.values.get(value) ?? 0) + 1)
  }

  /** The most frequent first. A value that came once says who somebody is rather than what there is. */
  list(): Vocabulary['traits'] {
    const byCount = [...this.#paths].sort(([, a], [, b]) => b.count - a.count)
    return byCount.map(([path, { types, values }]) => ({ path, types: [...types], values: repeated(values) }))
  }
}

function repeated(values: ReadonlyMap<Json, number>): Json[] {
  if (values.size > VALUES_MAX * 4) return []
  const often = [...values].filter(([, times]) => times > 1).sort(([, a], [, b]) => b - a)
  return often.slice(0, VALUES_MAX).map(([value]) => value)
}
