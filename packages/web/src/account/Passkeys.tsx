// Passkeys of the own account: made, named, removed.
import type { Passkey } from '@lotse/protocol'
import { IconKey, IconPlus } from '@tabler/icons-react'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { call } from '../api.ts'
import { meQuery } from '../app/data.ts'
import { Button } from '../parts/Button.tsx'
import { Card } from '../parts/Card.tsx'
import { confirmed } from '../parts/confirm.ts'
import { Dialog } from '../parts/Dialog.tsx'
import { Field } from '../parts/Field.tsx'
import { fieldOf } from '../parts/form.ts'
import { Notice } from '../parts/Notice.tsx'
import { Since } from '../parts/Since.tsx'
import { useUndo } from '../parts/undo.ts'
import { makePasskey, passkeyChance, wasDropped } from '../sign-in/passkey.ts'
import { problemText } from '../words/problem.ts'
import { useWords } from '../words/use.ts'
import css from './account.module.css'
import { securityQuery } from './data.ts'

/** The part of the screen. */
export function Passkeys({ passkeys }: { passkeys: readonly Passkey[] }) {
  const { t } = useWords()
  const chance = passkeyChance()
  const [named, setNamed] = useState<Passkey | 'new' | null>(null)
  const add = (
    <Button onClick={() => setNamed('new')}>
      <IconPlus size={16} aria-hidden />
      {t('account.passkeys.add')}
    </Button>
  )
  const url = `${window.location.protocol}//localhost:${window.location.port}`
  return (
    <Card title={t('account.passkeys.title')} side={chance === 'yes' ? add : undefined} flush>
      <p className={css.text}>{t('account.passkeys.text')}</p>
      {chance === 'yes' ? null : (
        <p className={css.text}>{chance === 'no' ? t('account.passkeys.no') : t('account.passkeys.name', { url })}</p>
      )}
      {passkeys.length === 0 ? null : (
        <ul className={css.list}>
          {passkeys.map((passkey) => (
            <PasskeyLine key={passkey.id} passkey={passkey} rename={() => setNamed(passkey)} />
          ))}
        </ul>
      )}
      <NameDialog named={named} close={() => setNamed(null)} />
    </Card>
  )
}

function PasskeyLine({ passkey, rename }: { passkey: Passkey; rename: () => void }) {
  const { t, f } = useWords()
  const { name, synced, createdAt, usedAt } = passkey
  const remove = useRemove(passkey)
  return (
    <li className={css.line}>
      <IconKey size={20} stroke={1.6} aria-hidden />
      <div className={css.words}>
        <b>{name}</b>
        <span>
          {synced ? t('account.passkeys.synced') : t('account.passkeys.single')} ·{' '}
          {t('account.passkeys.since', { date: f.date(Date.parse(createdAt)) })}
          {usedAt === null ? null : (
            <>
              {' · '}
              {t('account.passkeys.used')} <Since at={usedAt} />
            </>
          )}
        </span>
      </div>
      <Button kind="quiet" aria-label={t('account.passkeys.renameThis', { name })} onClick={rename}>
        {t('account.passkeys.rename')}
      </Button>
      <Button kind="quiet" aria-label={t('account.passkeys.removeThis', { name })} onClick={remove}>
        {t('account.passkeys.remove')}
      </Button>
    </li>
  )
}

function useRemove({ id, name }: Passkey): () => void {
  const { t } = useWords()
  const client = useQueryClient()
  const { say, sayFailure } = useUndo()
  const remove = useMutation({
    mutationFn: () => call('removePasskey', { params: { id } }),
    onSuccess: async () => {
      say(t('account.passkeys.removed', { name }))
      await client.invalidateQueries(securityQuery)
    },
    onError: sayFailure,
  })
  const ask = async () => {
    const question = { title: t('account.passkeys.removeAsk', { name }), text: t('account.passkeys.removeText') }
    if (await confirmed({ ...question, action: t('account.passkeys.remove'), harm: true })) remove.mutate()
  }
  return () => void ask()
}

/** Asks for a name; for a new passkey the browser asks for the rest. */
function NameDialog({ named, close }: { named: Passkey | 'new' | null; close: () => void }) {
  const { t } = useWords()
  const client = useQueryClient()
  const save = useMutation({
    mutationFn: (name: string) =>
      named === 'new' || named === null
        ? makePasskey(name)
        : call('renamePasskey', { params: { id: named.id }, body: { name } }),
    onSuccess: async () => {
      close()
      await Promise.all([client.invalidateQueries(securityQuery), client.invalidateQueries(meQuery)])
    },
  })
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    save.mutate(fieldOf(new FormData(event.currentTarget), 'name').trim())
  }
  const fresh = named === 'new'
  return (
    <Dialog
      open={named !== null}
      close={() => {
        save.reset()
        close()
      }}
      title={fresh ? t('account.passkeys.add') : t('account.passkeys.renameTitle')}
    >
      <form className="stack" onSubmit={submit}>
        {save.isError ? (
          <Notice kind="harm">
            {wasDropped(save.error) ? t('account.passkeys.dropped') : problemText(t, save.error)}
          </Notice>
        ) : null}
        <Field
          label={t('account.passkeys.label')}
          hint={fresh ? t('account.passkeys.labelHint') : undefined}
          name="name"
          defaultValue={named === 'new' || named === null ? '' : named.name}
          maxLength={60}
          required
          autoFocus
          autoComplete="off"
        />
        <Button type="submit" kind="primary" busy={save.isPending}>
          {fresh ? t('account.passkeys.make') : t('account.passkeys.save')}
        </Button>
      </form>
    </Dialog>
  )
}
