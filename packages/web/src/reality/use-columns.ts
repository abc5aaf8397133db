// Which figures stand beside one another: of these days and those before, of channels, of segments, or of editions.
import type { ShownEdition } from '@lotse/protocol'
import { calledIn } from '../atlas/called.ts'
import { useWords } from '../words/use.ts'
import type { Asked, Narrow } from './data.ts'
import { daysBefore, type Span } from './span.ts'
import type { Segment } from './use-reality.ts'

/** By what figures are compared, as it stands in the address. */
export const comparedBy = ['time', 'channel', 'segment', 'edition'] as const
/** One of them. */
export type By = (typeof comparedBy)[number]

/** More columns than this cannot be read beside one another. */
const COLUMNS_MAX = 4
/** Beside everybody. */
export const SEGMENTS_BESIDE = COLUMNS_MAX - 1

/** What columns are made of. */
export type Comparable = {
  readonly asked: Asked
  /** Of whom figures are asked for already. */
  readonly narrow: Narrow
  readonly span: Span
  readonly channels: readonly string[]
  readonly segments: readonly Segment[]
  /** Those that were chosen to stand there. */
  readonly beside: readonly Segment[]
  readonly editions: readonly ShownEdition[]
}

/** A column. `key` tells it apart from others: two segments may be called the same. */
export type Column = { readonly key: string; readonly name: string; readonly asked: Asked }

/** The columns. */
export function useColumns({ asked, narrow, span, channels, beside, editions }: Comparable, by: By): Column[] {
  const { t, f } = useWords()
  const narrowed: Asked = { ...asked, ...narrow }
  switch (by) {
    case 'channel':
      return channels
        .slice(0, COLUMNS_MAX)
        .map((channel) => ({ key: channel, name: channel, asked: { ...narrowed, channel } }))
    case 'segment': {
      const { segment: _one, ...all } = narrowed
      const named = beside.map(({ segment, name }) => ({
        key: segment,
        name: calledIn(name, f.language) || t('library.unnamed'),
        asked: { ...all, segment },
      }))
      return [{ key: '', name: t('reality.everybody'), asked: all }, ...named]
    }
    case 'edition':
      return editions.slice(0, COLUMNS_MAX).map(({ number }) => ({
        key: String(number),
        name: t('reality.editionShort', { number: f.whole(number) }),
        asked: { ...narrowed, edition: number },
      }))
    default: {
      const past = daysBefore(span, Date.now())
      const now = { key: 'now', name: t(`reality.span.${span}`), asked: narrowed }
      return past === null ? [now] : [now, { key: 'past', name: t('reality.past'), asked: { ...narrowed, ...past } }]
    }
  }
}

const BETWEEN = ','

/** The segments that an address wants beside one another; where it says nothing, the first. */
export function besideOf(segments: readonly Segment[], chosen: string | undefined): readonly Segment[] {
  const wanted = chosen === undefined ? undefined : new Set(chosen.split(BETWEEN))
  const found = wanted === undefined ? segments : segments.filter(({ segment }) => wanted.has(segment))
  return (found.length === 0 ? segments : found).slice(0, SEGMENTS_BESIDE)
}

/** As the address says it. */
export const besideText = (segments: readonly Segment[]): string => segments.map(({ segment }) => segment).join(BETWEEN)
