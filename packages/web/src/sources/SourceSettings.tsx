// What can be changed about a source: its name, whether it is trusted, its key, and whether it may send at all.
import type { OperationBody, Source } from '@lotse/protocol'
import { useQueryClient } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { call } from '../api.ts'
import { sourcesQuery } from '../app/data.ts'
import { Button } from '../parts/Button.tsx'
import { Card } from '../parts/Card.tsx'
import { confirmed } from '../parts/confirm.ts'
import { Dialog } from '../parts/Dialog.tsx'
import { Field } from '../parts/Field.tsx'
import { fieldOf } from '../parts/form.ts'
import { Select } from '../parts/Select.tsx'
import { Switch } from '../parts/Switch.tsx'
import { useUndo } from '../parts/undo.ts'
import { useWords } from '../words/use.ts'
import { healthQuery } from './data.ts'
import css from './sources.module.css'

const DAY_MS = 86_400_000

/** The card. */
export function SourceSettings({ source }: { source: Source }) {
  const { t, f } = useWords()
  const { offerUndo, say, sayFailure } = useUndo()
  const refresh = useRefresh()
  const params = { id: source.id }
  const change = async (body: OperationBody<'updateSource'>) => {
    await call('updateSource', { params, body })
    await refresh()
  }
  const rename = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const name = fieldOf(new FormData(event.currentTarget), 'name').trim()
    if (name === '' || name === source.name) return
    const done = () => offerUndo(t('sources.renamed'), () => change({ name: source.name }))
    change({ name }).then(done, sayFailure)
  }
  const trust = (trusted: boolean) => {
    const text = t(trusted ? 'sources.trustedOn' : 'sources.trustedOff', { name: source.name })
    change({ trusted }).then(() => offerUndo(text, () => change({ trusted: !trusted })), sayFailure)
  }
  const restore = async () => {
    await call('restoreSource', { params })
    await refresh()
    say(t('sources.restored', { name: source.name }))
  }
  const revoke = async () => {
    const title = t('sources.revokeAsk', { name: source.name })
    if (!(await confirmed({ title, text: t('sources.revokeText'), action: t('sources.revoke'), harm: true }))) return
    await call('revokeSource', { params })
    await refresh()
    offerUndo(t('sources.revoked', { name: source.name }), restore)
  }
  return (
    <Card title={t('sources.settings')} note={t('sources.created', { date: f.date(Date.parse(source.createdAt)) })}>
      <div className={css.settings}>
        <form className={css.rename} onSubmit={rename}>
          <Field
            key={source.name}
            label={t('sources.name')}
            name="name"
            defaultValue={source.name}
            maxLength={100}
            required
          />
          <Button type="submit">{t('sources.rename')}</Button>
        </form>
        <Switch
          label={t('sources.trusted')}
          hint={t('sources.trustedHint')}
          checked={source.trusted}
          onChange={(event) => trust(event.currentTarget.checked)}
        />
        <div className={css.buttons}>
          {source.revokedAt === null ? (
            <>
              <Rotate source={source} />
              <Button kind="quiet" onClick={() => void revoke().catch(sayFailure)}>
                {t('sources.revoke')}
              </Button>
            </>
          ) : (
            <Button onClick={() => void restore().catch(sayFailure)}>{t('sources.restore')}</Button>
          )}
        </div>
      </div>
    </Card>
  )
}

function useRefresh() {
  const client = useQueryClient()
  return async () => {
    await client.invalidateQueries(sourcesQuery)
    await client.invalidateQueries(healthQuery)
  }
}

function Rotate({ source }: { source: Source }) {
  const { t } = useWords()
  const [open, setOpen] = useState(false)
  const { say, sayFailure } = useUndo()
  const refresh = useRefresh()
  const rotate = async (days: number) => {
    const body = days === 0 ? {} : { keepOldUntil: new Date(Date.now() + days * DAY_MS).toISOString() }
    await call('rotateSource', { params: { id: source.id }, body })
    setOpen(false)
    await refresh()
    say(t('sources.rotated', { name: source.name }))
  }
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    void rotate(Number(fieldOf(new FormData(event.currentTarget), 'days'))).catch(sayFailure)
  }
  return (
    <>
      <Button onClick={() => setOpen(true)}>{t('sources.rotate')}</Button>
      <Dialog open={open} close={() => setOpen(false)} title={t('sources.rotateTitle', { name: source.name })}>
        <form className={css.form} onSubmit={submit}>
          <Select
            label={t('sources.rotateText')}
            name="days"
            defaultValue="7"
            choices={[
              { value: '0', label: t('sources.rotateNow') },
              { value: '1', label: t('sources.rotateDay') },
              { value: '7', label: t('sources.rotateWeek') },
              { value: '30', label: t('sources.rotateMonth') },
            ]}
          />
          <div className={css.buttons}>
            <Button onClick={() => setOpen(false)}>{t('sources.cancel')}</Button>
            <Button kind="primary" type="submit">
              {t('sources.rotateSubmit')}
            </Button>
          </div>
        </form>
      </Dialog>
    </>
  )
}
