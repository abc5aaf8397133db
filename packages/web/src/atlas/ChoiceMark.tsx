// What was chosen in a field of a record, as a mark. Colour is never alone: the word says the same.
import type { AtlasRecord } from '@lotse/protocol'
import { StateMark } from '../parts/Mark.tsx'
import type { MarkTone } from '../parts/tone.ts'
import { useWords } from '../words/use.ts'

const tones: Readonly<Record<string, MarkTone>> = {
  live: 'proof',
  fully: 'proof',
  wow: 'proof',
  planned: 'info',
  building: 'info',
  partly: 'attention',
  opportunity: 'attention',
  none: 'harm',
  painPoint: 'harm',
  risk: 'harm',
}

/** The mark; nothing where nothing was chosen. */
export function ChoiceMark({ record, field }: { record: Pick<AtlasRecord, 'fields'>; field: string }) {
  const { t } = useWords()
  const value = record.fields[field]
  return typeof value === 'string' ? (
    <StateMark tone={tones[value] ?? 'plain'}>{t(`library.choice.${value as 'live'}`)}</StateMark>
  ) : null
}
