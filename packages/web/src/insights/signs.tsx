// Signs of insights in lists, matrix and board: sort, state, how well it is known. Colour is never alone: words say the same. Decides nothing.
import { type EvidenceLevel, type InsightState, insightSorts } from '@lotse/protocol'
import {
  type Icon,
  IconAlertTriangle,
  IconBulb,
  IconMoodSad,
  IconMoodSmile,
  IconQuestionMark,
  IconSparkles,
} from '@tabler/icons-react'
import { useWords } from '../words/use.ts'
import css from './insights.module.css'

/** What an insight is, or null where nobody said. */
export type InsightSort = (typeof insightSorts)[number] | null

const icons: Readonly<Record<NonNullable<InsightSort>, Icon>> = {
  painPoint: IconMoodSad,
  opportunity: IconBulb,
  wow: IconMoodSmile,
  idea: IconSparkles,
  risk: IconAlertTriangle,
}

/** The sort that a field says. */
export const sortOf = (value: unknown): InsightSort => insightSorts.find((one) => one === value) ?? null

/** The sign of a sort with its word for those who do not see it. */
export function SortSign({ sort, size = 16 }: { sort: InsightSort; size?: number }) {
  const { t } = useWords()
  const Mark = sort === null ? IconQuestionMark : icons[sort]
  const word = sort === null ? t('insightMonitor.noSort') : t(`library.choice.${sort}`)
  return (
    <span className={css.sort} data-sort={sort ?? 'none'} title={word}>
      <Mark size={size} stroke={1.7} aria-hidden />
      <span className="visually-hidden">{word}: </span>
    </span>
  )
}

/** A state in its colour. */
export function StateWord({ state }: { state: InsightState }) {
  const { t } = useWords()
  return (
    <span className={css.state} data-state={state}>
      {t(`insightWork.state.${state}`)}
    </span>
  )
}

const filled: Readonly<Record<EvidenceLevel, number>> = { assumed: 0, stale: 1, researched: 2, measured: 3 }
const BARS = [1, 2, 3] as const

/** How well it is known: three bars and the word behind them. */
export function LevelBars({ level }: { level: EvidenceLevel }) {
  const { t } = useWords()
  const word = t(`insightWork.level.${level}`)
  return (
    <span className={css.level} title={word} data-level={level}>
      {BARS.map((bar) => (
        <span key={bar} className={css.bar} data-on={bar <= filled[level]} aria-hidden />
      ))}
      <span className="visually-hidden">{word}</span>
    </span>
  )
}
