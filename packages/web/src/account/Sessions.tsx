// Where one is signed in, and the way to end it there.
import type { Session } from '@lotse/protocol'
import { IconDeviceDesktop, IconDeviceMobile, IconDevices } from '@tabler/icons-react'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { call } from '../api.ts'
import { Button } from '../parts/Button.tsx'
import { Card } from '../parts/Card.tsx'
import { confirmed } from '../parts/confirm.ts'
import { StateMark } from '../parts/Mark.tsx'
import { Since } from '../parts/Since.tsx'
import { Answer } from '../parts/states.tsx'
import { useUndo } from '../parts/undo.ts'
import { useWords } from '../words/use.ts'
import css from './account.module.css'
import { sessionsQuery } from './data.ts'

/** The part of the screen. */
export function Sessions() {
  const { t } = useWords()
  const query = useQuery(sessionsQuery)
  const others = (query.data?.items ?? []).some((one) => !one.current)
  return (
    <Card title={t('account.sessions.title')} side={others ? <EndOthers /> : undefined} flush>
      <Answer query={query}>
        {({ items }) => (
          <ul className={css.list}>
            {items.map((session) => (
              <SessionLine key={session.id} session={session} />
            ))}
          </ul>
        )}
      </Answer>
    </Card>
  )
}

const phones = new Set(['iOS', 'Android'])

function SessionLine({ session }: { session: Session }) {
  const { t } = useWords()
  const { system, browser, method, current, seenAt } = session
  const Mark = system === null ? IconDevices : phones.has(system) ? IconDeviceMobile : IconDeviceDesktop
  const name = useDeviceName(session)
  return (
    <li className={css.line}>
      <Mark size={20} stroke={1.6} aria-hidden />
      <div className={css.words}>
        <b>{name}</b>
        <span>
          {t(`account.sessions.by.${method}`)} · {current ? t('account.sessions.now') : <Since at={seenAt} />}
        </span>
      </div>
      {current ? (
        <StateMark tone="proof">{t('account.sessions.this')}</StateMark>
      ) : (
        <EndOne session={session} name={browser ?? name} />
      )}
    </li>
  )
}

function useDeviceName({ browser, system }: Session): string {
  const { t } = useWords()
  if (browser !== null && system !== null) return t('account.sessions.device', { browser, system })
  return browser ?? system ?? t('account.sessions.unknown')
}

function EndOne({ session, name }: { session: Session; name: string }) {
  const { t } = useWords()
  const client = useQueryClient()
  const { say, sayFailure } = useUndo()
  const end = useMutation({
    mutationFn: () => call('endSession', { params: { id: session.id } }),
    onSuccess: async () => {
      say(t('account.sessions.ended'))
      await client.invalidateQueries(sessionsQuery)
    },
    onError: sayFailure,
  })
  return (
    <Button
      kind="quiet"
      busy={end.isPending}
      aria-label={t('account.sessions.endThis', { name })}
      onClick={() => end.mutate()}
    >
      {t('account.sessions.end')}
    </Button>
  )
}

function EndOthers() {
  const { t } = useWords()
  const client = useQueryClient()
  const { say, sayFailure } = useUndo()
  const end = useMutation({
    mutationFn: () => call('endOtherSessions', {}),
    onSuccess: async ({ ended }) => {
      say(t('account.sessions.endedOthers', { count: ended }))
      await client.invalidateQueries(sessionsQuery)
    },
    onError: sayFailure,
  })
  const ask = async () => {
    const question = { title: t('account.sessions.endOthersAsk'), text: t('account.sessions.endOthersText') }
    if (await confirmed({ ...question, action: t('account.sessions.endOthers') })) end.mutate()
  }
  return (
    <Button kind="quiet" busy={end.isPending} onClick={() => void ask()}>
      {t('account.sessions.endOthers')}
    </Button>
  )
}
