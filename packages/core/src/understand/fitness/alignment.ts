// How well what a customer did fits what was designed: the cheapest alignment of a run's steps with a way through the designed graph.
// Alignments and their cost-based fitness: Carmona, van Dongen, Solti, Weidlich: Conformance Checking (Springer 2018), chapters 7 and 8.

/** A designed graph. `starts`: where ways may begin; `ends`: where they may end; `next`: the steps that may follow a step; `passable`: one may come through without any of them. */
export type DesignedGraph = {
  readonly starts: readonly string[]
  readonly ends: ReadonlySet<string>
  readonly next: ReadonlyMap<string, readonly string[]>
  readonly passable?: boolean
}

/** One part of an alignment. `kept`: done as designed; `skipped`: designed and not done; `extra`: done and not designed there. `index`: of the visit; of a skipped step, before which visit it belongs. */
export type Move = { readonly what: 'kept' | 'skipped' | 'extra'; readonly step: string; readonly index: number }

/** `cost`: skipped and extra steps. `fitness`: 1 where everything was as designed, 0 where nothing was. */
export type Alignment = { readonly moves: readonly Move[]; readonly cost: number; readonly fitness: number }

/** Longer runs are looked at up to here. */
export const ALIGNED_MAX = 200

type Node = { readonly cost: number; readonly from: number; readonly move: Move | null }

/**
 * The cheapest alignment; of several the one that keeps most of what was done.
 *
 * @param steps - the steps visited, in order; at most {@link ALIGNED_MAX} are looked at.
 * @param whole - whether the run is over: what was designed up to an end and not done counts as skipped. Of a run under way only what lies behind it counts.
 */
export function align(steps: readonly string[], graph: DesignedGraph, whole: boolean): Alignment {
  const done = steps.slice(0, ALIGNED_MAX)
  const names = namesOf(graph)
  const found = search(done, graph, { names, whole })
  const moves = backFrom(found.nodes, found.goal)
  const worst = done.length + (whole ? shortestWay(graph, names) : 0)
  return { moves, cost: found.cost, fitness: worst === 0 ? 1 : Math.max(0, 1 - found.cost / worst) }
}

/** All steps of a graph; place 0 is before the first. */
function namesOf({ starts, ends, next }: DesignedGraph): readonly string[] {
  const all = new Set([...starts, ...ends, ...next.keys(), ...[...next.values()].flat()])
  return ['', ...all]
}

type Asked = { readonly names: readonly string[]; readonly whole: boolean }

/** Looks for the cheapest way by cost, cost by cost: moves cost nothing or one, so two queues are enough. */
function search(done: readonly string[], graph: DesignedGraph, { names, whole }: Asked) {
  const width = names.length
  const numbers = new Map(names.map((name, number) => [name, number]))
  const followers = names.map((name, number) => (number === 0 ? graph.starts : (graph.next.get(name) ?? [])))
  const isGoal = (index: number, place: number) =>
    index === done.length &&
    (!whole ||
      graph.ends.has(names[place] ?? '') ||
      (place === 0 && (graph.passable === true || graph.starts.length === 0)))
  const nodes = new Map<number, Node>([[0, { cost: 0, from: -1, move: null }]])
  const settled = new Set<number>()
  let [now, later]: [number[], number[]] = [[0], []]
  const reach = (key: number, node: Node): void => {
    const known = nodes.get(key)
    if (known && known.cost <= node.cost) return
    nodes.set(key, node)
  }
  for (let cost = 0; now.length > 0; [now, later] = [later, []], cost++) {
    const goals: number[] = []
    for (let at = 0; at < now.length; at++) {
      const key = now[at] ?? 0
      if (settled.has(key) || nodes.get(key)?.cost !== cost) continue
      settled.add(key)
      const [index, place] = [Math.floor(key / width), key % width]
      if (isGoal(index, place)) goals.push(key)
      const step = done[index]
      for (const name of followers[place] ?? []) {
        const number = numbers.get(name) ?? 0
        if (name === step) {
          const kept = (index + 1) * width + number
          reach(kept, { cost, from: key, move: { what: 'kept', step: name, index } })
          now.push(kept)
        }
        const skipped = index * width + number
        reach(skipped, { cost: cost + 1, from: key, move: { what: 'skipped', step: name, index } })
        later.push(skipped)
      }
      if (step !== undefined) {
        const extra = (index + 1) * width + place
        reach(extra, { cost: cost + 1, from: key, move: { what: 'extra', step, index } })
        later.push(extra)
      }
    }
    if (goals.length > 0) return { nodes, goal: mostKept(nodes, goals), cost }
  }
  // No end can be reached from where ways begin: everything that was done is extra.
  return { nodes: new Map<number, Node>(), goal: -1, cost: done.length }
}

/** Of ways that cost the same the one that keeps most of what was done. */
function mostKept(nodes: ReadonlyMap<number, Node>, goals: readonly number[]): number {
  let [best, most] = [goals[0] ?? -1, -1]
  for (const goal of goals) {
    const kept = goals.length === 1 ? 0 : backFrom(nodes, goal).filter(({ what }) => what === 'kept').length
    if (kept > most) [best, most] = [goal, kept]
  }
  return best
}

function backFrom(nodes: ReadonlyMap<number, Node>, goal: number): Move[] {
  const moves: Move[] = []
  for (let node = nodes.get(goal); node?.move; node = nodes.get(node.from)) moves.push(node.move)
  return moves.reverse()
}

/** How many steps the shortest designed way has. */
function shortestWay(graph: DesignedGraph, names: readonly string[]): number {
  if (graph.passable) return 0
  let [reached, length] = [new Set(graph.starts), 1]
  for (; length < names.length; length++) {
    if ([...reached].some((step) => graph.ends.has(step))) return length
    reached = new Set([...reached].flatMap((step) => graph.next.get(step) ?? []))
  }
  return 0
}
