// An insight as a guest sees it: what it says, where it arose, how far it is and what is said about it, as far as the link opens that. Nothing here can be changed but by commenting.
import type { SharedInsight } from '@lotse/protocol'
import { useEffect } from 'react'
import { useTranslation } from 'react-i18next'
import { calledIn } from '../../atlas/called.ts'
import picturesCss from '../../insights/pictures/pictures.module.css'
import { Card } from '../../parts/Card.tsx'
import { Select } from '../../parts/Select.tsx'
import { Mark } from '../../shell/Mark.tsx'
import { languageNames, languages, speak } from '../../words/index.ts'
import { useWords } from '../../words/use.ts'
import sharedCss from '../shared.module.css'
import type { Coming } from './coming.ts'
import { InsightTalk } from './InsightTalk.tsx'
import { InsightWork } from './InsightWork.tsx'
import css from './insight.module.css'

type Given = {
  readonly coming: Coming
  readonly shared: SharedInsight
  readonly keep: (shared: SharedInsight) => void
}

/** The page. */
export function InsightView({ coming, shared, keep }: Given) {
  const { t, f } = useWords()
  const title = calledIn(shared.name, f.language) || t('library.unnamed')
  useEffect(() => {
    document.title = t('shell.title', { page: title })
  }, [t, title])
  return (
    <div className={sharedCss.page}>
      <Head title={title} shared={shared} />
      <main className={css.content}>
        <div className={css.column}>
          <About shared={shared} />
          <SharedPictures pictures={shared.pictures} />
          {shared.work === null ? null : <InsightWork work={shared.work} />}
          <Origins origins={shared.origins} />
          <InsightTalk coming={coming} shared={shared} keep={keep} />
        </div>
      </main>
    </div>
  )
}

function Head({ title, shared: { expiresAt, sort } }: { readonly title: string; readonly shared: SharedInsight }) {
  const { t, f } = useWords()
  const { i18n } = useTranslation('words')
  return (
    <header className={sharedCss.head}>
      <Mark size={22} />
      <h1>
        <bdi>{title}</bdi>
      </h1>
      {sort === null ? null : <span className={css.sort}>{t(`library.choice.${sort}`)}</span>}
      {expiresAt === null ? null : (
        <span className="quiet">{t('shared.until', { date: f.date(Date.parse(expiresAt)) })}</span>
      )}
      <div className={sharedCss.side}>
        <Select
          label={t('shell.member.language')}
          hidden
          value={i18n.language}
          choices={languages.map((value) => ({ value, label: languageNames[value] }))}
          onChange={({ currentTarget }) => {
            const language = languages.find((one) => one === currentTarget.value)
            if (language !== undefined) void speak(i18n, language)
          }}
        />
      </div>
    </header>
  )
}

function About({ shared: { about } }: { readonly shared: SharedInsight }) {
  const { t, f } = useWords()
  const text = calledIn(about, f.language)
  return (
    <Card title={t('sharedInsight.about')}>
      <p className={text === '' ? 'quiet' : css.about}>
        {text === '' ? t('sharedInsight.noAbout') : <bdi>{text}</bdi>}
      </p>
    </Card>
  )
}

function SharedPictures({ pictures }: Pick<SharedInsight, 'pictures'>) {
  const { t } = useWords()
  if (pictures.length === 0) return null
  return (
    <Card title={t('insightPictures.title')}>
      <div className={picturesCss.pictures}>
        {pictures.map(({ address, caption, width, height }) => (
          <figure key={address} className={picturesCss.picture}>
            <img src={address} alt={caption} width={width} height={height} />
            {caption === '' ? null : (
              <figcaption className={picturesCss.foot}>
                <bdi>{caption}</bdi>
              </figcaption>
            )}
          </figure>
        ))}
      </div>
    </Card>
  )
}

function Origins({ origins }: Pick<SharedInsight, 'origins'>) {
  const { t, f } = useWords()
  if (origins.length === 0) return null
  const wayOf = ({ name, journeyName, phaseName, stepName }: SharedInsight['origins'][number]) => {
    if (journeyName === null) return calledIn(name, f.language) || t('library.unnamed')
    return [journeyName, phaseName, stepName]
      .flatMap((texts) => (texts === null ? [] : [calledIn(texts, f.language) || t('library.unnamed')]))
      .join(' › ')
  }
  return (
    <Card title={t('sharedInsight.where')}>
      <ul className={css.origins}>
        {[...new Set(origins.map(wayOf))].map((way) => (
          <li key={way}>
            <bdi>{way}</bdi>
          </li>
        ))}
      </ul>
    </Card>
  )
}
