// What people see at an address where nothing is.
import { IconCompassOff } from '@tabler/icons-react'
import { ButtonLink } from '../parts/Button.tsx'
import { Empty } from '../parts/states.tsx'
import { useWords } from '../words/use.ts'

/** Nothing here, and the way home. */
export function Missing() {
  const { t } = useWords()
  return (
    <Empty
      icon={IconCompassOff}
      title={t('shell.missing.title')}
      action={<ButtonLink to="/control">{t('shell.missing.home')}</ButtonLink>}
    >
      <p>{t('shell.missing.text')}</p>
    </Empty>
  )
}
