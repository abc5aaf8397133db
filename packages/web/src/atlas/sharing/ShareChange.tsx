// Changes what a link allows that is out already: its address stays. What is not touched stays as it is, and all of it can be taken back.
import type { AtlasShare } from '@lotse/protocol'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { type FormEvent, useEffect, useRef, useState } from 'react'
import { call } from '../../api.ts'
import { Button } from '../../parts/Button.tsx'
import { Choices } from '../../parts/Choices.tsx'
import { fieldOf } from '../../parts/form.ts'
import { Notice } from '../../parts/Notice.tsx'
import { Select } from '../../parts/Select.tsx'
import { Switch } from '../../parts/Switch.tsx'
import { problemText } from '../../words/problem.ts'
import { useWords } from '../../words/use.ts'
import { LaneChoice } from './LaneChoice.tsx'
import { originsIn } from './origins.ts'
import {
  endAfter,
  NameField,
  OpensFields,
  type OriginFault,
  OriginsField,
  PasswordField,
  partsIn,
  SPANS,
  spanText,
} from './SharePieces.tsx'
import { shareState, sharesKey } from './shares.ts'
import css from './sharing.module.css'

type Given = {
  readonly share: AtlasShare
  /** Called with the link as it is then; null: nothing was changed. */
  readonly done: (changed: AtlasShare | null) => void
}

/** What the form wants besides its fields. */
type Wish = Pick<AtlasShare, 'rights' | 'origins' | 'without'>

/** What the form says, as the server takes it. */
function bodyOf(form: FormData, { rights, origins, without }: Wish) {
  const days = fieldOf(form, 'days')
  const password = fieldOf(form, 'password')
  return {
    name: fieldOf(form, 'name').trim(),
    rights,
    origins: [...origins],
    without: [...without],
    opens: partsIn(form),
    ...(days === '' ? {} : { expiresAt: endAfter(Number(days)) }),
    ...(form.has('open') ? { password: null } : password === '' ? {} : { password }),
  }
}

/** The form. */
export function ShareChange({ share, done }: Given) {
  const { t } = useWords()
  const [rights, setRights] = useState(share.rights)
  const [without, setWithout] = useState<readonly string[]>(share.without)
  const [fault, setFault] = useState<OriginFault>()
  const change = useChanging(share, done)
  const heading = useRef<HTMLHeadingElement>(null)
  useEffect(() => heading.current?.focus(), [])
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const form = new FormData(event.currentTarget)
    const read = rights === 'embed' ? originsIn(fieldOf(form, 'origins')) : { origins: [] }
    setFault('fault' in read ? read : undefined)
    if ('origins' in read) change.mutate(bodyOf(form, { rights, origins: [...read.origins], without: [...without] }))
  }
  return (
    <form className="stack" onSubmit={submit}>
      <h3 ref={heading} tabIndex={-1}>
        {t('sharing.changeTitle', { name: share.name })}
      </h3>
      {change.isError ? <Notice kind="harm">{problemText(t, change.error)}</Notice> : null}
      <p className="quiet">{t('sharing.changeText')}</p>
      <div className={css.fields}>
        <NameField name={share.name} />
        <Ends share={share} />
      </div>
      {rights === 'embed' ? (
        <OriginsField origins={share.origins} fault={fault} />
      ) : (
        <Choices
          label={t('sharing.rights')}
          chosen={rights}
          choose={setRights}
          choices={[
            { value: 'view', label: t('sharing.may.view') },
            { value: 'comment', label: t('sharing.may.comment') },
          ]}
        />
      )}
      <OpensFields opens={share.opens} />
      <LaneChoice journey={share.journey} without={without} choose={setWithout} />
      <Password share={share} />
      <div className={css.acts}>
        <Button type="submit" kind="primary" busy={change.isPending}>
          {t('sharing.keep')}
        </Button>
        <Button onClick={() => done(null)}>{t('sharing.leave')}</Button>
      </div>
    </form>
  )
}

function useChanging({ id, journey }: AtlasShare, done: Given['done']) {
  const client = useQueryClient()
  return useMutation({
    mutationFn: (body: ReturnType<typeof bodyOf>) => call('updateShare', { params: { id: journey, share: id }, body }),
    onSuccess: async (changed) => {
      done(changed)
      await client.invalidateQueries({ queryKey: sharesKey(journey) })
    },
  })
}

function Ends({ share }: { readonly share: AtlasShare }) {
  const { t, f } = useWords()
  const { expiresAt } = share
  const stays =
    shareState(share, Date.now()) === 'ended'
      ? t('sharing.state.ended')
      : expiresAt === null
        ? t('sharing.endless')
        : t('sharing.until', { date: f.date(Date.parse(expiresAt)) })
  return (
    <Select
      label={t('sharing.ends')}
      hint={t('sharing.endsFromNow')}
      name="days"
      defaultValue=""
      choices={[
        { value: '', label: t('sharing.stays', { what: stays }) },
        ...SPANS.map((value) => ({ value, label: spanText(t, value) })),
      ]}
    />
  )
}

/** Nobody can read the password there is: it stays, goes, or is replaced. */
function Password({ share }: { readonly share: AtlasShare }) {
  const { t } = useWords()
  const [open, setOpen] = useState(false)
  if (!share.password) return <PasswordField label={t('sharing.password')} hint={t('sharing.passwordHint')} />
  return (
    <>
      {open ? null : <PasswordField label={t('sharing.passwordNew')} hint={t('sharing.passwordStays')} />}
      <Switch
        name="open"
        label={t('sharing.passwordGone')}
        checked={open}
        onChange={({ currentTarget }) => setOpen(currentTarget.checked)}
      />
    </>
  )
}
