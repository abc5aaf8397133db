// What somebody who decides should see of an insight at one glance: what it says, where it arose, who waits since when, and how it was weighed.
import type { InsightScales, WorkedInsight } from '@lotse/protocol'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { membersQuery } from '../../atlas/data.ts'
import { originText } from '../../atlas/insights/origins.ts'
import { whereOf } from '../../atlas/where.ts'
import { textIn } from '../../canvas/texts.ts'
import { useOwnerName } from '../../owners/use-units.ts'
import { Fact } from '../../parts/Fact.tsx'
import factsCss from '../../parts/facts.module.css'
import { StateMark } from '../../parts/Mark.tsx'
import { Since } from '../../parts/Since.tsx'
import { useWords } from '../../words/use.ts'
import { scalesQuery } from '../data.ts'
import { scaleName } from '../page/queries.ts'
import { levelTones, priorityTones } from '../work/tones.ts'
import css from './backlog.module.css'

const ORIGINS_SHOWN = 3

/** The facts. */
export function Facts({ insight }: { insight: WorkedInsight }) {
  const { f } = useWords()
  const about = textIn(insight, 'about', f.language).text
  return (
    <>
      {about === '' ? null : (
        <p className={css.about}>
          <bdi>{about}</bdi>
        </p>
      )}
      <Arose insight={insight} />
      <Standing insight={insight} />
      <Values insight={insight} />
    </>
  )
}

function Arose({ insight: { origins } }: { insight: WorkedInsight }) {
  const { t, f } = useWords()
  return (
    <ul className={css.origins}>
      {origins.slice(0, ORIGINS_SHOWN).map((origin) => (
        <li key={origin.id}>
          <Link {...whereOf(origin)}>
            <bdi>{originText(origin, f.language, t('library.unnamed'))}</bdi>
          </Link>
        </li>
      ))}
    </ul>
  )
}

function Standing({ insight: { work } }: { insight: WorkedInsight }) {
  const { t, f } = useWords()
  const members = useQuery(membersQuery).data
  const unit = useOwnerName()(work.department.id)
  const addressee = members?.find(({ id }) => id === work.addresseeId)?.name
  return (
    <dl className={factsCss.facts}>
      {work.waitsSince === null ? null : (
        <Fact name={t('insightDeciding.waits')}>
          <Since at={work.waitsSince} />
        </Fact>
      )}
      <Fact name={t('insightDeciding.department')}>{unit ?? t(`insightWork.why.${work.department.why}`)}</Fact>
      <Fact name={t('insightPage.work.priority')}>
        {work.priority === null ? (
          t('insightWork.priority.none')
        ) : (
          <StateMark tone={priorityTones[work.priority]}>{t(`insightWork.priority.${work.priority}`)}</StateMark>
        )}
      </Fact>
      <Fact name={t('insightDeciding.addressee')}>
        {work.addresseeId === null ? t('insightDeciding.nobody') : (addressee ?? '…')}
      </Fact>
      <Fact name={t('insightDeciding.evidence')}>
        <StateMark tone={levelTones[work.known.level]}>{t(`insightWork.level.${work.known.level}`)}</StateMark>
      </Fact>
      {work.reach === null ? null : <Fact name={t('insightDeciding.reach')}>{f.whole(work.reach.value)}</Fact>}
    </dl>
  )
}

/** Everything it was given on scales, and what that scores. */
function Values({ insight: { work } }: { insight: WorkedInsight }) {
  const { t, f } = useWords()
  const scales = useQuery(scalesQuery).data?.scales
  if (scales === undefined) return null
  const values = valuesOf(scales, work)
  if (values.length === 0) return <p className="quiet">{t('insightDeciding.noValues')}</p>
  return (
    <section aria-label={t('insightDeciding.values')}>
      <dl className={css.values}>
        {values.map(({ key, of, value }) => (
          <Fact key={key} name={scaleName(of, f.language)}>
            {f.number(value)}
          </Fact>
        ))}
      </dl>
    </section>
  )
}

function valuesOf({ criteria, formulas, reach }: InsightScales, { inputs, scores }: WorkedInsight['work']) {
  const given = criteria.flatMap((of) => {
    const value = inputs[of.key]
    return of.off || of.key === reach || value === undefined ? [] : [{ key: `input.${of.key}`, of, value }]
  })
  const scored = formulas.flatMap((of) => {
    const value = scores[of.key] ?? null
    // A formula that only repeats a scale of the same name says nothing more.
    return value === null || of.key in inputs ? [] : [{ key: `score.${of.key}`, of, value }]
  })
  return [...given, ...scored]
}
