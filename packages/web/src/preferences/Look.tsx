// The pages that customers reach from links in their mails, drawn by the server as customers get them, in a frame where nothing runs.
import type { PreferencePage, PublicPage } from '@lotse/protocol'
import { useElementSize } from '@mantine/hooks'
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

/** Widths of the window that customers look through, in pixels. */
const PHONE_PX = 375
const DESK_PX = 1024
const HEIGHT_PX = 560

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
          <Frame title={t(`preferences.pages.${page}`)} html={html} widthPx={narrow ? PHONE_PX : DESK_PX} />
        )}
      </Answer>
      <p className={css.note}>{t('preferences.lookHint')}</p>
    </Card>
  )
}

/** A page in a window of its own width, made smaller where there is less room, so that it is laid out as on that screen. */
function Frame({ title, html, widthPx }: { title: string; html: string; widthPx: number }) {
  const { ref, width } = useElementSize()
  const scale = width === 0 ? 1 : Math.min(1, width / widthPx)
  return (
    <div ref={ref} className={css.window} style={{ height: HEIGHT_PX }}>
      <iframe
        className={css.frame}
        style={{ width: widthPx, height: HEIGHT_PX / scale, transform: `scale(${scale})` }}
        title={title}
        srcDoc={html}
        sandbox=""
      />
    </div>
  )
}
