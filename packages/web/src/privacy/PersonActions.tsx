// What can be done with everything stored of a customer: hand it out as files, erase it after its number was typed. Holds no data itself.
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { call, pathOf } from '../api.ts'
import { Button } from '../parts/Button.tsx'
import { Dialog } from '../parts/Dialog.tsx'
import { Field } from '../parts/Field.tsx'
import { Notice } from '../parts/Notice.tsx'
import { Select } from '../parts/Select.tsx'
import { Switch } from '../parts/Switch.tsx'
import { Answer } from '../parts/states.tsx'
import { problemText } from '../words/problem.ts'
import { useWords } from '../words/use.ts'
import css from './privacy.module.css'
import { erasureReasons } from './reasons.ts'

/** Which dialog is open. */
export type PersonAction = 'export' | 'erase'

/** The dialogs: hand out, erase. */
export function PersonDialog({
  customerId,
  action,
  close,
}: {
  customerId: string
  action: PersonAction
  close: () => void
}) {
  return action === 'export' ? (
    <Export customerId={customerId} close={close} />
  ) : (
    <Erase customerId={customerId} close={close} />
  )
}

function Export({ customerId, close }: { customerId: string; close: () => void }) {
  const { t } = useWords()
  const link = (format: 'html' | 'json', language: 'de' | 'en') =>
    pathOf('/api/v1/customers/{id}/export', { id: customerId }, { format, language })
  return (
    <Dialog open title={t('privacy.handOutTitle')} close={close}>
      <p>{t('privacy.handOutText')}</p>
      <ul className={css.held}>
        <li>
          <a href={link('html', 'de')} download>
            {t('privacy.documentDe')}
          </a>
        </li>
        <li>
          <a href={link('html', 'en')} download>
            {t('privacy.documentEn')}
          </a>
        </li>
        <li>
          <a href={link('json', 'en')} download>
            {t('privacy.machine')}
          </a>
        </li>
      </ul>
      <p className="quiet">{t('privacy.handOutNoted')}</p>
    </Dialog>
  )
}

const parts = ['identities', 'events', 'messages', 'runs', 'consents', 'notes', 'setAside'] as const

function Erase({ customerId, close }: { customerId: string; close: () => void }) {
  const { t, f } = useWords()
  const query = useQuery({
    queryKey: ['erasure-preview', customerId],
    queryFn: ({ signal }) => call('previewErasure', { params: { id: customerId } }, signal),
    staleTime: 0,
  })
  const { ready, busy, failure, fields, submit } = useErasing(customerId)
  return (
    <Dialog
      open
      title={t('privacy.eraseTitle')}
      close={close}
      actions={
        <>
          <Button onClick={close}>{t('parts.cancel')}</Button>
          <Button kind="harm" disabled={!ready} busy={busy} onClick={submit}>
            {t('privacy.eraseNow')}
          </Button>
        </>
      }
    >
      <div className="stack">
        <p>{t('privacy.eraseText')}</p>
        <Answer query={query}>
          {({ held, ids, barred }) => (
            <>
              <ul className={css.held}>
                {parts
                  .filter((part) => held[part] > 0)
                  .map((part) => (
                    <li key={part}>
                      {t(`privacy.count.${part}`, { count: held[part], formatted: f.whole(held[part]) })}
                    </li>
                  ))}
              </ul>
              {ids.length > 1 ? <p>{t('privacy.alsoIds', { ids: f.all(ids) })}</p> : null}
              {barred > 0 ? <p>{t('privacy.isBarred')}</p> : null}
            </>
          )}
        </Answer>
        {fields}
        {failure === null ? null : <Notice kind="harm">{problemText(t, failure)}</Notice>}
      </div>
    </Dialog>
  )
}

function useErasing(customerId: string) {
  const { t } = useWords()
  const client = useQueryClient()
  const navigate = useNavigate()
  const [typed, setTyped] = useState('')
  const [reason, setReason] = useState<(typeof erasureReasons)[number]>('request')
  const [keepSuppressed, setKeep] = useState(true)
  const [busy, setBusy] = useState(false)
  const [failure, setFailure] = useState<unknown>(null)
  const erase = async () => {
    await call('eraseCustomer', { params: { id: customerId }, body: { confirm: customerId, reason, keepSuppressed } })
    client.removeQueries({ queryKey: ['customer'] })
    await navigate({ to: '/settings/privacy' })
  }
  const submit = () => {
    setBusy(true)
    setFailure(null)
    void erase()
      .catch(setFailure)
      .finally(() => setBusy(false))
  }
  const fields = (
    <>
      <Select
        label={t('privacy.why')}
        value={reason}
        onChange={({ currentTarget }) =>
          setReason(erasureReasons.find((one) => one === currentTarget.value) ?? 'other')
        }
        choices={erasureReasons.map((one) => ({ value: one, label: t(`privacy.reason.${one}`) }))}
      />
      <Switch
        label={t('privacy.keepBarred')}
        hint={t('privacy.keepBarredHint')}
        checked={keepSuppressed}
        onChange={() => setKeep(!keepSuppressed)}
      />
      <Field
        label={t('parts.typeToConfirm', { word: customerId })}
        value={typed}
        autoComplete="off"
        inputMode="numeric"
        onChange={({ currentTarget }) => setTyped(currentTarget.value)}
      />
    </>
  )
  return { ready: typed.trim() === customerId, busy, failure, fields, submit }
}
