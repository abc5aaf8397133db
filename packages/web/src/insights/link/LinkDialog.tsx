// Links to one insight for people without an account: making one, whose address is shown this once, and withdrawing those there are.
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { call } from '../../api.ts'
import { endAfter, NameField, PasswordField, SPANS, spanText } from '../../atlas/sharing/SharePieces.tsx'
import css from '../../atlas/sharing/sharing.module.css'
import { Button } from '../../parts/Button.tsx'
import { Choices } from '../../parts/Choices.tsx'
import { Dialog } from '../../parts/Dialog.tsx'
import { fieldOf } from '../../parts/form.ts'
import { Notice } from '../../parts/Notice.tsx'
import { Select } from '../../parts/Select.tsx'
import { CopyButton } from '../../parts/Snippet.tsx'
import { Switch } from '../../parts/Switch.tsx'
import { problemText } from '../../words/problem.ts'
import { useWords } from '../../words/use.ts'
import { LinkList, linksKey } from './LinkList.tsx'

type Rights = 'view' | 'comment'
const PARTS = ['comments', 'work'] as const

type Given = { readonly insight: string; readonly title: string; readonly close: () => void }

/** The dialog. */
export function LinkDialog({ insight, title, close }: Given) {
  const { t } = useWords()
  const [address, setAddress] = useState<string | null>(null)
  return (
    <Dialog open close={close} title={t('sharing.title', { name: title })} wide>
      <div className={css.whole}>
        {address === null ? (
          <LinkForm insight={insight} made={setAddress} />
        ) : (
          <Made address={address} again={() => setAddress(null)} />
        )}
        <LinkList insight={insight} />
      </div>
    </Dialog>
  )
}

/** The address of a new link. Nobody can read it later, not even the server. */
function Made({ address, again }: { readonly address: string; readonly again: () => void }) {
  const { t } = useWords()
  return (
    <section className="stack" aria-label={t('sharing.made')}>
      <Notice kind="proof" title={t('sharing.made')}>
        <p>{t('sharing.once')}</p>
      </Notice>
      <div className={css.address}>
        <code>{address}</code>
        <CopyButton text={address} />
      </div>
      <div>
        <Button onClick={again}>{t('sharing.another')}</Button>
      </div>
    </section>
  )
}

/** What the form says, as the server takes it. */
function bodyOf(form: FormData, rights: Rights) {
  const expiresAt = endAfter(Number(fieldOf(form, 'days')))
  const password = fieldOf(form, 'password')
  return {
    name: fieldOf(form, 'name').trim(),
    rights,
    opens: PARTS.filter((part) => form.has(part)),
    ...(password === '' ? {} : { password }),
    ...(expiresAt === null ? {} : { expiresAt }),
  }
}

type FormGiven = { readonly insight: string; readonly made: (address: string) => void }

function LinkForm({ insight, made }: FormGiven) {
  const { t } = useWords()
  const client = useQueryClient()
  const [rights, setRights] = useState<Rights>('comment')
  const make = useMutation({
    mutationFn: (form: FormData) => call('createInsightLink', { params: { id: insight }, body: bodyOf(form, rights) }),
    onSuccess: async ({ address }) => {
      made(address)
      await client.invalidateQueries({ queryKey: linksKey(insight) })
    },
  })
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    make.mutate(new FormData(event.currentTarget))
  }
  return (
    <form className="stack" onSubmit={submit}>
      {make.isError ? <Notice kind="harm">{problemText(t, make.error)}</Notice> : null}
      <p className="quiet">{t('insightLink.text')}</p>
      <div className={css.fields}>
        <NameField />
        <Select
          label={t('sharing.ends')}
          hint={t('sharing.endsHint')}
          name="days"
          defaultValue="30"
          choices={SPANS.map((value) => ({ value, label: spanText(t, value) }))}
        />
      </div>
      <Choices
        label={t('sharing.rights')}
        chosen={rights}
        choose={setRights}
        choices={[
          { value: 'view', label: t('sharing.may.view') },
          { value: 'comment', label: t('sharing.may.comment') },
        ]}
      />
      {PARTS.map((part) => (
        <Switch key={part} name={part} label={t(`insightLink.opens.${part}`)} />
      ))}
      <PasswordField label={t('sharing.password')} hint={t('sharing.passwordHint')} />
      <div>
        <Button type="submit" kind="primary" busy={make.isPending}>
          {t('sharing.make')}
        </Button>
      </div>
    </form>
  )
}
