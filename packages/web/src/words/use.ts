// The translator and the formatters in the language of the moment, for components.
import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { type Format, formatIn } from './format-in.ts'
import type { Translate } from './index.ts'

/** The translator `t` and the formatters `f` of the language of the moment. */
export function useWords(): { readonly t: Translate; readonly f: Format } {
  const { t, i18n } = useTranslation('words')
  const f = useMemo(() => formatIn(i18n.language, t), [i18n.language, t])
  return { t, f }
}
