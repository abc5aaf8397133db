// Makes an API token: a name, what it may do (as a role, or chosen actions), and when it ends.
import type { Action, Role } from '@lotse/protocol'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { call } from '../api.ts'
import { useMe } from '../app/member.ts'
import { Button } from '../parts/Button.tsx'
import { Choices } from '../parts/Choices.tsx'
import { Dialog } from '../parts/Dialog.tsx'
import { Field } from '../parts/Field.tsx'
import { fieldOf } from '../parts/form.ts'
import { Notice } from '../parts/Notice.tsx'
import { Select } from '../parts/Select.tsx'
import { problemText } from '../words/problem.ts'
import { useWords } from '../words/use.ts'
import { roleNames } from './roles.ts'
import css from './settings.module.css'

const DAY_MS = 86_400_000
const spans = ['30', '90', '365', '0'] as const

type Given = { open: boolean; close: () => void; made: (secret: string) => void }

/** @param made - called with the secret, which is shown once. */
export function TokenDialog({ open, close, made }: Given) {
  const { t } = useWords()
  return (
    <Dialog open={open} close={close} title={t('tokens.new')}>
      <TokenForm
        done={(secret) => {
          made(secret)
          close()
        }}
      />
    </Dialog>
  )
}

function TokenForm({ done }: { done: (secret: string) => void }) {
  const { t } = useWords()
  const client = useQueryClient()
  const [by, setBy] = useState<'role' | 'actions'>('role')
  const [scopes, setScopes] = useState<ReadonlySet<Action>>(new Set())
  const make = useMutation({
    mutationFn: (form: FormData) => {
      const days = Number(fieldOf(form, 'days'))
      const role = by === 'role' ? (fieldOf(form, 'role') as Role) : 'admin'
      const ends = days === 0 ? {} : { expiresAt: new Date(Date.now() + days * DAY_MS).toISOString() }
      const held = by === 'role' ? {} : { scopes: [...scopes] }
      return call('createToken', { body: { name: fieldOf(form, 'name').trim(), role, ...ends, ...held } })
    },
    onSuccess: async ({ secret }) => {
      done(secret)
      await client.invalidateQueries({ queryKey: ['tokens'] })
    },
  })
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    make.mutate(new FormData(event.currentTarget))
  }
  return (
    <form className="stack" onSubmit={submit}>
      {make.isError ? <Notice kind="harm">{problemText(t, make.error)}</Notice> : null}
      <Field
        label={t('tokens.name')}
        hint={t('tokens.nameHint')}
        name="name"
        maxLength={100}
        required
        autoFocus
        autoComplete="off"
      />
      <Choices
        label={t('tokens.may')}
        chosen={by}
        choose={setBy}
        choices={[
          { value: 'role', label: t('tokens.byRole') },
          { value: 'actions', label: t('tokens.byActions') },
        ]}
      />
      {by === 'role' ? (
        <Select
          label={t('tokens.role')}
          name="role"
          defaultValue="viewer"
          choices={roleNames.map((value) => ({ value, label: t(`members.role.${value}`) }))}
        />
      ) : (
        <Scopes chosen={scopes} choose={setScopes} />
      )}
      <Select
        label={t('tokens.ends')}
        name="days"
        defaultValue="90"
        choices={spans.map((value) => ({
          value,
          label: value === '0' ? t('tokens.endless') : t('tokens.days', { count: Number(value) }),
        }))}
      />
      <Button type="submit" kind="primary" busy={make.isPending} disabled={by === 'actions' && scopes.size === 0}>
        {t('tokens.make')}
      </Button>
    </form>
  )
}

/** The actions by their names in the API, as its documentation has them. */
function Scopes({ chosen, choose }: { chosen: ReadonlySet<Action>; choose: (chosen: ReadonlySet<Action>) => void }) {
  const { t } = useWords()
  const { actions } = useMe()
  const toggle = (action: Action) => {
    const next = new Set(chosen)
    if (!next.delete(action)) next.add(action)
    choose(next)
  }
  return (
    <fieldset className={css.actions}>
      <legend>{t('tokens.actions')}</legend>
      {(Object.keys(actions) as Action[]).map((action) => (
        <label key={action}>
          <input type="checkbox" checked={chosen.has(action)} onChange={() => toggle(action)} />
          <code>{action}</code>
        </label>
      ))}
    </fieldset>
  )
}
