// Said where a journey is not measured yet: what there would be to see, by an example, and the button that leads there.
import { IconRoute } from '@tabler/icons-react'
import { Button } from '../parts/Button.tsx'
import { Empty } from '../parts/states.tsx'
import { useWords } from '../words/use.ts'

/** The message. @param begin - opens where measuring is begun. */
export function Unmeasured({ begin }: { begin: () => void }) {
  const { t } = useWords()
  return (
    <Empty
      icon={IconRoute}
      title={t('reality.unmeasured')}
      action={
        <Button kind="primary" onClick={begin}>
          {t('reality.begin')}
        </Button>
      }
    >
      <p>{t('reality.unmeasuredText')}</p>
    </Empty>
  )
}
