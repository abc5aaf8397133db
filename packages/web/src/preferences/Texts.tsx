// The workspace's own texts of the preference page in one language; what stays empty is as it comes with Lotse.
import type { PageTexts, PreferencePage } from '@lotse/protocol'
import type { FormEvent } from 'react'
import { Button } from '../parts/Button.tsx'
import { Card } from '../parts/Card.tsx'
import { Field } from '../parts/Field.tsx'
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
    const said = spoken(texts)
    void change({ texts: said === undefined ? others : { ...others, [language]: said } }, t('preferences.textsSaved'))
  }
  return (
    <Card title={t('preferences.texts')} note={languageNames[language]}>
      <form className="stack" onSubmit={submit}>
        <p className="quiet">{t('preferences.textsHint')}</p>
        {parts.map((part) => (
          <Field
            key={part}
            label={t(`preferences.part.${part}`)}
            lang={language}
            maxLength={500}
            placeholder={page.usual[language][part]}
            value={texts[part] ?? ''}
            autoComplete="off"
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
