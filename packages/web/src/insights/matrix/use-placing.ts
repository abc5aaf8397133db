// Places that insights are given in the matrix: where one is being dragged to, shown at once, and stored one after the other. Draws nothing.
import type { InsightPoint, InsightWithoutPlace } from '@lotse/protocol'
import { useCallback, useEffect, useRef, useState } from 'react'
import { useWords } from '../../words/use.ts'
import { pointName } from '../names.ts'
import { valueText } from '../scales.ts'
import { useWork } from '../work/use-work.ts'
import { type Axis, stepped } from './places.ts'

/** An insight with or without a place. */
export type Placeable = InsightWithoutPlace
/** A point as it is drawn: where it is wished to be, else where it stands. `stored`: as the server has it. */
export type Drawn = InsightPoint & { readonly stored: Placeable }
/** A place of which one half may not be known. */
export type HalfPlace = { readonly x: number | null; readonly y: number | null }

/** Who presses several arrow keys has them stored together, a moment after the last one. */
const PAUSE_MS = 700

/** What changes places. */
export type Placing = {
  /** Places that are not stored yet, by insight. */
  readonly wished: ReadonlyMap<string, HalfPlace>
  /** Shows one at another place; null: where it was. */
  readonly wish: (id: string, place: HalfPlace | null) => void
  /** Stores a place. */
  readonly put: (point: Placeable, place: HalfPlace) => void
  /** Moves one by a key press; stored after a moment, or with `rest`. */
  readonly nudge: (point: Drawn, by: { readonly x: 1 | -1 | 0; readonly y: 1 | -1 | 0 }) => void
  readonly rest: () => void
}

/** @param axes - on which places are given. */
export function usePlacing({ x, y }: { readonly x: Axis; readonly y: Axis }): Placing {
  const [wished, setWished] = useState<ReadonlyMap<string, HalfPlace>>(new Map())
  const store = useStoring({ x, y })
  const waiting = useRef<{ point: Placeable; place: HalfPlace; timer: ReturnType<typeof setTimeout> } | null>(null)

  const wish = useCallback((id: string, place: HalfPlace | null) => {
    setWished((before) => {
      const next = new Map(before)
      if (place === null) next.delete(id)
      else next.set(id, place)
      return next
    })
  }, [])
  const put = useCallback(
    (point: Placeable, place: HalfPlace) => {
      wish(point.id, place)
      void store(point, place).then(() => wish(point.id, null))
    },
    [store, wish],
  )
  const rest = useCallback(() => {
    const last = waiting.current
    if (last === null) return
    clearTimeout(last.timer)
    waiting.current = null
    put(last.point, last.place)
  }, [put])
  const nudge: Placing['nudge'] = (point, by) => {
    if (waiting.current !== null && waiting.current.point.id !== point.id) rest()
    const next = (axis: Axis, value: number, step: 1 | -1 | 0) => (step === 0 ? value : stepped(axis, value, step))
    const place = { x: next(x, point.x, by.x), y: next(y, point.y, by.y) }
    if (waiting.current !== null) clearTimeout(waiting.current.timer)
    wish(point.id, place)
    waiting.current = { point: point.stored, place, timer: setTimeout(rest, PAUSE_MS) }
  }
  // Whoever leaves the screen has what they moved stored.
  const latest = useRef(rest)
  latest.current = rest
  useEffect(() => () => latest.current(), [])
  return { wished, wish, put, nudge, rest }
}

/** Stores places, each from the version that the one before led to. */
function useStoring(axes: { readonly x: Axis; readonly y: Axis }) {
  const { t, f } = useWords()
  const { change } = useWork()
  const versions = useRef(new Map<string, number>())
  const queue = useRef<Promise<unknown>>(Promise.resolve())
  // Where each was put last, as long as the lists may still say where it was before.
  const last = useRef(new Map<string, HalfPlace>())
  return (point: Placeable, place: HalfPlace): Promise<unknown> => {
    const before = last.current.get(point.id) ?? point
    last.current.set(point.id, place)
    const given = (['x', 'y'] as const).flatMap((side) => {
      const { criterion, label } = axes[side]
      const value = place[side]
      return criterion === null || value === null || value === before[side]
        ? []
        : [{ key: criterion.key, label, value }]
    })
    const [one, other] = given
    if (one === undefined) return queue.current
    const name = pointName(point, f.language, t('library.unnamed'))
    const said =
      other === undefined
        ? t('insightMonitor.matrix.movedOne', { name, axis: one.label, value: valueText(one.value, f) })
        : t('insightMonitor.matrix.moved', {
            name,
            x: one.label,
            xValue: valueText(one.value, f),
            y: other.label,
            yValue: valueText(other.value, f),
          })
    const inputs = Object.fromEntries(given.map(({ key, value }) => [key, value]))
    const store = async () => {
      const { id } = point
      const version = Math.max(point.version, versions.current.get(id) ?? 0)
      const { done } = await change([{ id, version }], { do: 'scores', inputs }, said)
      versions.current.set(id, done[0]?.version ?? 0)
      if (last.current.get(id) === place) last.current.delete(id)
    }
    queue.current = queue.current.then(store)
    return queue.current
  }
}
