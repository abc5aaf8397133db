// Backups on the page of health: when the next one is made, how the last ones went, one now, and how they are set.
import type { Backups as Answered, BackupEntry } from '@lotse/protocol'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { call } from '../../api.ts'
import { Button } from '../../parts/Button.tsx'
import { Card } from '../../parts/Card.tsx'
import { StateMark } from '../../parts/Mark.tsx'
import { Notice } from '../../parts/Notice.tsx'
import { Progress } from '../../parts/Progress.tsx'
import { Since } from '../../parts/Since.tsx'
import { Answer } from '../../parts/states.tsx'
import { Table } from '../../parts/Table.tsx'
import { useUndo } from '../../parts/undo.ts'
import { sizeText } from '../../words/size.ts'
import { useWords } from '../../words/use.ts'
import { BackupDialog } from './BackupDialog.tsx'
import { backupsQuery } from './backups-query.ts'
import css from './health.module.css'

/** The card. */
export function Backups() {
  const { t } = useWords()
  const query = useQuery(backupsQuery)
  const client = useQueryClient()
  const { say, sayFailure } = useUndo()
  const [open, setOpen] = useState(false)
  const start = useMutation({
    mutationFn: () => call('startBackup', {}),
    onSuccess: (now) => {
      client.setQueryData(backupsQuery.queryKey, now)
      say(t('backups.asked'))
    },
    onError: sayFailure,
  })
  const moving = query.data !== undefined && (query.data.asked || query.data.running !== null)
  return (
    <Card
      title={t('backups.title')}
      note={t('backups.note')}
      side={
        <>
          <Button onClick={() => setOpen(true)}>{t('backups.set')}</Button>
          <Button busy={start.isPending || moving} onClick={() => start.mutate()}>
            {t('backups.now')}
          </Button>
        </>
      }
    >
      <Answer query={query}>{(backups) => <Shown backups={backups} open={() => setOpen(true)} />}</Answer>
      {open && query.data !== undefined ? (
        <BackupDialog schedule={query.data.schedule} close={() => setOpen(false)} />
      ) : null}
    </Card>
  )
}

function Shown({ backups, open }: { backups: Answered; open: () => void }) {
  const { t, f } = useWords()
  const { schedule, running, items } = backups
  return (
    <div className="stack">
      {schedule.automatic ? null : (
        <Notice kind="attention" title={t('backups.off')} action={<Button onClick={open}>{t('backups.on')}</Button>}>
          <p>{t('backups.offText')}</p>
        </Notice>
      )}
      {running === null ? null : (
        <Progress
          label={t('backups.running')}
          value={running.share}
          text={t('backups.runningText', {
            share: f.share(running.share),
            time: f.clock(Date.parse(running.since)),
          })}
        />
      )}
      <Facts backups={backups} />
      {items.length === 0 ? <p className="quiet">{t('backups.none')}</p> : <List items={items} />}
      <p className="quiet">{t('backups.restore')}</p>
    </div>
  )
}

function Facts({ backups: { schedule, nextAt, asked, running, items } }: { backups: Answered }) {
  const { t, f } = useWords()
  const whole = items.find(({ fault }) => fault === null)
  const { keep, encrypted } = schedule
  const soon = running === null && asked
  return (
    <dl className={css.facts}>
      {nextAt === null && !soon ? null : (
        <div>
          <dt>{t('backups.next')}</dt>
          <dd>
            {soon || nextAt === null
              ? t('backups.nextNow')
              : t('backups.nextAt', { time: f.minute(Date.parse(nextAt)), clock: schedule.time })}
          </dd>
        </div>
      )}
      <div>
        <dt>{t('backups.last')}</dt>
        <dd>
          {whole === undefined
            ? t('backups.never')
            : t('backups.lastText', {
                size: sizeText(f, whole.bytes ?? 0),
                time: f.minute(Date.parse(whole.startedAt)),
              })}
        </dd>
      </div>
      <div>
        <dt>{t('backups.folder')}</dt>
        <dd>
          <bdi>{schedule.folderUsed}</bdi>
          <small>
            {[
              t('backups.kept', { count: keep, formatted: f.whole(keep) }),
              encrypted ? t('backups.encrypted') : t('backups.plain'),
            ].join(' · ')}
          </small>
        </dd>
      </div>
    </dl>
  )
}

function List({ items }: { items: readonly BackupEntry[] }) {
  const { t } = useWords()
  return (
    <Table
      stacks
      label={t('backups.list')}
      head={[t('backups.made'), t('backups.result'), t('backups.size'), t('backups.kind'), t('backups.place')]}
    >
      {items.map((entry) => (
        <Line key={entry.id} entry={entry} />
      ))}
    </Table>
  )
}

function Line({
  entry: { startedAt, kind, bytes, place, cause, fault, encrypted, removedAt },
}: {
  entry: BackupEntry
}) {
  const { t, f } = useWords()
  return (
    <tr>
      <td className={css.when}>
        <Since at={startedAt} />
      </td>
      <td className={css.result}>
        <StateMark tone={fault === null ? 'proof' : 'harm'}>
          {fault === null ? t('backups.whole') : t('backups.failed')}
        </StateMark>
        {cause === null ? null : <small>{t(`backups.cause.${cause}`)}</small>}
        {cause === 'other' ? <small>{fault}</small> : null}
      </td>
      <td className={`figures ${css.when}`}>{bytes === null ? '' : sizeText(f, bytes)}</td>
      <td>{t(`backups.kinds.${kind}`)}</td>
      <td className={css.file}>
        <bdi>{place}</bdi>
        <small>{removedAt === null ? (encrypted ? t('backups.encrypted') : '') : t('backups.removed')}</small>
      </td>
    </tr>
  )
}
