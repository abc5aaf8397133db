// Inputs that went wrong: refused as they came in, or set aside because a rule failed. By reason, each with a second try.
import { useSearch } from '@tanstack/react-router'
import { EventTabs } from '../events/EventTabs.tsx'
import { Page } from '../parts/Page.tsx'
import { useWords } from '../words/use.ts'
import { Refused } from './Refused.tsx'
import { SetAside } from './SetAside.tsx'

/** The screen. */
export function InputList() {
  const { t } = useWords()
  const { show = 'set-aside' } = useSearch({ from: '/shell/inputs' })
  return (
    <Page title={t('inputs.title')} fill>
      <EventTabs />
      {show === 'refused' ? <Refused /> : <SetAside />}
    </Page>
  )
}
