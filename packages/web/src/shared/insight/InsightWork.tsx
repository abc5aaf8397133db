// How far a shared insight is and by what it is weighed, where its link opens that. Names no person.
import type { SharedInsight } from '@lotse/protocol'
import { calledIn } from '../../atlas/called.ts'
import { Card } from '../../parts/Card.tsx'
import { useWords } from '../../words/use.ts'
import css from './insight.module.css'

type Work = NonNullable<SharedInsight['work']>

/** The card. */
export function InsightWork({ work }: { readonly work: Work }) {
  const { t, f } = useWords()
  const { status, since, priority, department, scores, reach, known } = work
  const unknown = t('sharedInsight.unknown')
  const facts: readonly (readonly [label: string, value: string])[] = [
    [t('sharedInsight.status'), t(`sharedInsight.state.${status}`)],
    [t('sharedInsight.since'), f.date(Date.parse(since))],
    [
      t('sharedInsight.priority'),
      priority === null ? t('sharedInsight.noPriority') : t(`sharedInsight.how.${priority}`),
    ],
    [t('sharedInsight.department'), department ?? t('sharedInsight.nobody')],
    [t('sharedInsight.reach'), reach === null ? unknown : f.whole(reach)],
    [t('sharedInsight.evidence'), t(`sharedInsight.level.${known}`)],
    ...scores.map(({ name, value }) => [calledIn(name, f.language), f.number(value)] as const),
  ]
  return (
    <Card title={t('sharedInsight.work')}>
      <dl className={css.facts}>
        {facts.map(([label, value]) => (
          <div key={label}>
            <dt>{label}</dt>
            <dd>
              <bdi>{value}</bdi>
            </dd>
          </div>
        ))}
      </dl>
    </Card>
  )
}
