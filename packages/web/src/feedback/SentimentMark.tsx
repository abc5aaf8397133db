// What words sound like, as a mark; the word says it, colour only helps.
import type { FeedbackItem } from '@lotse/protocol'
import { StateMark } from '../parts/Mark.tsx'
import { useWords } from '../words/use.ts'

const tones = { negative: 'attention', neutral: 'plain', positive: 'proof' } as const

/** The mark. */
export function SentimentMark({ sentiment }: Pick<FeedbackItem, 'sentiment'>) {
  const { t } = useWords()
  if (sentiment === null) return <StateMark tone="plain">{t('feedback.unsaid')}</StateMark>
  return <StateMark tone={tones[sentiment]}>{t(`feedback.sentiments.${sentiment}`)}</StateMark>
}
