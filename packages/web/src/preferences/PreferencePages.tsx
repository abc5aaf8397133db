// What customers choose from and how it looks: topics, texts, and the pages behind the links in every mail. The address keeps what is looked at.
import type { PageTexts, PreferencePage } from '@lotse/protocol'
import { useQuery } from '@tanstack/react-query'
import { useSearch } from '@tanstack/react-router'
import { useState } from 'react'
import { useMay } from '../app/member.ts'
import { MessageTabs } from '../messages/MessageTabs.tsx'
import { Page } from '../parts/Page.tsx'
import { Answer } from '../parts/states.tsx'
import { languages } from '../words/index.ts'
import { useWords } from '../words/use.ts'
import { pageQuery } from './data.ts'
import { Look, publicPages } from './Look.tsx'
import css from './preferences.module.css'
import { Texts } from './Texts.tsx'
import { Topics } from './Topics.tsx'
import { spoken } from './topics.ts'

/** The screen. */
export function PreferencePages() {
  const { t } = useWords()
  const query = useQuery(pageQuery)
  return (
    <Page title={t('messages.title')}>
      <MessageTabs />
      <Answer query={query}>{(page) => <Content page={page} />}</Answer>
    </Page>
  )
}

function Content({ page }: { page: PreferencePage }) {
  const { f } = useWords()
  const may = useMay()
  const { lang, page: wanted, width } = useSearch({ from: '/shell/messages/topics' })
  const language = languages.find((one) => one === (lang ?? f.language)) ?? 'en'
  const shown = publicPages.find((one) => one === wanted) ?? 'preferences'
  // What is being written counts from the stored texts on: a change elsewhere begins it anew.
  const stored = JSON.stringify(page.texts)
  const [written, setWritten] = useState<{ readonly from: string; readonly texts: PreferencePage['texts'] }>()
  const texts = written?.from === stored ? written.texts : page.texts
  const own: PageTexts = texts[language] ?? {}
  const said = Object.fromEntries(languages.flatMap((one) => [[one, spoken(texts[one] ?? {}) ?? {}]]))
  return (
    <div className={css.columns}>
      <div className={css.column}>
        <Topics page={page} language={language} />
        {may('topics.manage') ? (
          <Texts
            page={page}
            language={language}
            texts={own}
            write={(next) => setWritten({ from: stored, texts: { ...texts, [language]: next } })}
          />
        ) : null}
      </div>
      <Look topics={shownTopics(page)} texts={said} page={shown} language={language} narrow={width === 'phone'} />
    </div>
  )
}

/** The topics of the page; where none is described, those that customers agreed to, whom the page shows them by their keys. */
function shownTopics({ topics, stated }: PreferencePage): PreferencePage['topics'] {
  return topics.length > 0 ? topics : stated.flatMap(({ topic, granted }) => (granted > 0 ? [{ key: topic }] : []))
}
