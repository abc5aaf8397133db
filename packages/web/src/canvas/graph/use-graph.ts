// The state of one who works at a graph of steps: where they are, what they rename, from where they draw a way. Turns wishes into edits and draws nothing.
import type { AtlasEdit, AtlasRecord } from '@lotse/protocol'
import { type RefObject, useLayoutEffect, useRef, useState } from 'react'
import { writing } from '../contents.ts'
import type { Layout } from '../layout.ts'
import type { Session } from '../session.ts'
import { newPhase, newStep, stepAside } from '../structure.ts'
import { ownText } from '../texts.ts'
import type { Drawing, Spot } from './geometry.ts'
import { layingAnew, putting } from './hints.ts'
import { connecting, type DesignedWay, stepBehind, withoutStep } from './ways.ts'

/** What the graph is given. */
type GraphWork = {
  readonly session: Session
  readonly journey: string
  readonly language: string
  readonly mayEdit: boolean
  readonly newId: () => string
  readonly layout: Layout
  readonly records: ReadonlyMap<string, AtlasRecord>
  readonly ways: readonly DesignedWay[]
  readonly drawing: Drawing
  readonly sheet: RefObject<HTMLElement | null>
  readonly startAt: string | undefined
}

/** Where one is and what one can do. `from`: the step from which a way is being drawn. */
export type Graph = {
  readonly at: string | null
  readonly renaming: string | null
  readonly from: string | null
  readonly go: (step: string) => void
  readonly rename: (step: string) => void
  /** Ends renaming; null: as it was. */
  readonly named: (text: string | null) => void
  readonly begin: (step: string) => void
  readonly connect: (from: string, to: string) => void
  readonly stop: () => void
  readonly add: () => void
  readonly remove: (step: string) => void
  readonly shift: (step: string, by: -1 | 1) => void
  /** Puts a step somewhere by hand. */
  readonly put: (step: string, spot: Spot) => void
  /** Gives all steps back to the layout. */
  readonly layAnew: () => void
}

/** The work at a graph. */
export function useGraph(work: GraphWork): Graph {
  const { layout, mayEdit, session, sheet } = work
  const [chosen, setChosen] = useState<string | null>(work.startAt ?? null)
  const [renaming, setRenaming] = useState<string | null>(null)
  const [from, setFrom] = useState<string | null>(null)
  const steps = layout.map.steps
  const stands = (step: string | null) => steps.some(({ id }) => id === step)
  const at = stands(chosen) ? chosen : (steps[0]?.id ?? null)
  const focus = useFocus(sheet)
  const edit = (edits: readonly AtlasEdit[]) => (mayEdit ? session.edit(edits) : undefined)
  const go = (step: string) => {
    setChosen(step)
    focus(step)
  }
  const rename = (step: string) => {
    if (!mayEdit) return
    setChosen(step)
    setFrom(null)
    setRenaming(step)
  }
  const connect = (one: string, to: string) => {
    setFrom(null)
    edit(connecting({ from: one, to }, work))
    go(to)
  }
  return {
    at,
    renaming,
    from: stands(from) ? from : null,
    go,
    rename,
    named: (text) => {
      if (renaming === null) return
      setRenaming(null)
      if (text !== null) edit(renamed(work, renaming, text))
      focus(renaming)
    },
    begin: (step) => {
      if (!mayEdit) return
      setFrom(step)
      go(step)
    },
    connect,
    stop: () => setFrom(null),
    add: () => {
      const { id, edits } = added(work, at)
      edit(edits)
      rename(id)
    },
    remove: (step) => {
      const next = steps[Math.max(0, steps.findIndex(({ id }) => id === step) - 1)]
      edit(withoutStep(step, work))
      if (next !== undefined && next.id !== step) go(next.id)
    },
    shift: (step, by) => {
      const record = steps.find(({ id }) => id === step)
      if (record !== undefined) edit(stepAside(layout, record, by))
      focus(step)
    },
    put: (step, spot) => {
      const record = steps.find(({ id }) => id === step)
      const edits = record === undefined ? [] : putting(record, work.drawing.hintFor(step, spot))
      if (edits.length > 0) edit(edits)
      go(step)
    },
    layAnew: () => edit(layingAnew(steps)),
  }
}

function renamed({ layout, language, journey, newId }: GraphWork, step: string, text: string): AtlasEdit[] {
  const record = layout.map.steps.find(({ id }) => id === step)
  const from = ownText(record, 'name', language)
  return writing(layout, { row: 'steps', col: step }, { language, from, to: text.trim() }, { journey, newId })
}

/** A step behind another one; in an empty journey the first, with its phase. */
function added(work: GraphWork, at: string | null) {
  const { layout } = work
  const step = layout.map.steps.find(({ id }) => id === at)
  if (step !== undefined) return stepBehind(layout, step, work)
  const standing = layout.map.phases[0]?.phase.id
  if (standing !== undefined) return newStep(layout, standing, 0, work)
  const phase = newPhase(layout, 0, work)
  const { id, edits } = newStep(layout, phase.id, 0, work)
  return { id, edits: [...phase.edits, ...edits] }
}

/** Gives the focus to a step as soon as it is drawn. */
function useFocus(sheet: RefObject<HTMLElement | null>): (step: string) => void {
  const wanted = useRef<string | null>(null)
  const [, again] = useState(0)
  useLayoutEffect(() => {
    const step = wanted.current
    if (step === null) return
    const found = sheet.current?.querySelector<HTMLElement>(`[data-step="${CSS.escape(step)}"] > button`)
    if (found === undefined || found === null) return
    wanted.current = null
    found.focus()
  })
  return (step) => {
    wanted.current = step
    again((count) => count + 1)
  }
}
