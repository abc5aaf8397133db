// What somebody sees who opens the link of an invitation: who invites, to what, and how to join. The secret stays behind the hash.
import type { InvitationOffer } from '@lotse/protocol'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { call, Refused } from '../api.ts'
import { meQuery } from '../app/data.ts'
import { Button, ButtonLink } from '../parts/Button.tsx'
import { Field } from '../parts/Field.tsx'
import { fieldOf } from '../parts/form.ts'
import { Notice } from '../parts/Notice.tsx'
import { Failure, Loading } from '../parts/states.tsx'
import { Gate } from '../sign-in/Gate.tsx'
import { NewPasswordField } from '../sign-in/NewPasswordField.tsx'
import { problemText } from '../words/problem.ts'
import { useWords } from '../words/use.ts'

/** The screen. */
export function Accept() {
  const { t } = useWords()
  const [token] = useState(() => window.location.hash.slice(1))
  const offer = useQuery({
    queryKey: ['offer', token],
    queryFn: ({ signal }) => call('lookAtInvitation', { body: { token } }, signal),
    enabled: token !== '',
  })
  const ended = token === '' || (offer.error instanceof Refused && offer.error.code === 'auth.link_invalid')
  if (ended)
    return (
      <Gate title={t('invitation.ended')}>
        <p>{t('invitation.endedText')}</p>
        <ButtonLink to="/sign-in">{t('invitation.toSignIn')}</ButtonLink>
      </Gate>
    )
  if (offer.isError)
    return (
      <Gate title={t('invitation.ended')}>
        <Failure failure={offer.error} retry={() => void offer.refetch()} />
      </Gate>
    )
  if (offer.data === undefined) return <Loading />
  return <Offer offer={offer.data} token={token} />
}

function Offer({ offer, token }: { offer: InvitationOffer; token: string }) {
  const { t } = useWords()
  const { invitedBy, roles, workspaceName, known, brand } = offer
  const role = t(`members.role.${roles[0] ?? 'viewer'}`)
  return (
    <Gate title={t('invitation.title', { workspace: workspaceName })} brand={brand}>
      <p>{invitedBy === null ? t('invitation.byNobody', { role }) : t('invitation.by', { by: invitedBy, role })}</p>
      {known ? <Known offer={offer} token={token} /> : <Newcomer offer={offer} token={token} />}
    </Gate>
  )
}

type Given = { offer: InvitationOffer; token: string }

/** Somebody new gives name and password and is in. */
function Newcomer({ offer, token }: Given) {
  const { t } = useWords()
  const { i18n } = useTranslation('words')
  const client = useQueryClient()
  const navigate = useNavigate()
  const join = useMutation({
    mutationFn: (form: FormData) =>
      call('acceptInvitation', {
        body: {
          token,
          name: fieldOf(form, 'name').trim(),
          password: fieldOf(form, 'password'),
          locale: i18n.language === 'de' ? 'de' : 'en',
        },
      }),
    onSuccess: async ({ me }) => {
      client.clear()
      if (me !== null) client.setQueryData(meQuery.queryKey, me)
      await navigate({ to: me === null ? '/sign-in' : '/' })
    },
  })
  const weak = join.error instanceof Refused && join.error.code === 'auth.weak_password'
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    join.mutate(new FormData(event.currentTarget))
  }
  return (
    <form onSubmit={submit} style={{ display: 'contents' }}>
      {join.isError && !weak ? <Notice kind="harm">{problemText(t, join.error)}</Notice> : null}
      <Field label={t('signIn.email')} type="email" name="email" autoComplete="username" value={offer.email} readOnly />
      <Field label={t('invitation.name')} name="name" autoComplete="name" maxLength={100} required autoFocus />
      <NewPasswordField label={t('invitation.password')} failure={join.error} />
      <Button type="submit" kind="primary" wide busy={join.isPending}>
        {t('invitation.join')}
      </Button>
    </form>
  )
}

/** An account that is known accepts; signing in stays as it always was. */
function Known({ offer, token }: Given) {
  const { t } = useWords()
  const client = useQueryClient()
  const navigate = useNavigate()
  const { email } = offer
  // Whether somebody is signed in here; a refusal only means that nobody is.
  const here = useQuery({ ...meQuery, retry: false }).data?.member?.email
  const accept = useMutation({
    mutationFn: () => call('acceptInvitation', { body: { token } }),
    onSuccess: async () => {
      client.clear()
      await navigate({ to: here === email ? '/' : '/sign-in' })
    },
  })
  return (
    <>
      {accept.isError ? <Notice kind="harm">{problemText(t, accept.error)}</Notice> : null}
      {here === email ? <p>{t('invitation.knownHere', { email })}</p> : <p>{t('invitation.known', { email })}</p>}
      {here !== undefined && here !== email ? (
        <Notice kind="attention">{t('invitation.other', { email: here, invited: email })}</Notice>
      ) : null}
      <Button kind="primary" wide busy={accept.isPending} onClick={() => accept.mutate()}>
        {t('invitation.accept')}
      </Button>
    </>
  )
}
