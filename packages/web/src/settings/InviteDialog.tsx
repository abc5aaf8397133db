// Inviting somebody: address, roles, units. Where no mail can leave, the link is shown once, to be handed over.
import type { Role } from '@lotse/protocol'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { type FormEvent, useId, useState } from 'react'
import { call } from '../api.ts'
import { Button } from '../parts/Button.tsx'
import { Dialog } from '../parts/Dialog.tsx'
import { Field } from '../parts/Field.tsx'
import { fieldOf } from '../parts/form.ts'
import { Snippet } from '../parts/Snippet.tsx'
import { Failure } from '../parts/states.tsx'
import { useUndo } from '../parts/undo.ts'
import { useWords } from '../words/use.ts'
import { invitationsQuery } from './data.ts'
import { type Chosen, RolesAndUnits } from './RolesAndUnits.tsx'

const NOTHING_CHOSEN: Chosen = { roles: ['viewer'], unitIds: [] }

/** The dialog; what was typed is gone when it closes. */
export function InviteDialog({ open, close }: { open: boolean; close: () => void }) {
  const [link, show] = useState<{ readonly email: string; readonly link: string }>()
  const done = () => {
    show(undefined)
    close()
  }
  if (link !== undefined) return <LinkDialog {...link} close={done} />
  return open ? <InviteForm close={close} show={show} /> : null
}

type Shown = { readonly email: string; readonly link: string }

function InviteForm({ close, show }: { close: () => void; show: (link: Shown) => void }) {
  const { t } = useWords()
  const form = useId()
  const client = useQueryClient()
  const { say } = useUndo()
  const [chosen, choose] = useState(NOTHING_CHOSEN)
  const invite = useMutation({
    mutationFn: (email: string) =>
      call('inviteMember', { body: { email, roles: [...chosen.roles] as Role[], unitIds: [...chosen.unitIds] } }),
    onSuccess: async ({ invitation: { email }, link }) => {
      if (link !== null) show({ email, link })
      else say(t('members.invite.sent', { email }))
      close()
      await client.invalidateQueries(invitationsQuery)
    },
  })
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    invite.mutate(fieldOf(new FormData(event.currentTarget), 'email').trim())
  }
  return (
    <Dialog
      open
      close={close}
      title={t('members.invite.title')}
      actions={
        <>
          <Button onClick={close}>{t('settings.cancel')}</Button>
          <Button kind="primary" type="submit" form={form} busy={invite.isPending}>
            {t('members.invite.send')}
          </Button>
        </>
      }
    >
      <form id={form} className="stack" onSubmit={submit}>
        {invite.isError ? <Failure failure={invite.error} /> : null}
        <Field
          label={t('members.email')}
          hint={t('members.invite.emailHint')}
          name="email"
          type="email"
          maxLength={254}
          autoComplete="off"
          autoFocus
          required
        />
        <RolesAndUnits chosen={chosen} choose={choose} />
      </form>
    </Dialog>
  )
}

/** Shows a link that was told this once. */
export function LinkDialog({ email, link, close }: Shown & { close: () => void }) {
  const { t } = useWords()
  return (
    <Dialog
      open
      close={close}
      title={t('members.link.title')}
      actions={
        <Button kind="primary" onClick={close}>
          {t('members.link.done')}
        </Button>
      }
    >
      <div className="stack">
        <p>{t('members.link.text', { email })}</p>
        <Snippet code={link} />
        <p className="quiet">{t('members.link.hint')}</p>
      </div>
    </Dialog>
  )
}
