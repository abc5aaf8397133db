// The frame of screens before sign-in: mark, one panel, language.
import { type ReactNode, useEffect } from 'react'
import { useTranslation } from 'react-i18next'
import { Mark } from '../shell/Mark.tsx'
import { languageNames, languages, speak } from '../words/index.ts'
import { useWords } from '../words/use.ts'
import css from './gate.module.css'

const BRAND = 'Lotse'

/**
 * A screen before sign-in.
 *
 * @param title - heading of the panel and of the window.
 */
export function Gate({ title, children }: { title: string; children: ReactNode }) {
  const { t } = useWords()
  const { i18n } = useTranslation('words')
  useEffect(() => {
    document.title = t('shell.title', { page: title })
  }, [t, title])
  return (
    <div className={css.gate}>
      <main className={css.box}>
        <div className={css.brand}>
          <Mark size={32} />
          {BRAND}
        </div>
        <p className={css.claim}>{t('signIn.claim')}</p>
        <div className={css.panel}>
          <h1>{title}</h1>
          {children}
        </div>
      </main>
      <footer className={css.languages}>
        {languages.map((language) => (
          <button
            key={language}
            type="button"
            lang={language}
            className={css.language}
            aria-pressed={i18n.language === language}
            onClick={() => void speak(i18n, language)}
          >
            {languageNames[language]}
          </button>
        ))}
      </footer>
    </div>
  )
}
