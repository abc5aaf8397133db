// What a new link to a journey allows, whom it is for, and when it ends.
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { call } from '../../api.ts'
import { Button } from '../../parts/Button.tsx'
import { Choices } from '../../parts/Choices.tsx'
import { fieldOf } from '../../parts/form.ts'
import { Notice } from '../../parts/Notice.tsx'
import { Select } from '../../parts/Select.tsx'
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
import { sharesKey } from './shares.ts'
import css from './sharing.module.css'

type Rights = 'view' | 'comment' | 'embed'

/** What is shown of a new link this once. `embed`: for the frame of another page. */
export type MadeShare = { readonly address: string; readonly embed: string | null }

type Given = { readonly journey: string; readonly made: (share: MadeShare) => void }

/** What the form wants besides its fields. */
type Wish = { readonly rights: Rights; readonly origins: readonly string[]; readonly without: readonly string[] }

/** What the form says, as the server takes it. */
function bodyOf(form: FormData, { rights, origins, without }: Wish) {
  const expiresAt = endAfter(Number(fieldOf(form, 'days')))
  const password = fieldOf(form, 'password')
  return {
    name: fieldOf(form, 'name').trim(),
    rights,
    origins: [...origins],
    without: [...without],
    opens: partsIn(form),
    ...(password === '' ? {} : { password }),
    ...(expiresAt === null ? {} : { expiresAt }),
  }
}

/** The form. @param made - called with the addresses of the link. */
export function ShareForm({ journey, made }: Given) {
  const { t } = useWords()
  const client = useQueryClient()
  const [rights, setRights] = useState<Rights>('view')
  const [without, setWithout] = useState<readonly string[]>([])
  const [fault, setFault] = useState<OriginFault>()
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
      <div className={css.fields}>
        <NameField />
        <Ends />
      </div>
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
      {rights === 'embed' ? <OriginsField fault={fault} /> : null}
      <OpensFields />
      <LaneChoice journey={journey} without={without} choose={setWithout} />
      <PasswordField label={t('sharing.password')} hint={t('sharing.passwordHint')} />
      <div>
        <Button type="submit" kind="primary" busy={make.isPending}>
          {t('sharing.make')}
        </Button>
      </div>
    </form>
  )
}

function Ends() {
  const { t } = useWords()
  return (
    <Select
      label={t('sharing.ends')}
      hint={t('sharing.endsHint')}
      name="days"
      defaultValue="30"
      choices={SPANS.map((value) => ({ value, label: spanText(t, value) }))}
    />
  )
}
