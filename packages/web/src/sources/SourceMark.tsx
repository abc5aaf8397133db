// How a source does, in a word with its tone. Decides nothing.
import type { Source, SourceHealth } from '@lotse/protocol'
import { StateMark } from '../parts/Mark.tsx'
import { useWords } from '../words/use.ts'
import { stateOf, stateTones } from './kinds.ts'

/** The mark. */
export function SourceMark({ source, health }: { source: Source; health: SourceHealth }) {
  const { t } = useWords()
  const state = stateOf(source, health)
  return <StateMark tone={stateTones[state]}>{t(`sources.state.${state}`)}</StateMark>
}
