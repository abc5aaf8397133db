// All insights of a journey in one view, layer by layer: on the journey, its steps, what customers meet, processes, applications and data beneath.
import { insightSorts, type LayerInsight } from '@lotse/protocol'
import { IconBulb, IconDownload } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { pathOf } from '../../api.ts'
import { ButtonLink, DownloadLink } from '../../parts/Button.tsx'
import { Card } from '../../parts/Card.tsx'
import { Select } from '../../parts/Select.tsx'
import { Answer, Empty } from '../../parts/states.tsx'
import { useWords } from '../../words/use.ts'
import { useAddress } from '../use-address.ts'
import { journeyInsightsQuery } from './data.ts'
import css from './insights.module.css'
import { OnLayer } from './OnLayer.tsx'
import { byLayer } from './origins.ts'

/** The view. @param language - of the content. */
export function InsightsView({ journey, language }: { journey: string; language: string }) {
  const { t } = useWords()
  const query = useQuery(journeyInsightsQuery(journey))
  const { search } = useAddress()
  const what = insightSorts.find((one) => one === search.what)
  return (
    <div className={css.view}>
      <Answer query={query}>
        {(insights) =>
          insights.length === 0 ? (
            <Empty
              icon={IconBulb}
              title={t('insights.noneAtAll')}
              action={
                <ButtonLink to="/journeys/$journeyId" params={{ journeyId: journey }}>
                  {t('insights.toMap')}
                </ButtonLink>
              }
            >
              <p>{t('insights.noneAtAllText')}</p>
            </Empty>
          ) : (
            <>
              <Bar journey={journey} what={what} language={language} />
              <Layers insights={insights} what={what} language={language} />
            </>
          )
        }
      </Answer>
    </div>
  )
}

type BarGiven = { readonly journey: string; readonly what: string | undefined; readonly language: string }

function Bar({ journey, what, language }: BarGiven) {
  const { t } = useWords()
  const { change } = useAddress()
  const asked = {
    kind: 'insight',
    format: 'xlsx',
    under: journey,
    sort: what,
    language: language === 'de' ? 'de' : 'en',
  }
  return (
    <div className={css.bar}>
      <Select
        label={t('insights.sort')}
        hidden
        value={what ?? ''}
        onChange={({ currentTarget }) => change({ what: currentTarget.value || undefined })}
        choices={[
          { value: '', label: t('insights.every') },
          ...insightSorts.map((value) => ({ value, label: t(`library.choice.${value}`) })),
        ]}
      />
      <ButtonLink to="/journeys/impact/$recordId" params={{ recordId: journey }} search={{ direction: 'down' }}>
        {t('insights.asLayers')}
      </ButtonLink>
      <ButtonLink to="/journeys/kinds/$kind" params={{ kind: 'insight' }} search={{ journey }}>
        {t('insights.asList')}
      </ButtonLink>
      <DownloadLink href={pathOf('/api/v1/atlas/export', {}, asked)} label={t('insights.file')}>
        <IconDownload size={16} stroke={1.7} aria-hidden />
      </DownloadLink>
    </div>
  )
}

type LayersGiven = {
  readonly insights: readonly LayerInsight[]
  readonly what: string | undefined
  readonly language: string
}

function Layers({ insights, what, language }: LayersGiven) {
  const { t, f } = useWords()
  const layers = byLayer(insights, what)
  if (layers.length === 0) return <p className="quiet">{t('insights.noneOfSort')}</p>
  return layers.map(({ tier, insights: own }) => (
    <Card
      key={tier}
      title={t(`insights.layer.${tier}`)}
      note={t('insights.count', { count: own.length, formatted: f.whole(own.length) })}
    >
      <ul className={css.list}>
        {own.map((insight) => (
          <OnLayer key={insight.id} insight={insight} language={language} />
        ))}
      </ul>
    </Card>
  ))
}
