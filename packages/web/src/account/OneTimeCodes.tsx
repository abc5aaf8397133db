// One-time codes of an authenticator app: set up with a picture to scan, ended, and recovery codes shown once.
import type { Security } from '@lotse/protocol'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { call } from '../api.ts'
import { Button } from '../parts/Button.tsx'
import { Card } from '../parts/Card.tsx'
import { confirmed } from '../parts/confirm.ts'
import { StateMark } from '../parts/Mark.tsx'
import { useUndo } from '../parts/undo.ts'
import { useWords } from '../words/use.ts'
import css from './account.module.css'
import { CodesDialog } from './CodesDialog.tsx'
import { securityQuery } from './data.ts'
import { SetUpCodes } from './SetUpCodes.tsx'

const LEFT_LOW = 3

type Given = { totp: Security['totp']; left: number; required: boolean }

/** The part of the screen. */
export function OneTimeCodes({ totp, left, required }: Given) {
  const { t, f } = useWords()
  const [settingUp, setSettingUp] = useState(false)
  const [codes, setCodes] = useState<readonly string[] | null>(null)
  const mark =
    totp === null ? undefined : (
      <StateMark tone="proof">{t('account.codes.on', { date: f.date(Date.parse(totp.since)) })}</StateMark>
    )
  return (
    <Card title={t('account.codes.title')} side={mark}>
      <div className="stack">
        <p className="quiet">{required ? t('account.codes.required') : t('account.codes.text')}</p>
        {totp === null ? (
          <div>
            <Button onClick={() => setSettingUp(true)}>{t('account.codes.setUp')}</Button>
          </div>
        ) : (
          <Running left={left} show={setCodes} />
        )}
      </div>
      {settingUp ? (
        <SetUpCodes
          close={() => setSettingUp(false)}
          done={(made) => {
            setSettingUp(false)
            setCodes(made)
          }}
        />
      ) : null}
      <CodesDialog codes={codes} close={() => setCodes(null)} />
    </Card>
  )
}

function Running({ left, show }: { left: number; show: (codes: readonly string[]) => void }) {
  const { t } = useWords()
  const client = useQueryClient()
  const { say, sayFailure } = useUndo()
  const renew = useMutation({
    mutationFn: () => call('renewRecoveryCodes', {}),
    onSuccess: async ({ recoveryCodes }) => {
      show(recoveryCodes)
      await client.invalidateQueries(securityQuery)
    },
    onError: sayFailure,
  })
  const remove = useMutation({
    mutationFn: () => call('removeTotp', {}),
    onSuccess: async () => {
      say(t('account.codes.removed'))
      await client.invalidateQueries(securityQuery)
    },
    onError: sayFailure,
  })
  const ask = async () => {
    const question = { title: t('account.codes.removeAsk'), text: t('account.codes.removeText') }
    if (await confirmed({ ...question, action: t('account.codes.remove'), harm: true })) remove.mutate()
  }
  return (
    <>
      <p className={left <= LEFT_LOW ? css.low : undefined}>{t('account.codes.left', { count: left })}</p>
      <div className={css.row}>
        <Button busy={renew.isPending} onClick={() => renew.mutate()}>
          {t('account.codes.renew')}
        </Button>
        <Button kind="quiet" busy={remove.isPending} onClick={() => void ask()}>
          {t('account.codes.remove')}
        </Button>
      </div>
    </>
  )
}
