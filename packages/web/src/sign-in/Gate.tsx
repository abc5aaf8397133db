// The frame of screens before sign-in: whose door it is, one panel, language.
import type { Brand } from '@lotse/protocol'
import { queryOptions, useQuery } from '@tanstack/react-query'
import { type CSSProperties, type ReactNode, useEffect } from 'react'
import { useTranslation } from 'react-i18next'
import { call } from '../api.ts'
import { textOn } from '../settings/logo.ts'
import { Mark } from '../shell/Mark.tsx'
import { languageNames, languages, speak } from '../words/index.ts'
import { useWords } from '../words/use.ts'
import css from './gate.module.css'

const BRAND = 'Lotse'

/** The brand of the door: of the only workspace here, else none. */
const brandQuery = queryOptions({
  queryKey: ['sign-in-brand'],
  queryFn: ({ signal }) => call('getSignInBrand', {}, signal),
  staleTime: Number.POSITIVE_INFINITY,
  retry: false,
})

/** Buttons in a brand's colour. Text on it is black or white, and stays readable while pointed at. */
function actionIn(color: string | null | undefined): CSSProperties {
  if (color == null) return {}
  const text = textOn(color)
  const away = text === '#ffffff' ? '#000000' : '#ffffff'
  const looks = {
    '--action': color,
    '--on-action': text,
    '--action-hover': `color-mix(in srgb, ${color} 86%, ${away})`,
  }
  return looks as CSSProperties
}

/**
 * A screen before sign-in.
 *
 * @param title - heading of the panel and of the window.
 * @param brand - whose door it is; left out, that of the only workspace here.
 */
export function Gate({ title, brand, children }: { title: string; brand?: Brand; children: ReactNode }) {
  const { t } = useWords()
  const { i18n } = useTranslation('words')
  useEffect(() => {
    document.title = t('shell.title', { page: title })
  }, [t, title])
  const only = useQuery({ ...brandQuery, enabled: brand === undefined })
  const looks = brand ?? only.data
  return (
    <div className={css.gate}>
      <main className={css.box}>
        {/* Until it is known whose door this is, its place is kept. */}
        <div className={css.door} data-known={looks !== undefined || only.isError}>
          <Door brand={looks} />
        </div>
        <div className={css.panel} style={actionIn(looks?.color)}>
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

/** Name and logo of the workspace, with Lotse's beside them; without a brand Lotse's alone. */
function Door({ brand }: { brand: Brand | undefined }) {
  const { t } = useWords()
  if (brand?.name == null)
    return (
      <>
        <div className={css.brand}>
          <Mark size={32} />
          {BRAND}
        </div>
        <p className={css.claim}>{t('signIn.claim')}</p>
      </>
    )
  return (
    <>
      <div className={css.brand}>
        {brand.logoUrl === null ? (
          <bdi>{brand.name}</bdi>
        ) : (
          <img className={css.logo} src={brand.logoUrl} alt={brand.name} />
        )}
      </div>
      <p className={css.with}>
        <Mark size={16} />
        {t('signIn.with')}
      </p>
    </>
  )
}
