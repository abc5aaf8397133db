// One API token beside the list: everything it may do, and its end. Never its secret, which nobody can read any more.
import type { ApiToken } from '@lotse/protocol'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { call } from '../api.ts'
import { Button } from '../parts/Button.tsx'
import { confirmed } from '../parts/confirm.ts'
import { Dialog } from '../parts/Dialog.tsx'
import { StateMark } from '../parts/Mark.tsx'
import { Since } from '../parts/Since.tsx'
import { useUndo } from '../parts/undo.ts'
import { useWords } from '../words/use.ts'
import css from './settings.module.css'

/** Names the list of tokens in the cache. */
export const tokensKey = ['tokens']

type Given = { readonly token: ApiToken }

const stateOf = ({ revokedAt, expiresAt }: ApiToken): 'revoked' | 'ended' | 'valid' => {
  if (revokedAt !== null) return 'revoked'
  return expiresAt !== null && Date.parse(expiresAt) <= Date.now() ? 'ended' : 'valid'
}
const tones = { revoked: 'plain', ended: 'attention', valid: 'proof' } as const

/** Whether it opens anything still. */
export function TokenState({ token }: Given) {
  const { t } = useWords()
  const state = stateOf(token)
  return <StateMark tone={tones[state]}>{t(`tokens.${state}`)}</StateMark>
}

/** The panel. */
export function TokenPanel({ token, close }: Given & { close: () => void }) {
  const { t, f } = useWords()
  const { name, scopes, role, lastUsedAt, expiresAt, createdAt } = token
  return (
    <Dialog
      open
      place="side"
      close={close}
      title={name}
      actions={stateOf(token) === 'valid' ? <Revoke token={token} done={close} /> : undefined}
    >
      <div className="stack">
        <TokenState token={token} />
        <dl className={css.facts}>
          <dt>{t('tokens.used')}</dt>
          <dd>{lastUsedAt === null ? t('tokens.never') : <Since at={lastUsedAt} />}</dd>
          <dt>{t('tokens.madeAt')}</dt>
          <dd>{f.date(Date.parse(createdAt))}</dd>
          <dt>{t('tokens.ends')}</dt>
          <dd>{expiresAt === null ? t('tokens.endless') : f.date(Date.parse(expiresAt))}</dd>
          <dt>{t('tokens.may')}</dt>
          <dd>{scopes === null ? t(`members.role.${role}`) : <Scopes scopes={scopes} />}</dd>
        </dl>
      </div>
    </Dialog>
  )
}

function Scopes({ scopes }: { scopes: readonly string[] }) {
  return (
    <ul className={css.plain}>
      {scopes.map((scope) => (
        <li key={scope}>
          <code className={css.scopes}>{scope}</code>
        </li>
      ))}
    </ul>
  )
}

function Revoke({ token: { id, name }, done }: Given & { done: () => void }) {
  const { t } = useWords()
  const client = useQueryClient()
  const { say, sayFailure } = useUndo()
  const revoke = useMutation({
    mutationFn: () => call('revokeToken', { params: { id } }),
    onSuccess: async () => {
      say(t('tokens.revokedNow', { name }))
      done()
      await client.invalidateQueries({ queryKey: tokensKey })
    },
    onError: sayFailure,
  })
  const ask = async () => {
    const question = { title: t('tokens.revokeAsk', { name }), text: t('tokens.revokeText') }
    if (await confirmed({ ...question, action: t('tokens.revoke'), harm: true })) revoke.mutate()
  }
  return (
    <Button busy={revoke.isPending} onClick={() => void ask()}>
      {t('tokens.revoke')}
    </Button>
  )
}
