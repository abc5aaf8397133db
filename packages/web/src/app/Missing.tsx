// What a member sees at an address where nothing is: inside of the frame, so that the way on is at hand.
import { IconMapOff } from '@tabler/icons-react'
import { ButtonLink } from '../parts/Button.tsx'
import { Page } from '../parts/Page.tsx'
import { Empty } from '../parts/states.tsx'
import { useWords } from '../words/use.ts'

/** The screen. */
export function Missing() {
  const { t } = useWords()
  return (
    <Page title={t('shell.missing.short')}>
      <Empty
        icon={IconMapOff}
        title={t('shell.missing.title')}
        action={<ButtonLink to="/">{t('shell.missing.home')}</ButtonLink>}
      >
        <p>{t('shell.missing.text')}</p>
      </Empty>
    </Page>
  )
}
