// An import under way or over: how far it is, what came of it, and where to go from here.
import type { FileImport } from '@lotse/protocol'
import { useQueryClient } from '@tanstack/react-query'
import { call, pathOf } from '../api.ts'
import { useMay } from '../app/member.ts'
import { Button, ButtonLink } from '../parts/Button.tsx'
import { Card } from '../parts/Card.tsx'
import { confirmed } from '../parts/confirm.ts'
import { Notice } from '../parts/Notice.tsx'
import { Progress } from '../parts/Progress.tsx'
import { useUndo } from '../parts/undo.ts'
import { useWords } from '../words/use.ts'
import { isUnderWay } from './data.ts'
import css from './files.module.css'

/** The card. */
export function ImportCourse({ file }: { file: FileImport }) {
  const { t, f } = useWords()
  const rows = f.whole(file.rows)
  return (
    <Card title={t('files.course')}>
      <div className={css.stack}>
        {isUnderWay(file) ? (
          <>
            <Progress
              label={t(`files.states.${file.state}`)}
              value={file.state === 'waiting' ? null : file.share}
              text={t('files.progress', { rows, percent: f.share(file.share) })}
            />
            <p className={css.quiet}>{t('files.goesOn')}</p>
          </>
        ) : null}
        {file.state === 'done' ? <Notice kind="proof" title={t('files.done', { rows })} /> : null}
        {file.state === 'cancelled' ? <Notice kind="plain">{t('files.cancelled', { rows })}</Notice> : null}
        {file.state === 'failed' ? <Notice kind="harm">{t('files.failed', { rows })}</Notice> : null}
        <Figures file={file} />
        <Ways file={file} />
      </div>
    </Card>
  )
}

function Figures({ file }: { file: FileImport }) {
  const { t, f } = useWords()
  const figures = [
    [t('files.rows'), file.rows],
    [t('files.refused'), file.refused],
    [t('files.known'), file.known],
  ] as const
  return (
    <dl className={css.facts}>
      {figures.map(([label, count]) => (
        <div key={label}>
          <dt>{label}</dt>
          <dd>{f.whole(count)}</dd>
        </div>
      ))}
    </dl>
  )
}

function Ways({ file }: { file: FileImport }) {
  const { t, f } = useWords()
  const may = useMay()
  const client = useQueryClient()
  const { sayFailure } = useUndo()
  const errors = pathOf('/api/v1/imports/{id}/errors', { id: file.id }, { format: 'csv', language: f.language })
  const cancel = async () => {
    const title = t('files.cancelAsk', { name: file.name })
    if (!(await confirmed({ title, text: t('files.cancelText'), action: t('files.cancel'), harm: true }))) return
    await call('cancelImport', { params: { id: file.id } })
    await client.invalidateQueries({ queryKey: ['imports', file.sourceId] })
  }
  return (
    <div className={css.buttons}>
      {isUnderWay(file) && may('sources.manage') ? (
        <Button onClick={() => void cancel().catch(sayFailure)}>{t('files.cancel')}</Button>
      ) : null}
      {!isUnderWay(file) && file.rows > file.refused && may('customers.read') ? (
        <ButtonLink kind="primary" to="/customers" search={{ source: file.sourceId }}>
          {t('files.customers')}
        </ButtonLink>
      ) : null}
      {!isUnderWay(file) && file.rows > file.refused && may('events.read') ? (
        <ButtonLink to="/events" search={{ source: file.sourceId }}>
          {t('files.events')}
        </ButtonLink>
      ) : null}
      {file.refused > 0 && may('inputs.read') ? (
        <>
          <ButtonLink to="/inputs" search={{ show: 'refused', source: file.sourceId }}>
            {t('files.lookRefused')}
          </ButtonLink>
          <a className={css.download} href={errors} download>
            {t('files.download')}
          </a>
        </>
      ) : null}
    </div>
  )
}
