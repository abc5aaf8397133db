// Mission Control's picture as facts: what stands in which column, and how much moves between. Pure; knows no pixels and no words.
import type { Motion, MotionResult } from '@lotse/protocol'

/** The columns from left to right; customers stand between sources and flows as one circle. */
export const columns = ['source', 'flow', 'channel', 'result'] as const
/** One of them. */
export type Column = (typeof columns)[number]

/** What a node shows. `key`: id of the source or flow, name of the channel or result; `name`: as people named it, else empty. */
export type Node = {
  readonly id: string
  readonly column: Column
  readonly key: string
  readonly name: string
  readonly now: number
  readonly before: number
  /** People in a flow at this moment; null elsewhere. */
  readonly active: number | null
  readonly tone: Tone
}

/** `held`: nothing was sent; `proof`: a good result; `harm`: a bad one. */
export type Tone = 'plain' | 'held' | 'proof' | 'harm'

/** So much moves from one node to another; `customers` is the circle. */
export type Band = { readonly from: string; readonly to: string; readonly value: number; readonly tone: Tone }

/** The whole picture. */
export type Picture = { readonly nodes: readonly Node[]; readonly bands: readonly Band[] }

/** The circle's id in bands. */
export const CUSTOMERS = 'customers'
/** The node of messages that were held back. */
export const HELD = 'channel:held'
/** The node of reached goals. */
export const GOAL = 'result:goal'
/** The key of a node that stands for those there was no room for. */
export const OTHERS = 'others'

const COLUMN_MAX = 7

const good: readonly MotionResult[] = ['delivered', 'opened', 'clicked']
const bad: readonly MotionResult[] = ['bounced', 'complained', 'unsubscribed', 'failed']

/** The picture of what moved. */
export function pictureOf(motion: Motion): Picture {
  const sources = shortened('source', motion.sources.map(sourceNode))
  const flows = shortened('flow', motion.flows.map(flowNode))
  const channels = [...motion.channels.map(channelNode).filter(({ now, before }) => now + before > 0), heldNode(motion)]
  const results = resultNodes(motion)
  const nodes = [...sources, ...flows, ...channels, ...results]
  const known = new Set(nodes.map(({ id }) => id))
  const bands = [
    ...sources.map((node) => band(node.id, CUSTOMERS, node.now)),
    ...flows.map((node) => band(CUSTOMERS, node.id, node.now)),
    ...sendBands(motion, known),
    ...resultBands(motion, known),
  ]
  return { nodes, bands }
}

const band = (from: string, to: string, value: number, tone: Tone = 'plain'): Band => ({ from, to, value, tone })

function sourceNode({ id, name, events }: Motion['sources'][number]): Node {
  return { id: `source:${id}`, column: 'source', key: id, name, ...events, active: null, tone: 'plain' }
}

function flowNode({ id, name, entered, active }: Motion['flows'][number]): Node {
  return { id: `flow:${id}`, column: 'flow', key: id, name, ...entered, active, tone: 'plain' }
}

function channelNode({ channel, sent }: Motion['channels'][number]): Node {
  return { id: `channel:${channel}`, column: 'channel', key: channel, name: '', ...sent, active: null, tone: 'plain' }
}

function heldNode({ channels }: Motion): Node {
  const now = channels.reduce((sum, { held }) => sum + held.now, 0)
  const before = channels.reduce((sum, { held }) => sum + held.before, 0)
  return { id: HELD, column: 'channel', key: 'held', name: '', now, before, active: null, tone: 'held' }
}

/** Goals always; other results where there were any. */
function resultNodes({ flows, channels }: Motion): Node[] {
  const plain = { column: 'result', name: '', active: null } as const
  const goals = flows.reduce(
    (sum, flow) => ({ now: sum.now + flow.goals.now, before: sum.before + flow.goals.before }),
    { now: 0, before: 0 },
  )
  const others = [...good, ...bad].map((result): Node => {
    const now = channels.reduce((sum, { results }) => sum + results[result].now, 0)
    const before = channels.reduce((sum, { results }) => sum + results[result].before, 0)
    const tone = good.includes(result) ? 'proof' : 'harm'
    return { ...plain, id: `result:${result}`, key: result, now, before, tone }
  })
  return [
    { ...plain, id: GOAL, key: 'goal', ...goals, tone: 'proof' },
    ...others.filter(({ now, before }) => now + before > 0),
  ]
}

/** The largest of a column in their own order, the rest as one. */
function shortened(column: Column, nodes: readonly Node[]): readonly Node[] {
  if (nodes.length <= COLUMN_MAX) return nodes
  const largest = new Set(nodes.toSorted((a, b) => b.now - a.now || b.before - a.before).slice(0, COLUMN_MAX - 1))
  const rest = nodes.filter((node) => !largest.has(node))
  const sum = (of: (node: Node) => number) => rest.reduce((total, node) => total + of(node), 0)
  const others: Node = {
    id: `${column}:${OTHERS}`,
    column,
    key: OTHERS,
    name: '',
    now: sum(({ now }) => now),
    before: sum(({ before }) => before),
    active: column === 'flow' ? sum(({ active }) => active ?? 0) : null,
    tone: 'plain',
  }
  return [...nodes.filter((node) => largest.has(node)), others]
}

/** What a flow that has no place of its own did goes with the others; messages of no flow come from nowhere and are left out. */
function flowIn(known: ReadonlySet<string>, flowId: string): string | undefined {
  return [`flow:${flowId}`, `flow:${OTHERS}`].find((id) => known.has(id))
}

function sendBands({ sends }: Motion, known: ReadonlySet<string>): Band[] {
  const all = sends.flatMap(({ flowId, channel, sent, held }) => {
    const from = flowIn(known, flowId)
    if (from === undefined) return []
    return [band(from, `channel:${channel}`, sent), band(from, HELD, held, 'held')]
  })
  return summed(all).filter(({ to, value }) => value > 0 && known.has(to))
}

function resultBands({ flows, channels }: Motion, known: ReadonlySet<string>): Band[] {
  const goals = flows.map(({ id, goals: { now } }) => band(flowIn(known, id) ?? '', GOAL, now, 'proof'))
  const others = channels.flatMap(({ channel, results }) =>
    [...good, ...bad].map((result) =>
      band(`channel:${channel}`, `result:${result}`, results[result].now, good.includes(result) ? 'proof' : 'harm'),
    ),
  )
  return summed([...goals, ...others]).filter(({ from, to, value }) => value > 0 && known.has(from) && known.has(to))
}

/** Each way once. */
function summed(bands: readonly Band[]): Band[] {
  const ways = new Map<string, Band>()
  for (const one of bands) {
    const key = `${one.from} ${one.to}`
    ways.set(key, { ...one, value: one.value + (ways.get(key)?.value ?? 0) })
  }
  return [...ways.values()]
}
