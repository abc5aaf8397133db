// The measures about what one looks at, with how far each is and whether it helped: a card on a page. Changes nothing.
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useMay } from '../app/member.ts'
import { Card } from '../parts/Card.tsx'
import { Answer } from '../parts/states.tsx'
import { useWords } from '../words/use.ts'
import { type About, measuresHereQuery } from './data.ts'
import css from './measures.module.css'
import { Verdict } from './Verdict.tsx'

/** The card. */
export function MeasuresHere({ of }: { of: About }) {
  const { t } = useWords()
  const may = useMay()
  const query = useQuery(measuresHereQuery(of))
  if (!may('measures.read')) return null
  return (
    <Card title={t('measures.here')} side={<Link to="/measures">{t('measures.toAll')}</Link>}>
      <Answer query={query}>
        {(found) =>
          found.length === 0 ? (
            <p className="quiet">{t('measures.noneHere')}</p>
          ) : (
            <ul className={css.list}>
              {found.map(({ id, fields, judged }) => (
                <li key={id}>
                  <Link to="/measures/$measureId" params={{ measureId: id }}>
                    <bdi>{fields.name}</bdi>
                  </Link>
                  <span className="quiet">{t(`measures.state.${fields.state}`)}</span>
                  <Verdict verdict={judged?.judgement.verdict ?? 'notYet'} />
                </li>
              ))}
            </ul>
          )
        }
      </Answer>
    </Card>
  )
}
