// Sets up one-time codes: scan the picture, type the first code. The picture is drawn here; the secret goes nowhere else.
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import type { FormEvent } from 'react'
import { call } from '../api.ts'
import { meQuery } from '../app/data.ts'
import { Button } from '../parts/Button.tsx'
import { Dialog } from '../parts/Dialog.tsx'
import { fieldOf } from '../parts/form.ts'
import { Notice } from '../parts/Notice.tsx'
import { CopyButton } from '../parts/Snippet.tsx'
import { Answer } from '../parts/states.tsx'
import { CodeField } from '../sign-in/SecondFactor.tsx'
import { problemText } from '../words/problem.ts'
import { useWords } from '../words/use.ts'
import css from './account.module.css'
import { securityQuery } from './data.ts'

/** What is set up: the secret, and its picture as rows of dark and light. */
type Begun = { readonly secret: string; readonly rows: readonly (readonly boolean[])[] }

async function begin(): Promise<Begun> {
  const { secret, uri } = await call('startTotp', {})
  const { encode } = await import('uqr')
  return { secret, rows: encode(uri, { ecc: 'M', border: 4 }).data }
}

/** @param done - called with the recovery codes. */
export function SetUpCodes({ close, done }: { close: () => void; done: (codes: readonly string[]) => void }) {
  const { t } = useWords()
  // A fresh secret each time this is opened, and none while it stays open.
  const begun = useQuery({
    queryKey: ['totp-begun'],
    queryFn: begin,
    gcTime: 0,
    staleTime: Number.POSITIVE_INFINITY,
    retry: false,
  })
  return (
    <Dialog open close={close} title={t('account.codes.setUp')}>
      <Answer query={begun}>{(ready) => <Steps begun={ready} done={done} />}</Answer>
    </Dialog>
  )
}

function Steps({ begun, done }: { begun: Begun; done: (codes: readonly string[]) => void }) {
  const { t } = useWords()
  const client = useQueryClient()
  const confirm = useMutation({
    mutationFn: (code: string) => call('confirmTotp', { body: { code } }),
    onSuccess: async ({ recoveryCodes }) => {
      await Promise.all([client.invalidateQueries(securityQuery), client.invalidateQueries(meQuery)])
      done(recoveryCodes)
    },
  })
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    confirm.mutate(fieldOf(new FormData(event.currentTarget), 'code').trim())
  }
  return (
    <form className="stack" onSubmit={submit}>
      <p>{t('account.codes.scan')}</p>
      <Picture rows={begun.rows} />
      <details>
        <summary>{t('account.codes.byHand')}</summary>
        <div className={css.secret}>
          <code>{begun.secret.replace(/(.{4})(?=.)/g, '$1 ')}</code>
          <CopyButton text={begun.secret} />
        </div>
      </details>
      {confirm.isError ? <Notice kind="harm">{problemText(t, confirm.error)}</Notice> : null}
      <CodeField />
      <Button type="submit" kind="primary" busy={confirm.isPending}>
        {t('account.codes.confirm')}
      </Button>
    </form>
  )
}

/** Dark on light in every theme, because cameras want it so. */
function Picture({ rows }: { rows: Begun['rows'] }) {
  const { t } = useWords()
  const size = rows.length
  const path = rows.flatMap((row, y) => row.flatMap((dark, x) => (dark ? [`M${x} ${y}h1v1h-1z`] : []))).join('')
  return (
    <svg className={css.picture} viewBox={`0 0 ${size} ${size}`} role="img" aria-label={t('account.codes.picture')}>
      <rect width={size} height={size} fill="#fff" />
      <path d={path} fill="#000" shapeRendering="crispEdges" />
    </svg>
  )
}
