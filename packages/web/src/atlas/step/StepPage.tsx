// One step of a journey on a page of its own: what customers do there, what stands there, what is said about it. The map stays where it is designed.
import { journeyMap } from '@lotse/core/atlas'
import type { ShownRecord } from '@lotse/protocol'
import { IconArrowLeft, IconArrowRight } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { Link, useParams } from '@tanstack/react-router'
import { useMemo } from 'react'
import { Missing } from '../../app/Missing.tsx'
import { nameIn } from '../../canvas/texts.ts'
import { FeedbackHere } from '../../feedback/FeedbackHere.tsx'
import { MeasuresHere } from '../../measures/MeasuresHere.tsx'
import { ButtonLink } from '../../parts/Button.tsx'
import { StateMark } from '../../parts/Mark.tsx'
import { Page } from '../../parts/Page.tsx'
import pageCss from '../../parts/page.module.css'
import { Failure, Loading } from '../../parts/states.tsx'
import { useCommands } from '../../shell/use-commands.ts'
import { useWords } from '../../words/use.ts'
import atlasCss from '../atlas.module.css'
import { languageOf } from '../content-language.ts'
import { journeyQuery } from '../data.ts'
import { InsightsCard } from '../insights/InsightsHere.tsx'
import { RecordTalk } from '../talk/RecordTalk.tsx'
import { StepKnown } from './StepKnown.tsx'
import { StepNumbers } from './StepNumbers.tsx'
import css from './step.module.css'
import { useToStep } from './use-to-step.ts'

/** The screen. */
export function StepPage() {
  const { journeyId, stepId } = useParams({ from: '/shell/journeys/$journeyId/steps/$stepId' })
  const { t } = useWords()
  const query = useQuery({ ...journeyQuery(journeyId), staleTime: 0 })
  const records = useMemo(() => new Map((query.data?.records ?? []).map((record) => [record.id, record])), [query.data])
  const step = records.get(stepId)
  if (step?.kind === 'step') return <Shown key={stepId} journey={journeyId} step={step} records={records} />
  if (query.data !== undefined) return <Missing />
  return (
    <Page title={t('map.step')}>
      {query.isError ? <Failure failure={query.error} retry={() => void query.refetch()} /> : <Loading />}
    </Page>
  )
}

type Given = {
  readonly journey: string
  readonly step: ShownRecord
  readonly records: ReadonlyMap<string, ShownRecord>
}

function Shown({ journey, step, records }: Given) {
  const { t, f } = useWords()
  const language = languageOf(records.get(journey), f.language)
  const name = nameIn(step, language) || t('map.unnamedStep')
  const phase = records.get(String(step.fields['phase']))
  const map = { to: '/journeys/$journeyId', params: { journeyId: journey } } as const
  return (
    <Page
      title={name}
      trail={
        <Link {...map} className={pageCss.trail}>
          <bdi>{nameIn(records.get(journey), language) || t('journeys.unnamed')}</bdi>
        </Link>
      }
      beside={
        <>
          <StateMark tone="plain">
            <bdi>{nameIn(phase, language) || t('map.unnamedPhase')}</bdi>
          </StateMark>
          {step.fields['momentOfTruth'] === true ? (
            <StateMark tone="attention">{t('library.field.momentOfTruth')}</StateMark>
          ) : null}
          {step.removed ? <StateMark tone="attention">{t('kinds.putAside')}</StateMark> : null}
        </>
      }
      actions={
        step.removed ? undefined : (
          <ButtonLink {...map} search={{ open: step.id }}>
            {t('stepPage.onMap')}
          </ButtonLink>
        )
      }
    >
      <Around {...{ journey, step, records, language }} />
      <StepNumbers {...{ journey, step, records, language }} />
      <div className={atlasCss.record}>
        <StepKnown {...{ journey, step, records, language }} />
        <div className={atlasCss.side}>
          <InsightsCard about={step} language={language} />
          <FeedbackHere at={step.id} />
          <MeasuresHere of={{ at: step.id }} />
          <RecordTalk record={step} name={name} />
        </div>
      </div>
    </Page>
  )
}

type AroundGiven = Given & { readonly language: string }

/** The ways to the steps before and after, as they stand in the map. */
function Around({ journey, step, records, language }: AroundGiven) {
  const { t } = useWords()
  const toStep = useToStep(journey)
  const steps = useMemo(() => journeyMap(records.values()).steps, [records])
  const at = steps.findIndex(({ id }) => id === step.id)
  const before = at < 0 ? undefined : steps[at - 1]
  const after = at < 0 ? undefined : steps[at + 1]
  const nameOf = (one: ShownRecord | (typeof steps)[number]) => nameIn(one, language) || t('map.unnamedStep')
  useCommands(
    [before, after].flatMap((one) =>
      one === undefined
        ? []
        : [
            {
              id: `step.${one.id}`,
              label: t(one === before ? 'stepPage.before' : 'stepPage.after', { name: nameOf(one) }),
              group: 'here' as const,
              run: () => toStep.go(one.id),
            },
          ],
    ),
  )
  if (before === undefined && after === undefined) return null
  return (
    <nav className={css.around} aria-label={t('stepPage.around')}>
      {before === undefined ? null : (
        <Link {...toStep.link(before.id)} aria-label={t('stepPage.before', { name: nameOf(before) })}>
          <IconArrowLeft size={16} stroke={1.7} aria-hidden />
          <bdi>{nameOf(before)}</bdi>
        </Link>
      )}
      {after === undefined ? null : (
        <Link {...toStep.link(after.id)} aria-label={t('stepPage.after', { name: nameOf(after) })} data-after>
          <bdi>{nameOf(after)}</bdi>
          <IconArrowRight size={16} stroke={1.7} aria-hidden />
        </Link>
      )}
    </nav>
  )
}
