// What customers do at a step: its figures of chosen days and one channel or all, where they come from and go, where they stray, what they answer.
import type { AtlasRecord, ShownRecord } from '@lotse/protocol'
import { useQuery } from '@tanstack/react-query'
import { useMemo, useState } from 'react'
import { useMay } from '../../app/member.ts'
import { Card } from '../../parts/Card.tsx'
import { Notice } from '../../parts/Notice.tsx'
import { Failure, Loading } from '../../parts/states.tsx'
import { AnswerTable } from '../../reality/Answers.tsx'
import { Asking } from '../../reality/Asking.tsx'
import { answersOf } from '../../reality/answers.ts'
import { numbersQuery } from '../../reality/data.ts'
import { Neighbours } from '../../reality/Neighbours.tsx'
import { stepNames } from '../../reality/names.ts'
import { behindText } from '../../reality/ranking.ts'
import realityCss from '../../reality/reality.module.css'
import { Standing } from '../../reality/Standing.tsx'
import { StepChannels } from '../../reality/StepChannels.tsx'
import { StepStrays } from '../../reality/StepStrays.tsx'
import { StepStrip } from '../../reality/StepStrip.tsx'
import { daysBefore, spanOf } from '../../reality/span.ts'
import { type Reality, useReality } from '../../reality/use-reality.ts'
import { useWords } from '../../words/use.ts'
import { Pulse } from '../Pulse.tsx'
import css from './step.module.css'
import { useStepAddress, useToStep } from './use-to-step.ts'

type Given = {
  readonly journey: string
  readonly step: ShownRecord
  readonly records: ReadonlyMap<string, AtlasRecord>
  readonly language: string
}

const NOBODY: ReadonlyMap<string, number> = new Map()

/** The part of the page; where nothing is counted it says how that is begun. */
export function StepNumbers(given: Given) {
  const { journey, step } = given
  const { t } = useWords()
  const { search, change } = useStepAddress()
  const [moved, beat] = useState(NOBODY)
  const { span, via: channel, seg } = search
  const reality = useReality({ journey, on: true, span, channel, segment: seg, moved })
  const { editions, numbers, bound, channels, segments, narrow } = reality
  if (editions.data?.length === 0) return <Notice kind="plain">{t('stepPage.unmeasured')}</Notice>
  const failed = editions.error ?? numbers.error
  const known = numbers.data
  if (known === undefined)
    return failed === null ? <Loading /> : <Failure failure={failed} retry={() => void numbers.refetch()} />
  const own = known.steps.find((one) => one.step === step.id)
  if (own === undefined) return <Notice kind="plain">{t('stepPage.strange')}</Notice>
  return (
    <>
      {known.edition.measured ? <Pulse journey={journey} beat={beat} /> : null}
      <div className={realityCss.asking}>
        <Asking {...{ span, channel, channels, segments, change }} segment={narrow.segment} />
      </div>
      <Standing edition={known.edition} />
      {bound.size > 0 && !bound.has(step.id) ? (
        <Notice kind="plain">{t('stepPage.unbound')}</Notice>
      ) : (
        <Figures {...given} reality={reality} />
      )}
    </>
  )
}

function Figures({ journey, step, records, language, reality }: Given & { readonly reality: Reality }) {
  const { t } = useWords()
  const may = useMay()('customers.read')
  const { search, change } = useStepAddress()
  const toStep = useToStep(journey)
  const { numbers, asked, narrow, ways, bound } = reality
  const { span, behind } = search
  const before = daysBefore(spanOf(span), Date.now())
  const past = useQuery({
    ...numbersQuery(journey, { ...asked, ...before, ...narrow }),
    enabled: before !== null,
  })
  const steps = numbers.data?.steps
  const unnamed = t('map.unnamedStep')
  const nameOf = useMemo(
    () => stepNames(records, steps ?? [], { language, unnamed }),
    [records, steps, language, unnamed],
  )
  const own = steps?.find((one) => one.step === step.id)
  if (numbers.data === undefined || own === undefined) return null
  const here = toStep.link(step.id)
  const given = { journey, step: step.id, nameOf }
  const answers = answersOf({ answers: [], steps: [own] })
  return (
    <>
      <StepStrip
        numbers={numbers.data}
        step={own}
        past={before === null ? undefined : past.data?.steps.find((one) => one.step === step.id)}
        span={spanOf(span)}
        here={
          may ? { ...here, search: { ...here.search, behind: behindText({ what: 'here', step: step.id }) } } : undefined
        }
      />
      <div className={css.cards}>
        <Neighbours {...given} ways={ways} />
        <StepStrays {...given} {...{ bound, behind, change }} segment={narrow.segment} numbers={numbers.data} />
        <StepChannels step={own} />
      </div>
      <Card title={t('reality.answers.title')} note={t('reality.answers.note')} flush={answers.length > 0}>
        {answers.length === 0 ? (
          <p className="quiet">{t('stepPage.noAnswers')}</p>
        ) : (
          <AnswerTable all={answers} nameOf={nameOf} />
        )}
      </Card>
    </>
  )
}
