// Where the elements of a BPMN process stand in its diagram: tasks by how late they come, in the lane of their role, data below. Writes no process.
import type { XmlDraft } from './xml.ts'

/** A task. `lane`: the number of its role; `after`, `data`: ids of elements. */
export type BpmnTask = {
  readonly id: string
  readonly lane: number
  readonly after: readonly string[]
  readonly data: readonly string[]
}

/** What is to be drawn. */
export type BpmnDrawn = {
  readonly tasks: readonly BpmnTask[]
  readonly roles: readonly string[]
  readonly data: readonly { readonly id: string }[]
  readonly flows: readonly { readonly id: string; readonly from: string; readonly to: string }[]
}

/** An element with its box, in pixels from the upper left. */
type BpmnPlace = {
  readonly id: string
  readonly left: number
  readonly top: number
  readonly width: number
  readonly height: number
  readonly horizontal?: true
}

/** A line from one element to another. */
type BpmnLine = { readonly id: string; readonly from: BpmnPlace; readonly to: BpmnPlace }

/** The whole diagram. */
export type BpmnPlaces = {
  readonly pool: Omit<BpmnPlace, 'id'>
  readonly boxes: readonly BpmnPlace[]
  readonly lines: readonly BpmnLine[]
}

const TASK = { width: 120, height: 80 } as const
const EVENT_PX = 36
const DATA = { width: 36, height: 50 } as const
const COLUMN_PX = 180
const ROW_PX = 110
/** The strip at the left with the name of a pool, and of a lane. */
const HEAD_PX = 30
const ROOM_PX = 40

/** Places everything. */
export function bpmnPlaces({ tasks, roles, data, flows }: BpmnDrawn): BpmnPlaces {
  const columns = columnsOf(tasks)
  const last = Math.max(0, ...columns.values())
  const lanes = roles.length === 0 ? 1 : roles.length
  const rows = rowsOf(tasks, columns)
  const heights = Array.from({ length: lanes }, (_, lane) => ROW_PX * Math.max(1, rows.of.get(lane) ?? 1))
  const tops = heights.map((_, lane) => heights.slice(0, lane).reduce((sum, height) => sum + height, 0))
  const laneOf = (task: BpmnTask | undefined) => (roles.length === 0 ? 0 : (task?.lane ?? 0))
  const left = roles.length === 0 ? HEAD_PX : 2 * HEAD_PX
  const event = (id: string, column: number, lane: number): BpmnPlace => ({
    id,
    left: left + ROOM_PX + column * COLUMN_PX,
    top: (tops[lane] ?? 0) + (ROW_PX - EVENT_PX) / 2,
    width: EVENT_PX,
    height: EVENT_PX,
  })
  const boxes = tasks.map(
    (task): BpmnPlace => ({
      id: task.id,
      left: left + 2.5 * ROOM_PX + (columns.get(task.id) ?? 0) * COLUMN_PX,
      top: (tops[laneOf(task)] ?? 0) + (rows.at.get(task.id) ?? 0) * ROW_PX + (ROW_PX - TASK.height) / 2,
      ...TASK,
    }),
  )
  const width = left + 4 * ROOM_PX + (last + 1) * COLUMN_PX
  const height = heights.reduce((sum, one) => sum + one, 0)
  const ends = [event('Start', 0, laneOf(tasks[0])), event('End', last + 1, laneOf(tasks.at(-1)))]
  const stores = data.map(
    ({ id }, at): BpmnPlace => ({
      id,
      left: left + 2.5 * ROOM_PX + (at * COLUMN_PX) / 2,
      top: height + ROOM_PX,
      ...DATA,
    }),
  )
  const lanesDrawn = roles.map(
    (_, lane): BpmnPlace => ({
      id: `Lane_${lane + 1}`,
      left: HEAD_PX,
      top: tops[lane] ?? 0,
      width: width - HEAD_PX,
      height: heights[lane] ?? ROW_PX,
      horizontal: true,
    }),
  )
  const all = new Map([...ends, ...boxes, ...stores].map((place) => [place.id, place]))
  const between = (id: string, from: string, to: string): BpmnLine[] => {
    const [one, other] = [all.get(from), all.get(to)]
    return one === undefined || other === undefined ? [] : [{ id, from: one, to: other }]
  }
  return {
    pool: { left: 0, top: 0, width, height },
    boxes: [...lanesDrawn, ...all.values()],
    lines: [
      ...flows.flatMap(({ id, from, to }) => between(id, from, to)),
      ...tasks.flatMap((task) => task.data.flatMap((one, at) => between(`${task.id}_in_${at + 1}`, one, task.id))),
    ],
  }
}

/** How late each task comes: behind all that it comes after. In a loop it ends after as many rounds as there are tasks. */
function columnsOf(tasks: readonly BpmnTask[]): ReadonlyMap<string, number> {
  const columns = new Map(tasks.map(({ id }) => [id, 0]))
  for (let round = 0; round < tasks.length; round++) {
    let moved = false
    for (const { id, after } of tasks) {
      const column = Math.min(tasks.length - 1, Math.max(0, ...after.map((one) => (columns.get(one) ?? 0) + 1)))
      if (column <= (columns.get(id) ?? 0)) continue
      columns.set(id, column)
      moved = true
    }
    if (!moved) break
  }
  return columns
}

/** In which row of its lane each task stands, and how many rows each lane has: those that come at once stand below one another. */
function rowsOf(tasks: readonly BpmnTask[], columns: ReadonlyMap<string, number>) {
  const taken = new Map<string, number>()
  const at = new Map<string, number>()
  const of = new Map<number, number>()
  for (const { id, lane } of tasks) {
    const place = `${lane} ${columns.get(id) ?? 0}`
    const row = taken.get(place) ?? 0
    taken.set(place, row + 1)
    at.set(id, row)
    of.set(lane, Math.max(of.get(lane) ?? 0, row + 1))
  }
  return { at, of }
}

/** The diagram as BPMN has it. @param pool - id of the pool. */
export function bpmnDiagram({ pool, boxes, lines }: BpmnPlaces, poolId: string): XmlDraft {
  return {
    name: 'bpmndi:BPMNDiagram',
    attributes: { id: 'Diagram' },
    children: [
      {
        name: 'bpmndi:BPMNPlane',
        attributes: { id: 'Plane', bpmnElement: 'Collaboration' },
        children: [shapeXml({ id: poolId, ...pool, horizontal: true }), ...boxes.map(shapeXml), ...lines.map(edgeXml)],
      },
    ],
  }
}

function shapeXml({ id, left, top, width, height, horizontal }: BpmnPlace): XmlDraft {
  return {
    name: 'bpmndi:BPMNShape',
    attributes: { id: `${id}_shape`, bpmnElement: id, isHorizontal: horizontal ? 'true' : undefined },
    children: [
      {
        name: 'dc:Bounds',
        attributes: { x: String(left), y: String(top), width: String(width), height: String(height) },
      },
    ],
  }
}

/** From the right side of one to the left of the other; data from above. */
function edgeXml({ id, from, to }: BpmnLine): XmlDraft {
  const below = from.top > to.top + to.height
  const begin = below ? [from.left + from.width / 2, from.top] : [from.left + from.width, from.top + from.height / 2]
  const end = below ? [to.left + to.width / 2, to.top + to.height] : [to.left, to.top + to.height / 2]
  const point = ([x, y]: readonly number[]): XmlDraft => ({
    name: 'di:waypoint',
    attributes: { x: String(x), y: String(y) },
  })
  return {
    name: 'bpmndi:BPMNEdge',
    attributes: { id: `${id}_edge`, bpmnElement: id },
    children: [point(begin), point(end)],
  }
}
