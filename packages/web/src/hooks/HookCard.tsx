// A webhook source: the address that the sender is given, how it signs, and whether its JSON is understood.
import type { OperationBody, Source } from '@lotse/protocol'
import { useQueryClient } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { call } from '../api.ts'
import { sourcesQuery } from '../app/data.ts'
import { useMay } from '../app/member.ts'
import { Button, ButtonLink } from '../parts/Button.tsx'
import { Card } from '../parts/Card.tsx'
import { Dialog } from '../parts/Dialog.tsx'
import { Field } from '../parts/Field.tsx'
import { fieldOf } from '../parts/form.ts'
import { Notice } from '../parts/Notice.tsx'
import { Select } from '../parts/Select.tsx'
import { CopyButton } from '../parts/Snippet.tsx'
import { Failure } from '../parts/states.tsx'
import { useUndo } from '../parts/undo.ts'
import { Snippets } from '../sources/Snippets.tsx'
import { useWords } from '../words/use.ts'
import { hookAddress } from './data.ts'
import css from './hooks.module.css'

type Signature = NonNullable<OperationBody<'setSignature'>>
type Scheme = Signature['scheme']

const SCHEMES = Object.keys({
  standard: true,
  timestamped: true,
  hex: true,
  base64: true,
} satisfies Record<Scheme, true>) as Scheme[]

/** The card. */
export function HookCard({ source }: { source: Source }) {
  const { t, f } = useWords()
  const may = useMay()
  const address = hookAddress(window.location.origin, source.writeKey)
  return (
    <Card title={t('hooks.title')}>
      <div className={css.stack}>
        <div className={css.line}>
          <span>{t('hooks.address')}</span>
          <code className={css.address}>{address}</code>
          <CopyButton text={address} />
        </div>
        <p className={css.quiet}>{t('hooks.addressHint')}</p>
        {source.oldKeyUntil === null ? null : (
          <p className={css.quiet}>{t('hooks.oldAddress', { date: f.minute(Date.parse(source.oldKeyUntil)) })}</p>
        )}
        <div className={css.line}>
          <span>{t('hooks.signature')}</span>
          <b>{t(`hooks.scheme.${source.signature ?? 'none'}`)}</b>
          {may('sources.manage') ? <SignatureDialog source={source} /> : null}
        </div>
        {source.mapping === null ? (
          <Notice kind="attention" title={t('hooks.unmapped')}>
            {t('hooks.unmappedText')}
          </Notice>
        ) : null}
        <Snippets writeKey={source.writeKey} kind="webhook" />
        {may('sources.manage') ? (
          <div className={css.buttons}>
            <ButtonLink
              kind={source.mapping === null ? 'primary' : 'plain'}
              to="/sources/$sourceId/mapping"
              params={{ sourceId: source.id }}
            >
              {t(source.mapping === null ? 'hooks.map' : 'hooks.mapAgain')}
            </ButtonLink>
          </div>
        ) : null}
      </div>
    </Card>
  )
}

function SignatureDialog({ source }: { source: Source }) {
  const { t } = useWords()
  const client = useQueryClient()
  const { say } = useUndo()
  const [open, setOpen] = useState(false)
  const [scheme, choose] = useState<Scheme | 'none'>(source.signature ?? 'standard')
  const [failure, setFailure] = useState<unknown>()
  const save = async (body: OperationBody<'setSignature'>) => {
    await call('setSignature', { params: { id: source.id }, body })
    await client.invalidateQueries(sourcesQuery)
    setOpen(false)
    say(t(body === null ? 'hooks.signatureOff' : 'hooks.signatureOn'))
  }
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const secret = fieldOf(new FormData(event.currentTarget), 'secret').trim()
    save(scheme === 'none' ? null : { scheme, secret }).catch(setFailure)
  }
  return (
    <>
      <Button kind="quiet" onClick={() => setOpen(true)}>
        {t('hooks.change')}
      </Button>
      <Dialog open={open} close={() => setOpen(false)} title={t('hooks.signatureTitle')}>
        <form className={css.stack} onSubmit={submit}>
          <Select
            label={t('hooks.signature')}
            hint={t('hooks.signatureHint')}
            value={scheme}
            choices={(['none', ...SCHEMES] as const).map((value) => ({ value, label: t(`hooks.scheme.${value}`) }))}
            onChange={({ currentTarget }) => choose(SCHEMES.find((one) => one === currentTarget.value) ?? 'none')}
          />
          {scheme === 'none' ? null : (
            <Field
              label={t('hooks.secret')}
              hint={t('hooks.secretHint')}
              name="secret"
              type="password"
              autoComplete="off"
              minLength={8}
              maxLength={500}
              required
            />
          )}
          {failure === undefined ? null : <Failure failure={failure} />}
          <div className={css.buttons}>
            <Button onClick={() => setOpen(false)}>{t('sources.cancel')}</Button>
            <Button kind="primary" type="submit">
              {t('hooks.signatureSave')}
            </Button>
          </div>
        </form>
      </Dialog>
    </>
  )
}
