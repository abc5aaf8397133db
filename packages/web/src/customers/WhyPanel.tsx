// Why one person did or did not take one flow: the verdict, the moments that led to it, and the conditions in detail.
import type { ApiExplanation, Flow, Why } from '@lotse/protocol'
import { IconX } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { flowQuery, whyQuery } from '../app/data.ts'
import { stepTitle } from '../flows/step-words.ts'
import { ButtonLink } from '../parts/Button.tsx'
import { Card } from '../parts/Card.tsx'
import { Answer } from '../parts/states.tsx'
import { useWords } from '../words/use.ts'
import css from './why.module.css'
import { conditionWords, type Sentence, sentencesOf, verdictSentence } from './why-sentences.ts'

/** The panel. */
export function WhyPanel({ customerId, flowId }: { customerId: string; flowId: string }) {
  const { t } = useWords()
  const why = useQuery(whyQuery(customerId, flowId))
  const flow = useQuery(flowQuery(flowId))
  return (
    <Card
      title={t('why.asked', { flow: why.data?.flowName ?? flow.data?.name ?? flowId })}
      side={
        <ButtonLink kind="quiet" to="/customers/$customerId" params={{ customerId }} aria-label={t('why.close')}>
          <IconX size={16} aria-hidden />
        </ButtonLink>
      }
    >
      <Answer query={why}>{(answer) => <Moments why={answer} flow={flow.data} />}</Answer>
    </Card>
  )
}

function Moments({ why, flow }: { why: Why; flow: Flow | undefined }) {
  const { t, f } = useWords()
  const steps = (flow?.published ?? flow?.draft)?.steps ?? []
  const stepName = (id: string): string => {
    const step = steps.find((one) => one.id === id)
    return step === undefined ? id : stepTitle(t, f, step)
  }
  const sentences = sentencesOf({ t, f, stepName }, why.moments)
  return (
    <>
      <p className={css.verdict} data-verdict={why.verdict}>
        {verdictSentence(t, why)}
      </p>
      {why.cut ? <p className={css.cut}>{t('why.cut')}</p> : null}
      <ol className={css.moments}>
        {sentences.map((sentence) => (
          <Moment key={`${sentence.at} ${sentence.text}`} sentence={sentence} />
        ))}
      </ol>
    </>
  )
}

function Moment({ sentence }: { sentence: Sentence }) {
  const { t, f } = useWords()
  const { at, text, tone, explanations } = sentence
  return (
    <li className={css.moment} data-tone={tone}>
      <time dateTime={new Date(at).toISOString()}>{f.instant(at)}</time>
      <div>
        <p>{text}</p>
        {explanations.length === 0 ? null : (
          <details className={css.detail} open={tone === 'attention'}>
            <summary>{t('why.condition.show')}</summary>
            <Parts parts={explanations} />
          </details>
        )}
      </div>
    </li>
  )
}

function Parts({ parts }: { parts: readonly ApiExplanation[] }) {
  return (
    <ul>
      {parts.map((part, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the parts of a condition never change their order.
        <Part key={index} explanation={part} />
      ))}
    </ul>
  )
}

function Part({ explanation }: { explanation: ApiExplanation }) {
  const { t, f } = useWords()
  const { text, truth, children = [] } = explanation
  return (
    <li className={css.part} data-truth={truth ?? 'unknown'}>
      <code>{text}</code> <span>{conditionWords({ t, f }, explanation)}</span>
      {children.length === 0 ? null : <Parts parts={children} />}
    </li>
  )
}
