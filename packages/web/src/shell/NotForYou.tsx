// What stands in place of a screen that the reader's role has no use for: who may help, and the way home.
import { IconLock } from '@tabler/icons-react'
import { useMe } from '../app/member.ts'
import { ButtonLink } from '../parts/Button.tsx'
import { Page } from '../parts/Page.tsx'
import { Empty } from '../parts/states.tsx'
import { useWords } from '../words/use.ts'

/** The screen. */
export function NotForYou() {
  const { t } = useWords()
  const { role } = useMe()
  return (
    <Page title={t('shell.notForYou.title')}>
      <Empty
        icon={IconLock}
        title={t('shell.notForYou.heading')}
        action={<ButtonLink to="/">{t('shell.missing.home')}</ButtonLink>}
      >
        <p>{t('shell.notForYou.text', { role: t(`members.role.${role}`) })}</p>
      </Empty>
    </Page>
  )
}
