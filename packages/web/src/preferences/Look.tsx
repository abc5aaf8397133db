// The pages that customers reach from links in their mails, drawn by the server as customers get them, in a frame where nothing runs.
import type { PreferencePage, PublicPage } from '@lotse/protocol'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { call } from '../api.ts'
import { Card } from '../parts/Card.tsx'
import { Choices } from '../parts/Choices.tsx'
import { Select } from '../parts/Select.tsx'
import { Answer } from '../parts/states.tsx'
import { type Language, languageNames, languages } from '../words/index.ts'
import { useWords } from '../words/use.ts'
import css from './preferences.module.css'

/** The pages, in the order in which somebody meets them. */
export const publicPages = [
  'preferences',
  'saved',
  'unsubscribe',
  'unsubscribed',
  'confirm',
  'confirmed',
] as const satisfies readonly PublicPage[]

type Given = {
  readonly topics: PreferencePage['topics']
  readonly texts: PreferencePage['texts']
  readonly page: PublicPage
  readonly language: Language
  readonly narrow: boolean
}

/** The card with its frame. */
export function Look({ topics, texts, page, language, narrow }: Given) {
  const { t } = useWords()
  const navigate = useNavigate({ from: '/messages/topics' })
  const body = { page, language, topics, texts }
  const query = useQuery({
    queryKey: ['preference-page', 'look', body],
    queryFn: ({ signal }) => call('previewPublicPage', { body }, signal),
    placeholderData: keepPreviousData,
  })
  const set = (change: object) => void navigate({ search: (now) => ({ ...now, ...change }), replace: true })
  return (
    <Card title={t('preferences.look')}>
      <div className={css.bar}>
        <Select
          hidden
          label={t('preferences.page')}
          value={page}
          onChange={({ currentTarget: { value } }) => set({ page: value === 'preferences' ? undefined : value })}
          choices={publicPages.map((value) => ({ value, label: t(`preferences.pages.${value}`) }))}
        />
        <Choices
          label={t('templates.locale')}
          choices={languages.map((value) => ({ value, label: languageNames[value] }))}
          chosen={language}
          choose={(value) => set({ lang: value })}
        />
        <Choices
          label={t('templates.width')}
          choices={[
            { value: 'desktop', label: t('templates.desktop') },
            { value: 'phone', label: t('templates.phone') },
          ]}
          chosen={narrow ? 'phone' : 'desktop'}
          choose={(value) => set({ width: value === 'phone' ? 'phone' : undefined })}
        />
      </div>
      <Answer query={query}>
        {({ html }) => (
          <iframe
            className={css.frame}
            data-narrow={narrow}
            title={t(`preferences.pages.${page}`)}
            srcDoc={html}
            sandbox=""
          />
        )}
      </Answer>
      <p className={css.note}>{t('preferences.lookHint')}</p>
    </Card>
  )
}
