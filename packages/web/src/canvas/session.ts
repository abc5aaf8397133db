// One open journey, edited together with others: what was done here goes to the server one change at a time, what comes from there is taken in
// order. Keeps the way back for the one who sits here. Draws nothing and knows no addresses.
import { type Desk, dropAt, editAt, openDesk, type PlacedChange, receiveAt, seenFrom } from '@lotse/core/atlas'
import type { AtlasEdit, AtlasRecord } from '@lotse/protocol'

/** The way to the server. `refused`: whether a failure is a refusal, which no further try would mend. */
export type Line = {
  readonly change: (change: { id: string; base: number; edits: AtlasEdit[] }) => Promise<unknown>
  readonly undo: (of: string, id: string) => Promise<unknown>
  readonly refused: (failure: unknown) => boolean
  readonly newId: () => string
  readonly later: (act: () => void, ms: number) => void
}

/** What the editor shows. `waiting`: changes the server has not confirmed. */
export type Shown = {
  readonly records: ReadonlyMap<string, AtlasRecord>
  readonly waiting: number
  readonly mayUndo: boolean
  readonly mayRedo: boolean
}

/** An open journey. */
export type Session = {
  readonly now: () => Shown
  readonly watch: (listener: () => void) => () => void
  /** Does edits that belong together, at once here and soon for everybody. */
  readonly edit: (edits: readonly AtlasEdit[]) => void
  readonly receive: (change: PlacedChange) => void
  /** Library records that were loaded besides. */
  readonly learn: (records: readonly AtlasRecord[]) => void
  readonly undo: () => void
  readonly redo: () => void
}

const RETRY_MS_FIRST = 1000
const RETRY_MS_MAX = 15_000
const UNDOS_MAX = 200

type Way = { readonly of: string; readonly into: 'done' | 'undone' }

/**
 * Opens a journey.
 *
 * @param opened - what was loaded, and the last change it holds.
 * @param tell - is told what the server refused.
 */
export function openSession(
  opened: { readonly records: readonly AtlasRecord[]; readonly seq: number },
  line: Line,
  tell: (failure: unknown) => void,
): Session {
  let desk: Desk = openDesk(opened.records, opened.seq)
  let learnt: ReadonlyMap<string, AtlasRecord> = new Map()
  let shown: Shown | null = null
  let sending: string | null = null
  let tries = 0
  const stacks: Record<'done' | 'undone', string[]> = { done: [], undone: [] }
  /** Ways back that wait until nothing else is under way. */
  const ways: Way[] = []
  const listeners = new Set<() => void>()

  const changed = () => {
    shown = null
    for (const listener of listeners) listener()
  }
  const failed = (id: string, failure: unknown) => {
    if (sending !== id) return
    sending = null
    if (line.refused(failure)) {
      tries = 0
      desk = dropAt(desk, id)
      stacks.done = stacks.done.filter((one) => one !== id)
      tell(failure)
      changed()
      pump()
    } else line.later(pump, Math.min(RETRY_MS_MAX, RETRY_MS_FIRST * 2 ** tries++))
  }
  const pump = (): void => {
    if (sending !== null) return
    const [first] = desk.waiting
    if (first !== undefined) {
      sending = first.id
      line.change({ id: first.id, base: desk.seq, edits: [...first.edits] }).then(
        () => {
          tries = 0
        },
        (failure: unknown) => failed(first.id, failure),
      )
      return
    }
    const way = ways.shift()
    if (way !== undefined) goBack(way)
  }
  const goBack = ({ of, into }: Way) => {
    const id = line.newId()
    sending = id
    stacks[into].push(id)
    line.undo(of, id).catch((failure: unknown) => {
      stacks[into] = stacks[into].filter((one) => one !== id)
      if (sending === id) sending = null
      tell(failure)
      changed()
      pump()
    })
    changed()
  }
  const step = (from: 'done' | 'undone', into: 'done' | 'undone') => {
    const of = stacks[from].pop()
    if (of === undefined) return
    ways.push({ of, into })
    changed()
    pump()
  }
  return {
    now: () => {
      shown ??= {
        records: withLearnt(seenFrom(desk), learnt),
        waiting: desk.waiting.length,
        mayUndo: stacks.done.length > 0,
        mayRedo: stacks.undone.length > 0,
      }
      return shown
    },
    watch: (listener) => {
      listeners.add(listener)
      return () => void listeners.delete(listener)
    },
    edit: (edits) => {
      if (edits.length === 0) return
      const done = editAt(desk, { id: line.newId(), edits })
      if (done.change.edits.length === 0) return
      desk = done.desk
      stacks.done = [...stacks.done.slice(1 - UNDOS_MAX), done.change.id]
      stacks.undone = []
      changed()
      pump()
    },
    receive: (change) => {
      desk = receiveAt(desk, change)
      if (change.id === sending) sending = null
      changed()
      pump()
    },
    learn: (records) => {
      learnt = new Map([...learnt, ...records.map((one) => [one.id, one] as const)])
      changed()
    },
    undo: () => step('done', 'undone'),
    redo: () => step('undone', 'done'),
  }
}

function withLearnt(
  seen: ReadonlyMap<string, AtlasRecord>,
  learnt: ReadonlyMap<string, AtlasRecord>,
): ReadonlyMap<string, AtlasRecord> {
  return learnt.size === 0 ? seen : new Map([...learnt, ...seen])
}
