// What the words sound like: the model's verdict with how sure it is, a person's word in its place, and who said so when. Each correction can be taken back.
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { call } from '../api.ts'
import { useMay } from '../app/member.ts'
import { Button } from '../parts/Button.tsx'
import { Choices } from '../parts/Choices.tsx'
import { Select } from '../parts/Select.tsx'
import { useUndo } from '../parts/undo.ts'
import { useWords } from '../words/use.ts'
import type { Feedback } from './data.ts'
import css from './feedback.module.css'
import { SentimentMark } from './SentimentMark.tsx'

type Word = Pick<Feedback, 'sentiment' | 'language'>

/** The section. */
export function Correcting({ feedback }: { feedback: Feedback }) {
  const { t, f } = useWords()
  const may = useMay()
  const { guess } = feedback
  return (
    <section className={css.section} aria-label={t('feedback.sentiment')}>
      <h3>{t('feedback.sentiment')}</h3>
      <p>
        <SentimentMark {...feedback} />
      </p>
      <p className="quiet">
        {guess === null
          ? t('feedback.modelNone')
          : t('feedback.model', {
              sentiment: t(`feedback.sentiments.${guess.sentiment}`),
              score: f.number(guess.score),
              confidence: f.share(guess.confidence),
            })}
      </p>
      {may('notes.write') && may('personal.read') ? <Fields feedback={feedback} /> : null}
      <Corrections feedback={feedback} />
    </section>
  )
}

/** The word of a person as it stands; null where there is none. */
const saidBy = ({ corrected, corrections: [last] }: Feedback): Word =>
  corrected && last !== undefined
    ? { sentiment: last.sentiment, language: last.language }
    : { sentiment: null, language: null }

function Fields({ feedback }: { feedback: Feedback }) {
  const { t } = useWords()
  const correct = useCorrecting(feedback)
  const said = saidBy(feedback)
  const words = (['negative', 'neutral', 'positive'] as const).map((value) => ({
    value,
    label: t(`feedback.sentiments.${value}`),
  }))
  return (
    <div className={css.fields}>
      <Choices<'negative' | 'neutral' | 'positive' | ''>
        label={t('feedback.correct')}
        choices={words}
        chosen={feedback.sentiment ?? ''}
        choose={(sentiment) => sentiment !== '' && correct.mutate({ ...said, sentiment })}
      />
      <Select
        label={t('feedback.correctLanguage')}
        value={feedback.language ?? ''}
        onChange={({ currentTarget: { value } }) =>
          correct.mutate({ ...said, language: value === 'de' || value === 'en' ? value : null })
        }
        choices={[
          ...(feedback.language === null ? [{ value: '', label: t('feedback.languages.other') }] : []),
          { value: 'de', label: t('feedback.languages.de') },
          { value: 'en', label: t('feedback.languages.en') },
        ]}
      />
      {feedback.corrected ? (
        <Button onClick={() => correct.mutate({ sentiment: null, language: null })} busy={correct.isPending}>
          {t('feedback.asModel')}
        </Button>
      ) : null}
    </div>
  )
}

function useCorrecting(feedback: Feedback) {
  const { t } = useWords()
  const client = useQueryClient()
  const { offerUndo, sayFailure } = useUndo()
  const { id } = feedback
  const fresh = () => client.invalidateQueries({ queryKey: ['feedback'] })
  return useMutation({
    mutationFn: (word: Word) =>
      call('correctFeedback', { params: { id }, body: { version: feedback.version, ...word } }),
    onMutate: () => saidBy(feedback),
    onSuccess: async ({ version }, _, before) => {
      offerUndo(t('feedback.correctedNow'), () =>
        call('correctFeedback', { params: { id }, body: { version, ...before } }).finally(fresh),
      )
      await fresh()
    },
    onError: async (failure) => {
      sayFailure(failure)
      await fresh()
    },
  })
}

function Corrections({ feedback: { corrections } }: { feedback: Feedback }) {
  const { t, f } = useWords()
  if (corrections.length === 0) return null
  const word = ({ sentiment, language }: Word) =>
    [
      sentiment === null ? undefined : t(`feedback.sentiments.${sentiment}`),
      language === null ? undefined : t(`feedback.languages.${language}`),
    ]
      .filter((one) => one !== undefined)
      .join(', ') || t('feedback.byModel')
  return (
    <>
      <h4>{t('feedback.corrections')}</h4>
      <ul className={css.corrections}>
        {corrections.map((one) => (
          <li key={one.at}>
            {t('feedback.correctionBy', {
              name: one.by ?? t('feedback.byProgram'),
              time: f.minute(Date.parse(one.at)),
              before: word(one.before),
              after: word(one),
            })}
          </li>
        ))}
      </ul>
    </>
  )
}
