// Helps a member who lost their way in: a link for a new password to hand over, and the end of a second factor that was lost.
import type { Member } from '@lotse/protocol'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { call } from '../api.ts'
import { Button } from '../parts/Button.tsx'
import { confirmed } from '../parts/confirm.ts'
import { Notice } from '../parts/Notice.tsx'
import { Snippet } from '../parts/Snippet.tsx'
import { useUndo } from '../parts/undo.ts'
import { problemText } from '../words/problem.ts'
import { useWords } from '../words/use.ts'
import css from './settings.module.css'

/** The part of a member's panel; for others, since for oneself the account page is the place. */
export function MemberHelp({ member }: { member: Member }) {
  const { t, f } = useWords()
  const client = useQueryClient()
  const { say } = useUndo()
  const params = { id: member.id }
  const link = useMutation({ mutationFn: () => call('createResetLink', { params }) })
  const factor = useMutation({
    mutationFn: () => call('removeSecondFactor', { params }),
    onSuccess: async () => {
      say(t('access.help.factorGone', { name: member.name }))
      await client.invalidateQueries({ queryKey: ['members'] })
    },
  })
  const ask = async () => {
    const question = { title: t('access.help.factorAsk', { name: member.name }), text: t('access.help.factorText') }
    if (await confirmed({ ...question, action: t('access.help.factor'), harm: true })) factor.mutate()
  }
  const failure = link.error ?? factor.error
  return (
    <div className={css.foot}>
      <p className="quiet">{t('access.help.text')}</p>
      {failure === null ? null : <Notice kind="harm">{problemText(t, failure)}</Notice>}
      {link.data === undefined ? null : (
        <Notice kind="proof" title={t('access.help.hand', { until: f.instant(Date.parse(link.data.expiresAt)) })}>
          <Snippet code={link.data.url} />
        </Notice>
      )}
      <div className={css.row}>
        <Button busy={link.isPending} onClick={() => link.mutate()}>
          {t('access.help.link')}
        </Button>
        {member.secondFactor ? (
          <Button busy={factor.isPending} onClick={() => void ask()}>
            {t('access.help.factor')}
          </Button>
        ) : null}
      </div>
    </div>
  )
}
