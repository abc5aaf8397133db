// How an insight stands: its state with the steps that the reader may take, priority, who is in charge, who sees to it, before whom it was laid.
import { type Priority, priorities } from '@lotse/protocol'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useMay } from '../../app/member.ts'
import { membersQuery } from '../../atlas/data.ts'
import { MemberField } from '../../atlas/MemberField.tsx'
import { unitsFor } from '../../owners/units.ts'
import { indented, useOwnerName, useUnits } from '../../owners/use-units.ts'
import { Button } from '../../parts/Button.tsx'
import { Card } from '../../parts/Card.tsx'
import { Fact } from '../../parts/Fact.tsx'
import factsCss from '../../parts/facts.module.css'
import { StateMark } from '../../parts/Mark.tsx'
import { Select } from '../../parts/Select.tsx'
import { Since } from '../../parts/Since.tsx'
import { useWords } from '../../words/use.ts'
import { stateTones } from '../work/tones.ts'
import { useSteps } from '../work/use-steps.tsx'
import { useWork, type WorkAsked } from '../work/use-work.ts'
import { EscalationDialog } from './EscalationDialog.tsx'
import css from './page.module.css'
import type { Whole } from './queries.ts'

type Given = { readonly insight: Whole; readonly name: string }

/** The card. */
export function WorkCard({ insight, name }: Given) {
  const { t } = useWords()
  const { work, steps } = insight
  const { take, dialog, busy } = useSteps()
  const stepped = { id: insight.id, version: work.version, name }
  const [first] = steps
  return (
    <Card title={t('insightPage.work.title')}>
      <div className="stack">
        <Standing work={work} />
        {steps.length === 0 ? null : (
          // biome-ignore lint/a11y/useSemanticElements: a fieldset would draw its frame around buttons.
          <div className={css.steps} role="group" aria-label={t('insightPage.work.steps')}>
            {steps.map((step) => (
              <Button
                key={step}
                kind={step === first ? 'primary' : 'plain'}
                busy={busy}
                onClick={() => take(step, stepped)}
              >
                {t(`insightWork.step.${step}`)}
              </Button>
            ))}
          </div>
        )}
        <Fields insight={insight} name={name} />
        <Escalation insight={insight} name={name} />
      </div>
      {dialog}
    </Card>
  )
}

function Standing({ work }: Pick<Whole, 'work'>) {
  const { t, f } = useWords()
  return (
    <dl className={factsCss.facts}>
      <Fact name={t('insightPage.work.state')}>
        <StateMark tone={stateTones[work.status]}>{t(`insightWork.state.${work.status}`)}</StateMark>
      </Fact>
      <Fact name={t('insightPage.work.since')}>
        <Since at={work.since} />
      </Fact>
      {work.until === null ? null : <Fact name={t('insightPage.work.until')}>{f.date(Date.parse(work.until))}</Fact>}
      {work.waitsSince === null ? null : (
        <Fact name={t('insightPage.work.waits')}>
          <Since at={work.waitsSince} />
        </Fact>
      )}
    </dl>
  )
}

/** Changes one thing of this insight. */
export function useChanging({ insight, name }: Given) {
  const { t } = useWords()
  const { change, busy } = useWork()
  const { id, work } = insight
  return {
    busy,
    send: (asked: WorkAsked) => change([{ id, version: work.version }], asked, t('insightPage.changed', { name })),
  }
}

function Fields({ insight, name }: Given) {
  const { t } = useWords()
  const may = useMay()
  const { work } = insight
  const { send } = useChanging({ insight, name })
  const inCharge = { ownerId: work.department.id }
  return (
    <>
      <Select
        label={t('insightPage.work.priority')}
        value={work.priority ?? ''}
        disabled={!may('insights.prioritise')}
        onChange={({ currentTarget }) => {
          const chosen = priorities.find((one) => one === currentTarget.value)
          void send({ do: 'priority', priority: chosen ?? null })
        }}
        choices={[
          { value: '', label: t('insightWork.priority.none') },
          ...priorities.map((value: Priority) => ({ value, label: t(`insightWork.priority.${value}`) })),
        ]}
      />
      <Department insight={insight} name={name} />
      <MemberField
        label={t('insightPage.work.addressee')}
        value={work.addresseeId}
        mayEdit={may('insights.work', inCharge)}
        choose={(memberId) => void send({ do: 'addressee', memberId })}
      />
    </>
  )
}

/** The unit in charge: named, or what it follows from. */
function Department({ insight, name }: Given) {
  const { t } = useWords()
  const may = useMay()
  const units = useUnits()
  const unitName = useOwnerName()
  const { send } = useChanging({ insight, name })
  const { id, why } = insight.work.department
  const named = why === 'named'
  const follows = named || id === null ? t('insightPage.work.follows') : (unitName(id) ?? '…')
  return (
    <Select
      label={t('insightPage.work.department')}
      hint={t(`insightWork.why.${why}`)}
      value={named ? (id ?? '') : ''}
      disabled={!may('insights.assign', { ownerId: id })}
      onChange={({ currentTarget }) => void send({ do: 'department', unitId: currentTarget.value || null })}
      choices={[
        { value: '', label: follows },
        ...unitsFor(units, { reach: 'all', own: [] }).map(({ unit, depth }) => ({
          value: unit.id,
          label: indented(unit.name, depth),
        })),
      ]}
    />
  )
}

/** Before whom it was laid, and the way to lay it before somebody. */
function Escalation({ insight, name }: Given) {
  const { t } = useWords()
  const may = useMay()
  const members = useQuery(membersQuery).data
  const [open, setOpen] = useState(false)
  const { send, busy } = useChanging({ insight, name })
  const { escalation, department } = insight.work
  const allowed = may('insights.work', { ownerId: department.id })
  if (escalation === null && !allowed) return null
  const take = async (memberId: string | null, reason: string) => {
    const { done } = await send({ do: 'escalate', memberId, reason })
    if (done.length > 0 || memberId === null) setOpen(false)
  }
  return (
    <section className={css.escalation} aria-label={t('insightPage.escalation.title')}>
      <h3>{t('insightPage.escalation.title')}</h3>
      {escalation === null ? (
        <p className="quiet">{t('insightPage.escalation.none')}</p>
      ) : (
        <>
          <p>
            <b>
              <bdi>{members?.find(({ id }) => id === escalation.to)?.name ?? '…'}</bdi>
            </b>
            {' · '}
            <Since at={escalation.at} />
            {escalation.by === null ? null : (
              <>
                {' · '}
                <bdi>{t('insightPage.by', { name: escalation.by })}</bdi>
              </>
            )}
          </p>
          <blockquote>
            <bdi>{escalation.reason}</bdi>
          </blockquote>
        </>
      )}
      {allowed ? (
        <div className={css.steps}>
          <Button onClick={() => setOpen(true)}>
            {t(escalation === null ? 'insightPage.escalation.act' : 'insightPage.escalation.other')}
          </Button>
          {escalation === null ? null : (
            <Button kind="quiet" busy={busy} onClick={() => void take(null, '')}>
              {t('insightPage.escalation.end')}
            </Button>
          )}
        </div>
      ) : null}
      {open ? (
        <EscalationDialog name={name} busy={busy} lay={(to, why) => void take(to, why)} close={() => setOpen(false)} />
      ) : null}
    </section>
  )
}
