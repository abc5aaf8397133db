// Learns what is in events from a sample of those that a survey step read: names, properties, types, examples. Reads no clock. Rules L66 to L69.
import { type EventBody, type Leaf, leavesOf, type PropertyState, withEvent } from '@lotse/core/listen'
import { LRUCache } from 'lru-cache'
import type { ClientBase } from 'pg'
import {
  type EventNameRow,
  knownNames,
  NAMES_MAX,
  nameCounts,
  type PropertyRow,
  propertiesOf,
  writeNames,
  writeProperties,
} from '../adapters/store/event-schema.ts'
import { bodiesOf, type SurveyRow } from '../adapters/store/survey.ts'

/** Events of one name that a step opens. */
const OPENED_MAX = 20
/** Until so many events of a name were opened, every step opens some; afterwards only steps that have time to. */
const OPENED_ENOUGH = 200
/** Properties of one name; further ones are not kept. */
export const PROPERTIES_MAX = 200
const CACHED_NAMES = 500

/** What is known of one name's properties. */
type Known = Map<string, PropertyState>

/** What a surveying process remembers between steps. */
export class Learner {
  readonly known = new LRUCache<string, Known>({ max: CACHED_NAMES })
  /** Whether the next step may open events of names that are well known. */
  open = true
  #place: string | undefined

  /** Says from where to where a step goes; where another process went on meanwhile, what was remembered is old. */
  resume(from: string, until: string): void {
    if (this.#place !== from) this.known.clear()
    this.#place = until
  }

  /** After a step that failed nothing that was remembered can be relied on. */
  forget(): void {
    this.known.clear()
    this.#place = undefined
  }
}

const keyOf = ({ workspaceId, name }: { readonly workspaceId: number; readonly name: string }): string =>
  `${workspaceId} ${name}`

/** Counts the names of a step's entries, and opens some of them. */
export async function learn(client: ClientBase, learner: Learner, rows: readonly SurveyRow[]): Promise<void> {
  const byName = grouped(rows)
  const names = await namesOf(client, byName)
  const chosen = [...names].flatMap(([key, name]) =>
    learner.open || name.looked < OPENED_ENOUGH ? sample(byName.get(key) ?? []) : [],
  )
  const bodies = await bodiesOf(client, chosen)
  const changed: PropertyRow[] = []
  const counts = new Map(names)
  for (const [key, opened] of openedByName(chosen, bodies)) {
    const name = counts.get(key)
    if (!name) continue
    changed.push(...(await learnName(client, learner, name, opened)))
    counts.set(key, { ...name, looked: name.looked + opened.length })
  }
  await writeNames(client, [...counts.values()])
  await writeProperties(client, changed)
}

function grouped(rows: readonly SurveyRow[]): Map<string, SurveyRow[]> {
  const groups = new Map<string, SurveyRow[]>()
  for (const row of rows) {
    const group = groups.get(keyOf(row))
    if (group) group.push(row)
    else groups.set(keyOf(row), [row])
  }
  return groups
}

/** The names with this step's events counted; names beyond the limit of a workspace are left out. */
async function namesOf(
  client: ClientBase,
  byName: ReadonlyMap<string, readonly SurveyRow[]>,
): Promise<Map<string, EventNameRow>> {
  const firsts = [...byName.values()].flatMap(([first]) => (first ? [first] : []))
  const known = new Map((await knownNames(client, firsts)).map((row) => [keyOf(row), row]))
  const room = new Map(await nameCounts(client, [...new Set(firsts.map(({ workspaceId }) => workspaceId))]))
  const names = new Map<string, EventNameRow>()
  for (const [key, group] of byName) {
    const [first] = group
    if (!first) continue
    const { workspaceId, name, kind } = first
    const taken = room.get(workspaceId) ?? 0
    if (!known.has(key) && taken >= NAMES_MAX) continue
    if (!known.has(key)) room.set(workspaceId, taken + 1)
    const before = known.get(key) ?? {
      workspaceId,
      name,
      kind,
      events: 0,
      looked: 0,
      firstAt: first.occurredAt,
      lastAt: 0,
    }
    const times = group.map(({ occurredAt }) => occurredAt)
    names.set(key, {
      ...before,
      events: before.events + group.length,
      firstAt: times.reduce((a, b) => Math.min(a, b), before.firstAt),
      lastAt: times.reduce((a, b) => Math.max(a, b), before.lastAt),
    })
  }
  return names
}

/** Evenly from the whole step, so that no bucket and no moment is preferred. */
function sample(rows: readonly SurveyRow[]): readonly SurveyRow[] {
  if (rows.length <= OPENED_MAX) return rows
  const ordered = rows.toSorted((a, b) => a.seq - b.seq)
  return Array.from({ length: OPENED_MAX }, (_, i) => ordered[Math.floor((i * ordered.length) / OPENED_MAX)]).filter(
    (row) => row !== undefined,
  )
}

type Opened = { readonly row: SurveyRow; readonly body: EventBody }

function openedByName(chosen: readonly SurveyRow[], bodies: readonly (string | undefined)[]): Map<string, Opened[]> {
  const opened = new Map<string, Opened[]>()
  for (const [at, row] of chosen.entries()) {
    const text = bodies[at]
    if (text === undefined) continue
    const group = opened.get(keyOf(row)) ?? []
    group.push({ row, body: JSON.parse(text) as EventBody })
    opened.set(keyOf(row), group)
  }
  return opened
}

async function learnName(
  client: ClientBase,
  learner: Learner,
  { workspaceId, name, looked }: EventNameRow,
  opened: readonly Opened[],
): Promise<PropertyRow[]> {
  const known = await knownProperties(client, learner, { workspaceId, name })
  const changed = new Set<string>()
  for (const [at, { row, body }] of opened.entries()) {
    const seen = { at: row.occurredAt, looked: looked + at + 1, sourceId: row.sourceId }
    for (const [path, leaves] of byPath(leavesOf(body))) {
      const before = known.get(path)
      if (!before && known.size >= PROPERTIES_MAX) continue
      known.set(path, withEvent(before, leaves, seen))
      changed.add(path)
    }
  }
  return [...changed].flatMap((path) => {
    const state = known.get(path)
    return state ? [{ workspaceId, name, path, state }] : []
  })
}

async function knownProperties(
  client: ClientBase,
  learner: Learner,
  name: { readonly workspaceId: number; readonly name: string },
): Promise<Known> {
  const cached = learner.known.get(keyOf(name))
  if (cached) return cached
  const rows = await propertiesOf(client, name.workspaceId, name.name)
  const known: Known = new Map(rows.map(({ path, state }) => [path, state]))
  learner.known.set(keyOf(name), known)
  return known
}

function byPath(leaves: readonly Leaf[]): Map<string, Leaf[]> {
  const paths = new Map<string, Leaf[]>()
  for (const leaf of leaves) {
    const same = paths.get(leaf.path)
    if (same) same.push(leaf)
    else paths.set(leaf.path, [leaf])
  }
  return paths
}
