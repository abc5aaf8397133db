// The form of a workspace's OpenID provider. The secret goes in and is never shown again.
import type { Role, SignInRules } from '@lotse/protocol'
import { IconPlus, IconX } from '@tabler/icons-react'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { type FormEvent, useRef, useState } from 'react'
import { call } from '../api.ts'
import { Button } from '../parts/Button.tsx'
import { confirmed } from '../parts/confirm.ts'
import { Field } from '../parts/Field.tsx'
import { fieldOf } from '../parts/form.ts'
import { Notice } from '../parts/Notice.tsx'
import { Select } from '../parts/Select.tsx'
import { Snippet } from '../parts/Snippet.tsx'
import { Switch } from '../parts/Switch.tsx'
import { useUndo } from '../parts/undo.ts'
import { problemText } from '../words/problem.ts'
import { useWords } from '../words/use.ts'
import { rulesQuery } from './data.ts'
import { roleNames } from './roles.ts'
import css from './settings.module.css'

type Pair = { readonly id: number; readonly value: string; readonly role: Role }

/** The form with what is stored. */
export function ProviderForm({ rules }: { rules: SignInRules }) {
  const { t } = useWords()
  const { provider } = rules
  const form = useRef<HTMLFormElement>(null)
  const [pairs, setPairs] = useState<readonly Pair[]>(() =>
    (provider?.roleMap ?? []).map((pair, id) => ({ ...pair, id })),
  )
  const save = useSave(pairs)
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    save.mutate(new FormData(event.currentTarget))
  }
  return (
    <form ref={form} className={css.form} onSubmit={submit}>
      <p>{t('access.provider.text')}</p>
      <div>
        <p className="quiet">{t('access.provider.redirect')}</p>
        <Snippet code={rules.redirectUri} />
      </div>
      {save.isError ? <Notice kind="harm">{problemText(t, save.error)}</Notice> : null}
      <Client rules={rules} issuer={() => fieldOf(new FormData(form.current ?? undefined), 'issuer').trim()} />
      <People rules={rules} />
      <Field
        label={t('access.provider.claim')}
        hint={t('access.provider.claimHint')}
        name="roleClaim"
        defaultValue={provider?.roleClaim ?? ''}
        maxLength={200}
        autoComplete="off"
      />
      <Pairs pairs={pairs} change={setPairs} />
      <div className={css.row}>
        <Button type="submit" kind="primary" busy={save.isPending}>
          {t('settings.save')}
        </Button>
        {provider === null ? null : <Remove name={provider.name} />}
      </div>
    </form>
  )
}

function useSave(pairs: readonly Pair[]) {
  const { t } = useWords()
  const client = useQueryClient()
  const { say } = useUndo()
  return useMutation({
    mutationFn: (form: FormData) => {
      const secret = fieldOf(form, 'clientSecret')
      const claim = fieldOf(form, 'roleClaim').trim()
      return call('setProvider', {
        body: {
          name: fieldOf(form, 'name').trim(),
          issuer: fieldOf(form, 'issuer').trim(),
          clientId: fieldOf(form, 'clientId').trim(),
          ...(secret === '' ? {} : { clientSecret: secret }),
          domains: fieldOf(form, 'domains')
            .split(/[\s,]+/)
            .filter(Boolean),
          roleClaim: claim === '' ? null : claim,
          roleMap: pairs
            .filter(({ value }) => value.trim() !== '')
            .map(({ value, role }) => ({ value: value.trim(), role })),
          joins: form.has('joins'),
          joinRole: fieldOf(form, 'joinRole') as Role,
          listed: form.has('listed'),
          strong: form.has('strong'),
        },
      })
    },
    onSuccess: (now) => {
      client.setQueryData(rulesQuery.queryKey, now)
      say(t('access.provider.saved'))
    },
  })
}

function Client({ rules: { provider }, issuer }: { rules: SignInRules; issuer: () => string }) {
  const { t } = useWords()
  const check = useMutation({ mutationFn: () => call('checkProvider', { body: { issuer: issuer() } }) })
  return (
    <>
      <Field
        label={t('access.provider.name')}
        hint={t('access.provider.nameHint')}
        name="name"
        defaultValue={provider?.name ?? ''}
        maxLength={60}
        required
        autoComplete="off"
      />
      <Field
        label={t('access.provider.issuer')}
        hint={t('access.provider.issuerHint')}
        name="issuer"
        type="url"
        defaultValue={provider?.issuer ?? ''}
        maxLength={500}
        required
        autoComplete="off"
      />
      <div className="stack">
        <div>
          <Button busy={check.isPending} onClick={() => check.mutate()}>
            {t('access.provider.check')}
          </Button>
        </div>
        {check.isError ? <Notice kind="harm">{problemText(t, check.error)}</Notice> : null}
        {check.data?.ok === true ? <Notice kind="proof">{t('access.provider.answers')}</Notice> : null}
        {check.data?.ok === false ? (
          <Notice kind="attention" title={t('access.provider.silent')}>
            {check.data.why}
          </Notice>
        ) : null}
      </div>
      <Field
        label={t('access.provider.clientId')}
        name="clientId"
        defaultValue={provider?.clientId ?? ''}
        maxLength={500}
        required
        autoComplete="off"
      />
      <Field
        label={t('access.provider.secret')}
        hint={provider?.hasSecret ? t('access.provider.secretKept') : undefined}
        name="clientSecret"
        type="password"
        maxLength={1000}
        autoComplete="off"
      />
    </>
  )
}

function People({ rules: { provider } }: { rules: SignInRules }) {
  const { t } = useWords()
  return (
    <>
      <Field
        label={t('access.provider.domains')}
        hint={t('access.provider.domainsHint')}
        name="domains"
        defaultValue={provider?.domains.join(', ') ?? ''}
        required
        autoComplete="off"
      />
      <Switch label={t('access.provider.listed')} name="listed" defaultChecked={provider?.listed ?? true} />
      <Switch
        label={t('access.provider.strong')}
        hint={t('access.provider.strongHint')}
        name="strong"
        defaultChecked={provider?.strong ?? false}
      />
      <Switch
        label={t('access.provider.joins')}
        hint={t('access.provider.joinsHint')}
        name="joins"
        defaultChecked={provider?.joins ?? false}
      />
      <RoleSelect label={t('access.provider.joinRole')} name="joinRole" defaultValue={provider?.joinRole ?? 'viewer'} />
    </>
  )
}

function RoleSelect(select: {
  label: string
  name?: string
  hidden?: boolean
  defaultValue: Role
  choose?: (role: Role) => void
}) {
  const { t } = useWords()
  const { choose, ...rest } = select
  return (
    <Select
      {...rest}
      onChange={(event) => choose?.(event.currentTarget.value as Role)}
      choices={roleNames.map((value) => ({ value, label: t(`members.role.${value}`) }))}
    />
  )
}

function Pairs({ pairs, change }: { pairs: readonly Pair[]; change: (pairs: readonly Pair[]) => void }) {
  const { t } = useWords()
  const set = (id: number, more: Partial<Pair>) =>
    change(pairs.map((pair) => (pair.id === id ? { ...pair, ...more } : pair)))
  const fresh: Pair = { id: Math.max(0, ...pairs.map(({ id }) => id)) + 1, value: '', role: 'viewer' }
  return (
    <fieldset className={css.pairs}>
      <legend>{t('access.provider.map')}</legend>
      {pairs.map(({ id, value, role }) => (
        <div key={id} className={css.pair}>
          <Field
            label={t('access.provider.value')}
            value={value}
            maxLength={200}
            autoComplete="off"
            onChange={(event) => set(id, { value: event.currentTarget.value })}
          />
          <RoleSelect label={t('tokens.role')} defaultValue={role} choose={(chosen) => set(id, { role: chosen })} />
          <Button
            kind="quiet"
            aria-label={t('access.provider.removePair', { value })}
            onClick={() => change(pairs.filter((pair) => pair.id !== id))}
          >
            <IconX size={16} aria-hidden />
          </Button>
        </div>
      ))}
      <div>
        <Button kind="quiet" onClick={() => change([...pairs, fresh])}>
          <IconPlus size={16} aria-hidden />
          {t('access.provider.addPair')}
        </Button>
      </div>
    </fieldset>
  )
}

function Remove({ name }: { name: string }) {
  const { t } = useWords()
  const client = useQueryClient()
  const { say, sayFailure } = useUndo()
  const remove = useMutation({
    mutationFn: () => call('removeProvider', {}),
    onSuccess: (now) => {
      client.setQueryData(rulesQuery.queryKey, now)
      say(t('access.provider.removed'))
    },
    onError: sayFailure,
  })
  const ask = async () => {
    const question = { title: t('access.provider.removeAsk', { name }), text: t('access.provider.removeText') }
    if (await confirmed({ ...question, action: t('access.provider.remove'), harm: true })) remove.mutate()
  }
  return (
    <Button kind="quiet" busy={remove.isPending} onClick={() => void ask()}>
      {t('access.provider.remove')}
    </Button>
  )
}
