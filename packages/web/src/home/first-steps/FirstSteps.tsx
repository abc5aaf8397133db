// A newcomer's first ten minutes as a list that watches what really happens. The step to do now is open; nothing is ticked by hand.
import { IconCircleCheck } from '@tabler/icons-react'
import { type ReactNode, useState } from 'react'
import { useMe } from '../../app/member.ts'
import { Button, ButtonLink } from '../../parts/Button.tsx'
import { Card } from '../../parts/Card.tsx'
import { useWords } from '../../words/use.ts'
import { EventStep } from './EventStep.tsx'
import { FlowStep } from './FlowStep.tsx'
import css from './first-steps.module.css'
import { MessageStep } from './MessageStep.tsx'
import { SourceStep } from './SourceStep.tsx'
import { isComplete, isDismissed, type Step, setDismissed, stepsOf } from './steps.ts'
import { type Begun, useBegun } from './use-facts.ts'

/**
 * The card; nothing where all is done or it was put away, unless it is asked for.
 *
 * @param asked - brought back by the help menu.
 */
export function FirstSteps({ asked }: { asked: boolean }) {
  const { workspace } = useMe()
  const begun = useBegun()
  const [away, setAway] = useState(() => isDismissed(workspace.id))
  const [wasOpen, open] = useState(false)
  if (begun === null || (away && !asked)) return null
  const complete = isComplete(begun.facts)
  if (!complete && !wasOpen) open(true)
  // Who has just finished sees that it is done; who comes later does not need it.
  if (complete && !wasOpen && !asked) return null
  const putAway = () => {
    setDismissed(workspace.id, true)
    setAway(true)
  }
  return <Shown begun={begun} complete={complete} putAway={asked ? undefined : putAway} />
}

function Shown({ begun, complete, putAway }: { begun: Begun; complete: boolean; putAway: (() => void) | undefined }) {
  const { t } = useWords()
  const steps = stepsOf(begun.facts)
  const done = steps.filter(({ state }) => state === 'done').length
  return (
    <Card
      title={t('home.steps.title')}
      note={t('home.steps.progress', { done, all: steps.length })}
      side={
        putAway === undefined ? undefined : (
          <Button kind="quiet" onClick={putAway}>
            {t('home.steps.away')}
          </Button>
        )
      }
    >
      <progress className={css.progress} max={steps.length} value={done} aria-label={t('home.steps.title')} />
      <ol className={css.steps}>
        {steps.map((step, index) => (
          <StepRow key={step.name} step={step} number={index + 1} begun={begun}>
            {bodyOf(step, begun)}
          </StepRow>
        ))}
      </ol>
      {complete ? (
        <p className={css.finished} role="status">
          <b>{t('home.steps.finished')}</b> {t('home.steps.finishedText')}{' '}
          <ButtonLink to="/control">{t('home.steps.toControl')}</ButtonLink>
        </p>
      ) : null}
    </Card>
  )
}

function bodyOf({ name, state }: Step, begun: Begun): ReactNode {
  if (state !== 'now') return null
  if (name === 'source') return <SourceStep />
  if (name === 'event') return <EventStep source={begun.source} />
  return name === 'flow' ? <FlowStep /> : <MessageStep begun={begun} />
}

type RowProps = { step: Step; number: number; begun: Begun; children: ReactNode }

function StepRow({ step: { name, state }, number, begun, children }: RowProps) {
  const { t } = useWords()
  const title = state === 'done' && name === 'event' ? arrived(t, begun) : t(`home.steps.${name}.title`)
  return (
    <li className={css.step} data-state={state} aria-current={state === 'now' ? 'step' : undefined}>
      {state === 'done' ? (
        <IconCircleCheck size={22} stroke={1.8} className={css.check} aria-label={t('home.steps.done')} />
      ) : (
        <span className={css.number} aria-hidden>
          {number}
        </span>
      )}
      <div className={css.stepBody} role={name === 'event' ? 'status' : undefined}>
        <h3>{title}</h3>
        {state === 'done' && name === 'event' ? <SeeCustomer begun={begun} /> : null}
        {children}
      </div>
    </li>
  )
}

function arrived(t: ReturnType<typeof useWords>['t'], { newest }: Begun): string {
  return newest === undefined ? t('home.steps.event.done') : t('home.steps.event.arrived', { name: newest.name })
}

function SeeCustomer({ begun: { newest } }: { begun: Begun }) {
  const { t } = useWords()
  if (newest === undefined || newest.customerId === null) return null
  return (
    <ButtonLink to="/customers/$customerId" params={{ customerId: newest.customerId }} kind="quiet">
      {t('home.steps.event.see')}
    </ButtonLink>
  )
}
