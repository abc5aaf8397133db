// How backups are set: whether, when, where to, how many stay, encrypted or not. The passphrase goes out and never comes back.
import type { BackupSchedule } from '@lotse/protocol'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { call, Refused } from '../../api.ts'
import { Button } from '../../parts/Button.tsx'
import { Dialog } from '../../parts/Dialog.tsx'
import { Field } from '../../parts/Field.tsx'
import { fieldOf } from '../../parts/form.ts'
import { Notice } from '../../parts/Notice.tsx'
import { Switch } from '../../parts/Switch.tsx'
import { useUndo } from '../../parts/undo.ts'
import { problemText } from '../../words/problem.ts'
import { useWords } from '../../words/use.ts'
import { backupsQuery } from './backups-query.ts'

const KEEP_MAX = 365
const PASSPHRASE_MIN = 12

type Wish = {
  readonly automatic: boolean
  readonly time: string
  readonly folder: string | null
  readonly keep: number
  readonly passphrase?: string | null
}

/** The dialog. */
export function BackupDialog({ schedule, close }: { schedule: BackupSchedule; close: () => void }) {
  const { t } = useWords()
  const client = useQueryClient()
  const { say, offerUndo } = useUndo()
  const { automatic, time, folder, keep } = schedule
  const put = async (wish: Wish) => {
    client.setQueryData(backupsQuery.queryKey, await call('setBackupSchedule', { body: wish }))
    void client.invalidateQueries({ queryKey: ['health'] })
  }
  const set = useMutation({ mutationFn: put })
  const save = (wish: Wish) =>
    set.mutate(wish, {
      onSuccess: () => {
        close()
        // What a passphrase was cannot be told back.
        if (wish.passphrase !== undefined) return say(t('backups.saved'))
        offerUndo(t('backups.saved'), () => put({ automatic, time, folder, keep }))
      },
    })
  return (
    <Dialog
      open
      title={t('backups.dialog')}
      close={close}
      actions={
        <>
          <Button onClick={close}>{t('parts.cancel')}</Button>
          <Button kind="primary" type="submit" form="backups" busy={set.isPending}>
            {t('backups.save')}
          </Button>
        </>
      }
    >
      <Fields schedule={schedule} save={save} failure={set.error} />
    </Dialog>
  )
}

function Fields({
  schedule,
  save,
  failure,
}: {
  schedule: BackupSchedule
  save: (wish: Wish) => void
  failure: unknown
}) {
  const { t } = useWords()
  const [automatic, setAutomatic] = useState(true)
  const [encrypt, setEncrypt] = useState(schedule.encrypted)
  const folderBad = failure instanceof Refused && failure.code === 'keeping.folder_unusable'
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    save(wishOf(new FormData(event.currentTarget), { automatic, encrypt, encrypted: schedule.encrypted }))
  }
  return (
    <form id="backups" className="stack" onSubmit={submit}>
      {failure === null || folderBad ? null : <Notice kind="harm">{problemText(t, failure)}</Notice>}
      <Switch
        label={t('backups.automatic')}
        hint={t('backups.automaticHint')}
        checked={automatic}
        onChange={() => setAutomatic(!automatic)}
      />
      <Field
        name="time"
        type="time"
        required
        label={t('backups.time')}
        hint={t('backups.timeHint', { zone: schedule.zone })}
        defaultValue={schedule.time}
      />
      <Field
        name="keep"
        type="number"
        min={1}
        max={KEEP_MAX}
        required
        label={t('backups.keep')}
        hint={t('backups.keepHint')}
        defaultValue={schedule.keep}
      />
      <Field
        name="folder"
        maxLength={400}
        autoComplete="off"
        spellCheck={false}
        label={t('backups.where')}
        hint={t('backups.whereHint')}
        defaultValue={schedule.folder ?? ''}
        error={folderBad ? t('backups.folderBad') : undefined}
      />
      <Switch
        label={t('backups.encrypt')}
        hint={t('backups.encryptHint')}
        checked={encrypt}
        onChange={() => setEncrypt(!encrypt)}
      />
      {encrypt ? <Passphrase kept={schedule.encrypted} /> : null}
    </form>
  )
}

/** What the form says. A passphrase that is left empty, or was never there, is not part of the wish and stays as it is. */
function wishOf(
  form: FormData,
  { automatic, encrypt, encrypted }: { automatic: boolean; encrypt: boolean; encrypted: boolean },
): Wish {
  const passphrase = encrypt ? fieldOf(form, 'passphrase') : null
  const wish = {
    automatic,
    time: fieldOf(form, 'time').slice(0, 5),
    folder: fieldOf(form, 'folder').trim() || null,
    keep: Number(fieldOf(form, 'keep')),
  }
  return passphrase === '' || (passphrase === null && !encrypted) ? wish : { ...wish, passphrase }
}

function Passphrase({ kept }: { kept: boolean }) {
  const { t } = useWords()
  const hint = kept ? `${t('backups.passphraseKept')} ${t('backups.passphraseHint')}` : t('backups.passphraseHint')
  return (
    <Field
      name="passphrase"
      type="password"
      autoComplete="new-password"
      minLength={PASSPHRASE_MIN}
      maxLength={1000}
      required={!kept}
      label={t('backups.passphrase')}
      hint={hint}
    />
  )
}
