// What people see at an address where nothing is.
import { ButtonLink } from '../parts/Button.tsx'
import { Gate } from '../sign-in/Gate.tsx'
import { useWords } from '../words/use.ts'

/** Nothing here, and the way home. */
export function Missing() {
  const { t } = useWords()
  return (
    <Gate title={t('shell.missing.title')}>
      <p>{t('shell.missing.text')}</p>
      <ButtonLink to="/">{t('shell.missing.home')}</ButtonLink>
    </Gate>
  )
}
