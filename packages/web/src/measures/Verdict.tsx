// Whether a measure helped, as a mark. Judges nothing.
import type { ImpactVerdict } from '@lotse/protocol'
import { StateMark } from '../parts/Mark.tsx'
import type { MarkTone } from '../parts/tone.ts'
import { useWords } from '../words/use.ts'

const tones: { readonly [V in ImpactVerdict]: MarkTone } = { verified: 'proof', refuted: 'harm', notYet: 'plain' }

/** The mark. */
export function Verdict({ verdict }: { verdict: ImpactVerdict }) {
  const { t } = useWords()
  return <StateMark tone={tones[verdict]}>{t(`measures.verdict.${verdict}`)}</StateMark>
}
