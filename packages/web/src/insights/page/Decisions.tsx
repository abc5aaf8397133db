// What was decided at the filter: by whom, when, why, and what the insight was given on all scales then. Decides nothing.
import type { InsightScales, ShownDecision } from '@lotse/protocol'
import { useQuery } from '@tanstack/react-query'
import { useOwnerName } from '../../owners/use-units.ts'
import { Card } from '../../parts/Card.tsx'
import { StateMark } from '../../parts/Mark.tsx'
import { Since } from '../../parts/Since.tsx'
import type { MarkTone } from '../../parts/tone.ts'
import { useWords } from '../../words/use.ts'
import { scalesQuery } from '../data.ts'
import css from './page.module.css'
import { scaleName } from './queries.ts'

const tones: Readonly<Record<ShownDecision['verdict'], MarkTone>> = {
  accept: 'proof',
  defer: 'attention',
  reject: 'harm',
  pass: 'plain',
}

/** The card. */
export function Decisions({ decisions }: { decisions: readonly ShownDecision[] }) {
  const { t } = useWords()
  const scales = useQuery(scalesQuery).data?.scales
  return (
    <Card title={t('insightPage.decisions.title')}>
      {decisions.length === 0 ? <p className="quiet">{t('insightPage.decisions.none')}</p> : null}
      <ul className={css.list}>
        {decisions.map((decision) => (
          <One key={decision.id} decision={decision} scales={scales} />
        ))}
      </ul>
    </Card>
  )
}

type OneGiven = { readonly decision: ShownDecision; readonly scales: InsightScales | undefined }

function One({ decision, scales }: OneGiven) {
  const { t, f } = useWords()
  const department = useOwnerName()(decision.departmentId)
  const { verdict, reason, until, by, at, withdrawn } = decision
  return (
    <li className={css.piece}>
      <div>
        <p>
          <StateMark tone={withdrawn === null ? tones[verdict] : 'plain'}>
            {t(`insightWork.verdict.${verdict}`)}
          </StateMark>{' '}
          {by === null ? null : (
            <b>
              <bdi>{by}</bdi>
            </b>
          )}
          {department === null ? null : (
            <>
              {' · '}
              <bdi>{department}</bdi>
            </>
          )}
          {' · '}
          <Since at={at} />
        </p>
        {until === null ? null : <p>{t('insightPage.decisions.until', { date: f.date(Date.parse(until)) })}</p>}
        {reason === '' ? null : (
          <blockquote>
            <bdi>{reason}</bdi>
          </blockquote>
        )}
        <ValuesThen decision={decision} scales={scales} />
        {withdrawn === null ? null : (
          <p className="quiet">
            {t('insightPage.decisions.withdrawn')} <Since at={withdrawn.at} />
            {withdrawn.by === null ? null : (
              <>
                {' · '}
                <bdi>{withdrawn.by}</bdi>
              </>
            )}
          </p>
        )}
      </div>
    </li>
  )
}

/** Values as they were then; those of scales that are gone keep their key. */
function ValuesThen({ decision: { inputs, scores }, scales }: OneGiven) {
  const { t, f } = useWords()
  const called = (key: string, among: InsightScales['criteria'] | InsightScales['formulas'] = []) => {
    const found = [...among].find((one) => one.key === key)
    return found === undefined ? key : scaleName(found, f.language)
  }
  const values = [
    ...Object.entries(inputs).map(([key, value]) => `${called(key, scales?.criteria)} ${f.number(value)}`),
    ...Object.entries(scores).flatMap(([key, value]) =>
      // A formula that only repeats a scale says nothing more.
      value === null || key in inputs ? [] : [`${called(key, scales?.formulas)} ${f.number(value)}`],
    ),
  ]
  if (values.length === 0) return <p className="quiet">{t('insightPage.decisions.noValues')}</p>
  return (
    <p className="quiet">
      {t('insightPage.decisions.values')} {values.join(' · ')}
    </p>
  )
}
