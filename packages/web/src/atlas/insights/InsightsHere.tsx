// The insights about what one looks at, with the way to write down another: a card on a page, a section beside a map.
import type { ArisenInsight, AtlasKind } from '@lotse/protocol'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useMay } from '../../app/member.ts'
import { nameIn } from '../../canvas/texts.ts'
import { Card } from '../../parts/Card.tsx'
import { Answer } from '../../parts/states.tsx'
import { useWords } from '../../words/use.ts'
import panelCss from '../atlas.module.css'
import { ChoiceMark } from '../ChoiceMark.tsx'
import { insightsQuery } from './data.ts'
import css from './insights.module.css'
import { NewInsight } from './NewInsight.tsx'
import { originText } from './origins.ts'

type Given = { readonly about: { readonly id: string; readonly kind: AtlasKind }; readonly language: string }

/** As a card. */
export function InsightsCard(given: Given) {
  const { t } = useWords()
  return (
    <Card title={t('insights.here')}>
      <Insights {...given} />
    </Card>
  )
}

/** As a section of the panel beside a map; of a journey with the way to the view that has all of them. */
export function InsightsSection(given: Given) {
  const { t } = useWords()
  const { id, kind } = given.about
  return (
    <section className={panelCss.away} aria-label={t('insights.here')}>
      <h3 className={css.heading}>{t('insights.here')}</h3>
      <Insights {...given} />
      {kind === 'journey' ? (
        <p>
          <Link to="/journeys/$journeyId" params={{ journeyId: id }} search={{ view: 'insights' }}>
            {t('insights.allOfJourney')}
          </Link>
        </p>
      ) : null}
    </section>
  )
}

function Insights({ about, language }: Given) {
  const { t } = useWords()
  const mayMake = useMay()('atlas.edit')
  const query = useQuery(insightsQuery(about))
  // What lies inside of a journey has its own place; of a phase it is few enough to show.
  const own = ({ origins }: ArisenInsight) => about.kind !== 'journey' || origins.some(({ id }) => id === about.id)
  return (
    <div className={css.stack}>
      <Answer query={query}>
        {(found) => {
          const shown = found.filter(own)
          return shown.length === 0 ? (
            <p className="quiet">{t(mayMake ? 'insights.none' : 'insights.noneToRead')}</p>
          ) : (
            <ul className={css.list}>
              {shown.map((insight) => (
                <OneInsight key={insight.id} insight={insight} at={about.id} language={language} />
              ))}
            </ul>
          )
        }}
      </Answer>
      {mayMake ? <NewInsight about={about} language={language} /> : null}
    </div>
  )
}

/** One, with where else it arose. */
function OneInsight({ insight, at, language }: { insight: ArisenInsight; at: string; language: string }) {
  const { t } = useWords()
  const elsewhere = insight.origins.filter(({ id }) => id !== at)
  const unnamed = t('library.unnamed')
  return (
    <li>
      <ChoiceMark record={insight} field="sort" />
      <div>
        <Link to="/insights/$insightId" params={{ insightId: insight.id }}>
          <bdi>{nameIn(insight, language) || unnamed}</bdi>
        </Link>
        {elsewhere.length === 0 ? null : (
          <p className="quiet">
            <bdi>{elsewhere.map((origin) => originText(origin, language, unnamed)).join(' · ')}</bdi>
          </p>
        )}
      </div>
    </li>
  )
}
