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

const RETRY_MS_FIRST = 1000
const RETRY_MS_MAX = 15_000
const UNDOS_MAX = 200

type Stack = 'done' | 'undone'
/** A way back: the change to be taken back, where it was remembered, and where the change that does so is. */
type Way = { readonly of: string; readonly from: Stack; readonly into: Stack }

/** An open journey. Its functions can be handed on as they are. */
export class Session {
  readonly #line: Line
  readonly #tell: (failure: unknown) => void
  readonly #listeners = new Set<() => void>()
  #desk: Desk
  #learnt: ReadonlyMap<string, AtlasRecord> = new Map()
  #shown: Shown | null = null
  /** The change that is on its way: only one at a time, since each builds on those before it. */
  #sending: string | null = null
  #tries = 0
  readonly #stacks: Record<Stack, string[]> = { done: [], undone: [] }
  /** Ways back that wait until nothing else is under way. */
  readonly #ways: Way[] = []

  /**
   * Opens a journey.
   *
   * @param opened - what was loaded, and the last change it holds.
   * @param tell - is told what the server refused.
   */
  constructor(
    opened: { readonly records: readonly AtlasRecord[]; readonly seq: number },
    line: Line,
    tell: (failure: unknown) => void,
  ) {
    this.#desk = openDesk(opened.records, opened.seq)
    this.#line = line
    this.#tell = tell
  }

  /** What is to be shown; the same until something changes. */
  readonly now = (): Shown => {
    const { done, undone } = this.#stacks
    this.#shown ??= {
      records: withLearnt(seenFrom(this.#desk), this.#learnt),
      waiting: this.#desk.waiting.length,
      mayUndo: done.length > 0,
      mayRedo: undone.length > 0,
    }
    return this.#shown
  }

  /** Tells when something changes. @returns ends it. */
  readonly watch = (listener: () => void): (() => void) => {
    this.#listeners.add(listener)
    return () => void this.#listeners.delete(listener)
  }

  /** Does edits that belong together, at once here and soon for everybody. */
  readonly edit = (edits: readonly AtlasEdit[]): void => {
    if (edits.length === 0) return
    const { desk, change } = editAt(this.#desk, { id: this.#line.newId(), edits })
    if (change.edits.length === 0) return
    this.#desk = desk
    this.#stacks.done = [...this.#stacks.done.slice(1 - UNDOS_MAX), change.id]
    this.#stacks.undone = []
    this.#changed()
    this.#pump()
  }

  /** Takes a change as the server placed it: somebody else's, or one's own that comes back. */
  readonly receive = (change: PlacedChange): void => {
    this.#desk = receiveAt(this.#desk, change)
    if (change.id === this.#sending) this.#sending = null
    this.#changed()
    this.#pump()
  }

  /** Library records that were loaded besides. */
  readonly learn = (records: readonly AtlasRecord[]): void => {
    this.#learnt = new Map([...this.#learnt, ...records.map((one) => [one.id, one] as const)])
    this.#changed()
  }

  /** Takes back what was done last here. */
  readonly undo = (): void => this.#back('done', 'undone')
  /** Does again what was taken back last. */
  readonly redo = (): void => this.#back('undone', 'done')

  #back(from: Stack, into: Stack): void {
    const of = this.#stacks[from].pop()
    if (of === undefined) return
    this.#ways.push({ of, from, into })
    this.#changed()
    this.#pump()
  }

  #changed(): void {
    this.#shown = null
    for (const listener of this.#listeners) listener()
  }

  /** Sends what is next, if nothing is on its way. It has come through when the stream brings it back. */
  #pump(): void {
    if (this.#sending !== null) return
    const [first] = this.#desk.waiting
    if (first !== undefined) this.#send(first.id, first.edits)
    else {
      const way = this.#ways.shift()
      if (way !== undefined) this.#goBack(way)
    }
  }

  #send(id: string, edits: readonly AtlasEdit[]): void {
    this.#sending = id
    this.#line.change({ id, base: this.#desk.seq, edits: [...edits] }).then(
      () => {
        this.#tries = 0
      },
      (failure: unknown) => this.#failed(id, failure),
    )
  }

  #failed(id: string, failure: unknown): void {
    // It came through all the same, and only the answer was lost.
    if (this.#sending !== id) return
    this.#sending = null
    if (!this.#line.refused(failure)) {
      this.#line.later(() => this.#pump(), Math.min(RETRY_MS_MAX, RETRY_MS_FIRST * 2 ** this.#tries++))
      return
    }
    this.#tries = 0
    this.#desk = dropAt(this.#desk, id)
    this.#forget('done', id)
    this.#tell(failure)
    this.#changed()
    this.#pump()
  }

  #goBack({ of, from, into }: Way): void {
    const id = this.#line.newId()
    this.#sending = id
    this.#stacks[into].push(id)
    this.#line.undo(of, id).catch((failure: unknown) => {
      // It came through all the same, and only the answer was lost.
      if (this.#sending !== id) return
      this.#forget(into, id)
      if (!this.#line.refused(failure)) this.#stacks[from].push(of)
      this.#sending = null
      this.#tell(failure)
      this.#changed()
      this.#pump()
    })
    this.#changed()
  }

  #forget(stack: Stack, id: string): void {
    this.#stacks[stack] = this.#stacks[stack].filter((one) => one !== id)
  }
}

function withLearnt(
  seen: ReadonlyMap<string, AtlasRecord>,
  learnt: ReadonlyMap<string, AtlasRecord>,
): ReadonlyMap<string, AtlasRecord> {
  return learnt.size === 0 ? seen : new Map([...learnt, ...seen])
}
