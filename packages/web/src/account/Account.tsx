// The own account: how one signs in, and where one is signed in. What needs a fresh proof asks for it by itself.
import type { Security } from '@lotse/protocol'
import { useQuery } from '@tanstack/react-query'
import { useMe } from '../app/member.ts'
import { Notice } from '../parts/Notice.tsx'
import { Page } from '../parts/Page.tsx'
import { Answer } from '../parts/states.tsx'
import { useWords } from '../words/use.ts'
import css from './account.module.css'
import { securityQuery } from './data.ts'
import { OneTimeCodes } from './OneTimeCodes.tsx'
import { Passkeys } from './Passkeys.tsx'
import { Password } from './Password.tsx'
import { Sessions } from './Sessions.tsx'

/** The screen. */
export function Account() {
  const { t } = useWords()
  const { member, needsSecondFactor } = useMe()
  const security = useQuery(securityQuery)
  return (
    <Page title={t('account.title')} beside={<span className={css.who}>{member?.email}</span>}>
      <div className={css.column}>
        {needsSecondFactor ? (
          <Notice kind="attention" title={t('account.needed.title')}>
            {t('account.needed.text')}
          </Notice>
        ) : null}
        <Answer query={security}>{(known) => <Parts known={known} />}</Answer>
        <Sessions />
      </div>
    </Page>
  )
}

function Parts({ known }: { known: Security }) {
  const { t } = useWords()
  if (known.bound) return <Notice kind="plain">{t('account.bound')}</Notice>
  return (
    <>
      <Passkeys passkeys={known.passkeys} />
      <OneTimeCodes totp={known.totp} left={known.recoveryCodes} required={known.required} />
      <Password password={known.password} />
    </>
  )
}
