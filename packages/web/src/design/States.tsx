// Loading, failed, empty, attention: what a screen says when it has nothing to show or something to tell.
import { IconPlant } from '@tabler/icons-react'
import { Refused, Unreachable } from '../api.ts'
import { Button } from '../parts/Button.tsx'
import { Card } from '../parts/Card.tsx'
import { Notice } from '../parts/Notice.tsx'
import { Progress } from '../parts/Progress.tsx'
import { Empty, Failure, Loading } from '../parts/states.tsx'
import { useWords } from '../words/use.ts'

const kinds = ['plain', 'proof', 'attention', 'harm'] as const

/** The cards. */
export function States() {
  const { t } = useWords()
  return (
    <>
      <Card title={t('design.notices')}>
        <div className="stack">
          {kinds.map((kind) => (
            <Notice key={kind} kind={kind} title={t('design.act')} action={<Button>{t('design.act')}</Button>}>
              {t('design.sentence')}
            </Notice>
          ))}
        </div>
      </Card>
      <Card title={t('design.progress')}>
        <div className="stack">
          <Progress label={t('design.act')} value={0.52} text="312 / 600" />
          <Progress label={t('design.act')} value={null} text="…" />
        </div>
      </Card>
      <Card title={t('design.loading')}>
        <div data-sample>
          <Loading />
        </div>
      </Card>
      <Card title={t('design.failed')}>
        <Failure failure={new Unreachable('')} retry={() => {}} />
        <Failure failure={new Refused(403, 'auth.forbidden', {})} />
      </Card>
      <Card title={t('design.empty')}>
        <Empty icon={IconPlant} title={t('design.sentence')} action={<Button kind="primary">{t('design.act')}</Button>}>
          <p>{t('design.sentence')}</p>
        </Empty>
      </Card>
    </>
  )
}
