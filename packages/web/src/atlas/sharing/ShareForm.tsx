// What a new link to a journey allows, whom it is for, and when it ends.
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { call } from '../../api.ts'
import { Button } from '../../parts/Button.tsx'
import { Choices } from '../../parts/Choices.tsx'
import { Field } from '../../parts/Field.tsx'
import { fieldOf } from '../../parts/form.ts'
import { Notice } from '../../parts/Notice.tsx'
import { Select } from '../../parts/Select.tsx'
import { Switch } from '../../parts/Switch.tsx'
import { TextArea } from '../../parts/TextArea.tsx'
import type { Translate } from '../../words/index.ts'
import { problemText } from '../../words/problem.ts'
import { useWords } from '../../words/use.ts'
import { LaneChoice } from './LaneChoice.tsx'
import { type Origins, originsIn } from './origins.ts'
import { sharesKey } from './shares.ts'
import css from './sharing.module.css'

const DAY_MS = 86_400_000
/** After so many days a link ends; 0: never. */
const SPANS = ['7', '30', '90', '0'] as const

type Rights = 'view' | 'comment' | 'embed'

/** What is shown of a new link this once. `embed`: for the frame of another page. */
export type MadeShare = { readonly address: string; readonly embed: string | null }

type Given = { readonly journey: string; readonly made: (share: MadeShare) => void }

/** What the form wants besides its fields. */
type Wish = { readonly rights: Rights; readonly origins: readonly string[]; readonly without: readonly string[] }

/** What the form says, as the server takes it. */
function bodyOf(form: FormData, { rights, origins, without }: Wish) {
  const days = Number(fieldOf(form, 'days'))
  const password = fieldOf(form, 'password')
  return {
    name: fieldOf(form, 'name').trim(),
    rights,
    origins: [...origins],
    without: [...without],
    opens: (['library', 'comments'] as const).filter((part) => form.has(part)),
    ...(password === '' ? {} : { password }),
    ...(days === 0 ? {} : { expiresAt: new Date(Date.now() + days * DAY_MS).toISOString() }),
  }
}

/** The form. @param made - called with the addresses of the link. */
export function ShareForm({ journey, made }: Given) {
  const { t } = useWords()
  const client = useQueryClient()
  const [rights, setRights] = useState<Rights>('view')
  const [without, setWithout] = useState<readonly string[]>([])
  const [fault, setFault] = useState<Exclude<Origins, { origins: unknown }>>()
  const make = useMutation({
    mutationFn: ({ form, origins }: { form: FormData; origins: readonly string[] }) =>
      call('createShare', { params: { id: journey }, body: bodyOf(form, { rights, origins, without }) }),
    onSuccess: async ({ address, embed }) => {
      made({ address, embed })
      await client.invalidateQueries({ queryKey: sharesKey(journey) })
    },
  })
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const form = new FormData(event.currentTarget)
    const read = rights === 'embed' ? originsIn(fieldOf(form, 'origins')) : { origins: [] }
    setFault('fault' in read ? read : undefined)
    if ('origins' in read) make.mutate({ form, origins: read.origins })
  }
  return (
    <form className="stack" onSubmit={submit}>
      {make.isError ? <Notice kind="harm">{problemText(t, make.error)}</Notice> : null}
      <p className="quiet">{t('sharing.text')}</p>
      <WhomAndWhen />
      <Choices
        label={t('sharing.rights')}
        chosen={rights}
        choose={setRights}
        choices={[
          { value: 'view', label: t('sharing.may.view') },
          { value: 'comment', label: t('sharing.may.comment') },
          { value: 'embed', label: t('sharing.may.embed') },
        ]}
      />
      {rights === 'embed' ? (
        <TextArea
          label={t('sharing.origins')}
          hint={t('sharing.originsHint')}
          name="origins"
          rows={2}
          spellCheck={false}
          error={fault === undefined ? undefined : faultText(t, fault)}
        />
      ) : null}
      <Switch name="comments" label={t('sharing.opens.comments')} />
      <Switch name="library" label={t('sharing.opens.library')} />
      <LaneChoice journey={journey} without={without} choose={setWithout} />
      <PasswordField />
      <div>
        <Button type="submit" kind="primary" busy={make.isPending}>
          {t('sharing.make')}
        </Button>
      </div>
    </form>
  )
}

/** Whom the link is for, and when it ends. */
function WhomAndWhen() {
  const { t } = useWords()
  return (
    <div className={css.fields}>
      <Field
        label={t('sharing.name')}
        hint={t('sharing.nameHint')}
        name="name"
        maxLength={100}
        required
        pattern=".*\S.*"
        autoComplete="off"
      />
      <Select
        label={t('sharing.ends')}
        hint={t('sharing.endsHint')}
        name="days"
        defaultValue="30"
        choices={SPANS.map((value) => ({
          value,
          label: value === '0' ? t('sharing.endless') : t('sharing.days', { count: Number(value) }),
        }))}
      />
    </div>
  )
}

function PasswordField() {
  const { t } = useWords()
  return (
    <Field
      label={t('sharing.password')}
      hint={t('sharing.passwordHint')}
      type="password"
      name="password"
      minLength={8}
      maxLength={200}
      autoComplete="new-password"
    />
  )
}

function faultText(t: Translate, fault: Exclude<Origins, { origins: unknown }>): string {
  return fault.fault === 'originsWrong' ? t('sharing.originsWrong', { text: fault.text }) : t(`sharing.${fault.fault}`)
}
