// The workspace's own texts of the preference page in one language; what stays empty is as it comes with Lotse.
import type { PageTexts, PreferencePage } from '@lotse/protocol'
import type { FormEvent } from 'react'
import { Button } from '../parts/Button.tsx'
import { Card } from '../parts/Card.tsx'
import { TextArea } from '../parts/TextArea.tsx'
import { type Language, languageNames } from '../words/index.ts'
import { useWords } from '../words/use.ts'
import { usePageChange } from './data.ts'
import { spoken } from './topics.ts'

const parts = ['title', 'ask', 'saved'] as const

type Given = {
  readonly page: PreferencePage
  readonly language: Language
  /** As they are being written. */
  readonly texts: PageTexts
  readonly write: (texts: PageTexts) => void
}

/** The card. */
export function Texts({ page, language, texts, write }: Given) {
  const { t } = useWords()
  const { change, busy } = usePageChange(page)
  const stored = page.texts[language] ?? {}
  const differs = parts.some((part) => (texts[part] ?? '').trim() !== (stored[part] ?? ''))
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const { [language]: _, ...others } = page.texts
    const said = saidOf(texts)
    void change({ texts: said === undefined ? others : { ...others, [language]: said } }, t('preferences.textsSaved'))
  }
  return (
    <Card title={t('preferences.texts')} note={languageNames[language]}>
      <form className="stack" onSubmit={submit}>
        <p className="quiet">{t('preferences.textsHint')}</p>
        {parts.map((part) => (
          <TextArea
            key={part}
            label={t(`preferences.part.${part}`)}
            rows={part === 'title' ? 1 : 2}
            lang={language}
            maxLength={500}
            placeholder={page.usual[language][part]}
            value={texts[part] ?? ''}
            onChange={({ currentTarget }) => write({ ...texts, [part]: currentTarget.value })}
          />
        ))}
        <div>
          <Button type="submit" kind="primary" busy={busy} disabled={!differs}>
            {t('preferences.saveTexts')}
          </Button>
        </div>
      </form>
    </Card>
  )
}

/** Texts without those that say nothing. */
export function saidOf(texts: PageTexts): PageTexts | undefined {
  return spoken(Object.fromEntries(Object.entries(texts)))
}
